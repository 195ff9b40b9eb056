#!/usr/bin/env node
// Measures what the tests reach of `src`, without the invariants, and fails under 95 % of lines or of branches.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const least = 95
const folder = mkdtempSync(join(tmpdir(), 'mednexus-coverage-'))
const report = join(folder, 'lcov.info')
const forge = join(dirname(fileURLToPath(import.meta.url)), 'forge.mjs')
const args = ['coverage', '--no-match-contract', 'Invariant', '--no-match-coverage', 'contracts/test']
const { status } = spawnSync(
	process.execPath,
	[forge, ...args, '--report', 'summary', '--report', 'lcov', '--report-file', report],
	{ stdio: 'inherit' },
)
if (status !== 0) process.exitCode = 1
else {
	const lcov = readFileSync(report, 'utf8')
	for (const [what, hit, found] of [
		['lines', 'LH', 'LF'],
		['branches', 'BRH', 'BRF'],
	]) {
		const percent = (100 * sum(lcov, hit)) / sum(lcov, found)
		console.log(`${what}: ${percent.toFixed(2)} %, at least ${least} %`)
		if (!(percent >= least)) process.exitCode = 1
	}
}
rmSync(folder, { recursive: true, force: true })

function sum(lcov, field) {
	return [...lcov.matchAll(new RegExp(`^${field}:(\\d+)$`, 'gm'))].reduce((all, [, n]) => all + Number(n), 0)
}
