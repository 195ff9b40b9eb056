import { say } from './progress.ts'

/** Each benchmark prints a table for people, or with `--json` one JSON object on its last line. */
const benchmarks: Readonly<Record<string, () => Promise<{ main(args: readonly string[]): Promise<void> }>>> =
	{
		match: () => import('../bench/match.ts'),
		gas: () => import('../bench/gas.ts'),
	}

const [name, ...rest] = process.argv.slice(2)
const load = benchmarks[name ?? '']
if (load) await (await load()).main(rest)
else {
	say(`There is no benchmark "${name ?? ''}". Known: ${Object.keys(benchmarks).join(', ')}.`)
	process.exitCode = 1
}
