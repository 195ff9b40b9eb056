import { expect, test } from 'vitest'
import { read, tracked } from './sources.ts'

/** Lines at which a file is split by idea. The last column of the house rules. */
const limits: readonly (readonly [RegExp, number])[] = [
	[/\.test\.ts$|\.t\.sol$/, 350],
	[/^test\/architecture\//, 350],
	[/\.svelte\.ts$/, 250],
	[/\.svelte$/, 150],
	[/^extension\/adapters\/.*\.ts$/, 200],
	[/\.ts$|\.mjs$/, 300],
	[/\.sol$/, 400],
]

/** Exceptions, each with its reason. */
const exceptions: Readonly<Record<string, string>> = {}

test('no file outgrows its idea', () => {
	const wrong = tracked.flatMap(path => {
		const limit = limits.find(([shape]) => shape.test(path))?.[1]
		if (limit === undefined || path in exceptions) return []
		const lines = read(path).split('\n').length - 1
		return lines > limit ? [`${path}: ${lines} lines, at most ${limit}`] : []
	})
	expect(wrong).toEqual([])
})

test('every exception still exists', () => {
	expect(Object.keys(exceptions).filter(path => !tracked.includes(path))).toEqual([])
})

test('folders are named after ideas', () => {
	const vague = /(?:^|\/)(?:utils?|helpers?|common|services?|managers?|core|lib)\//
	expect(tracked.filter(path => vague.test(path) || /(?:^|\/)types\.ts$/.test(path))).toEqual([])
})

test('the top level stays what it is', () => {
	const top = new Set(tracked.map(path => path.split('/')[0] as string).filter(name => !name.startsWith('.')))
	const allowed = [
		...['extension', 'dapp', 'contracts', 'shared', 'test'],
		...['vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json', 'eslint.config.js'],
		...[
			'README.md',
			'CHANGELOG.md',
			'CONTRIBUTING.md',
			'SECURITY.md',
			'CODE_OF_CONDUCT.md',
			'LICENSE',
			'NOTICE',
		],
	]
	expect([...top].filter(name => !allowed.includes(name))).toEqual([])
})
