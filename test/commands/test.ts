import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { say, timed } from './progress.ts'

/** Everything that must hold, in the order in which a mistake is cheapest to find. Ends with `N passed, N failed`. */
const bin = (name: string): string => join('node_modules', '.bin', name)
const nightly = process.argv.includes('--nightly')
const folder = mkdtempSync(join(tmpdir(), 'mednexus-test-'))
let passed = 0
let failed = 0

await gate('format', bin('prettier'), ['--check', '--log-level=warn', '.'])
await gate('lint', bin('eslint'), ['--max-warnings=0', '.'])
for (const part of ['shared', 'extension', 'test']) await gate(`types of ${part}`, bin('tsc'), ['-p', part])
await gate('types of components', bin('svelte-check'), [
	'--tsconfig',
	'extension/tsconfig.json',
	'--fail-on-warnings',
])
await contracts()
await gate('browsers are here', process.execPath, ['--import', 'tsx', 'test/commands/browsers.ts'])
await gate('age is here', process.execPath, ['--import', 'tsx', 'test/commands/age.ts'])
await gate('packages build', process.execPath, ['--import', 'tsx', 'test/commands/package.ts'])
for (const project of ['unit', 'network', 'browser']) await vitest(project)

rmSync(folder, { recursive: true, force: true })
process.exitCode = failed === 0 ? 0 : 1
console.log(`${passed} passed, ${failed} failed`)

async function gate(name: string, program: string, args: readonly string[]): Promise<void> {
	const from = performance.now()
	const { status, output } = await run(program, args)
	if (status === 0) passed++
	else {
		failed++
		say(output)
	}
	say(timed(`${status === 0 ? 'passed' : 'FAILED'}: ${name}`, from))
}

async function contracts(): Promise<void> {
	const from = performance.now()
	const args = [join('contracts', 'forge.mjs'), 'test', '--json']
	const { status, stdout, output } = await run(
		process.execPath,
		args,
		nightly ? { FOUNDRY_PROFILE: 'nightly', FOUNDRY_FUZZ_SEED: `0x${randomBytes(16).toString('hex')}` } : {},
	)
	const before = { passed, failed }
	try {
		const suites = JSON.parse(stdout) as Record<
			string,
			{ test_results: Record<string, { status: string; reason: string | null }> }
		>
		for (const [suite, { test_results }] of Object.entries(suites))
			for (const [test, { status, reason }] of Object.entries(test_results)) {
				if (status === 'Success') passed++
				else {
					failed++
					say(`FAILED: ${suite} ${test}: ${reason ?? status}`)
				}
			}
	} catch {
		say(output)
	}
	if (passed === before.passed || (status !== 0 && failed === before.failed)) failed++
	say(timed(`contracts: ${passed - before.passed} passed, ${failed - before.failed} failed`, from))
}

async function vitest(project: string): Promise<void> {
	const from = performance.now()
	const report = join(folder, `${project}.json`)
	// One file at a time where a chain or a browser runs: two cores do not serve two of them well.
	const alone = project === 'unit' ? [] : ['--no-file-parallelism']
	const args = [
		'run',
		'--project',
		project,
		'--reporter=default',
		'--reporter=json',
		`--outputFile=${report}`,
		...alone,
	]
	const { status, output } = await run(bin('vitest'), args, nightly ? { NIGHTLY: '1' } : {})
	if (status !== 0) say(output)
	const counted = existsSync(report)
		? (JSON.parse(readFileSync(report, 'utf8')) as {
				numPassedTests: number
				numFailedTests: number
				numPendingTests: number
				numTodoTests: number
			})
		: undefined
	const bad = (counted?.numFailedTests ?? 0) + (counted?.numPendingTests ?? 0) + (counted?.numTodoTests ?? 0)
	passed += counted?.numPassedTests ?? 0
	// A file that does not even load has no test to count, and a project without tests proves nothing.
	const unloaded = status !== 0 && bad === 0 ? 1 : 0
	failed += bad + unloaded + (counted?.numPassedTests ? 0 : 1)
	say(timed(`${project} tests: ${counted?.numPassedTests ?? 0} passed, ${bad + unloaded} failed`, from))
}

function run(
	program: string,
	args: readonly string[],
	env: Record<string, string> = {},
): Promise<{ status: number; stdout: string; output: string }> {
	return new Promise(done => {
		const child = spawn(program, args, {
			env: { ...process.env, ...env, NO_COLOR: '1' },
			stdio: ['ignore', 'pipe', 'pipe'],
		})
		let stdout = ''
		let output = ''
		child.stdout.on('data', chunk => {
			stdout += chunk
			output += chunk
		})
		child.stderr.on('data', chunk => (output += chunk))
		child.on('error', error => done({ status: 1, stdout, output: `${output}${error.message}` }))
		child.on('close', status => done({ status: status ?? 1, stdout, output }))
	})
}
