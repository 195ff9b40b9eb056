#!/usr/bin/env node
// Forge asks a native compiler for two things; the compiler from npm answers both. Exiting by force after writing would
// cut the answer, because a pipe takes 64 KiB at a time.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const solc = createRequire(import.meta.url)('solc')
const here = dirname(fileURLToPath(import.meta.url))
const asked = process.argv.slice(2)

/** Forge lists what a dependency imports under a name that the import does not ask for: read it from the disk. */
const load = path => {
	if (!path.startsWith('../node_modules/')) return { error: `${path} is no installed package` }
	return { contents: readFileSync(join(here, path), 'utf8') }
}

if (asked.includes('--version')) {
	console.log(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}`)
} else if (asked.includes('--standard-json')) {
	process.stdout.write(solc.compile(readFileSync(0, 'utf8'), { import: load }))
} else {
	console.error(`not answered here: ${asked.join(' ')}`)
	process.exitCode = 1
}
