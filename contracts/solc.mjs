#!/usr/bin/env node
// Forge asks a native compiler for two things; the compiler from npm answers both. Exiting by force after writing would
// cut the answer, because a pipe takes 64 KiB at a time.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const solc = createRequire(import.meta.url)('solc')
const asked = process.argv.slice(2)
if (asked.includes('--version')) {
	console.log(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}`)
} else if (asked.includes('--standard-json')) {
	process.stdout.write(solc.compile(readFileSync(0, 'utf8')))
} else {
	console.error(`not answered here: ${asked.join(' ')}`)
	process.exitCode = 1
}
