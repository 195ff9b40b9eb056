import { describe, expect, test } from 'vitest'
import { read, tracked } from './sources.ts'

const text = tracked.filter(
	path => /\.(?:ts|mjs|js|svelte|sol|md|html|css|json|yml)$/.test(path) && path !== 'package-lock.json',
)
const shipped = text.filter(path => /^(?:shared|extension|dapp|contracts\/src)\//.test(path))
const offences = (paths: readonly string[], shape: RegExp): readonly string[] =>
	paths.flatMap(path =>
		read(path)
			.split('\n')
			.flatMap((line, index) =>
				shape.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 90)}`] : [],
			),
	)
const ourselves = 'test/architecture/house-rules.test.ts'

describe('the browser is reached from two homes', () => {
	test('only messages and platform say chrome or browser', () => {
		const paths = shipped.filter(
			path => path.startsWith('extension/') && !/^extension\/(?:messages|platform|manifest\.ts)/.test(path),
		)
		expect(offences(paths, /(?<![\w.'"`/-])(?:chrome|browser)\.(?!html)[a-z]/)).toEqual([])
	})

	test('only one file reads who sent a message', () => {
		const paths = shipped.filter(
			path => path.startsWith('extension/') && path !== 'extension/messages/sender.ts',
		)
		expect(offences(paths, /\bsender\.(?:origin|url|tab\b|frameId|id\b)/)).toEqual([])
	})

	test('content and page scripts open no connection of their own', () => {
		const paths = shipped.filter(path => path.startsWith('extension/page/'))
		expect(offences(paths, /\bXMLHttpRequest\(\)|\bWebSocket\(|\bsendBeacon\(/)).toEqual([])
	})
})

describe('claims', () => {
	test('nothing shipped or public claims what was not proven', () => {
		const shape =
			/\b(?:HIPAA|GDPR)[- ]compliant|\bAI diagnosis\b|\bencrypted computation\b|\bfully anonymous\b|\bis anonymous\b|\binstant diagnosis\b/i
		expect(
			offences(
				[...shipped, 'README.md'].filter(path => tracked.includes(path)),
				shape,
			),
		).toEqual([])
	})
})

describe('tests can fail', () => {
	test('nothing is skipped, retried, singled out or slept', () => {
		const paths = text.filter(path => path.startsWith('test/') && path !== ourselves)
		expect(
			offences(
				paths,
				/\b(?:it|test|describe)\.(?:skip|only|todo|skipIf|runIf)\b|\bretry: *[1-9]|waitForTimeout\(/,
			),
		).toEqual([])
	})
})

describe('dependencies', () => {
	const manifest = JSON.parse(read('package.json')) as Record<
		'dependencies' | 'devDependencies',
		Record<string, string>
	>
	const lock = JSON.parse(read('package-lock.json')) as {
		packages: Record<string, { dev?: boolean; optional?: boolean; license?: string; resolved?: string }>
	}

	test('have exact versions', () => {
		const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
			([, version]) => !/^(?:npm:@?[\w./-]+@)?\d+\.\d+\.\d+$/.test(version),
		)
		expect(loose).toEqual([])
	})

	test('name no registry in the lock file', () => {
		expect(Object.entries(lock.packages).filter(([, { resolved }]) => resolved?.startsWith('http'))).toEqual(
			[],
		)
	})

	test('that ship carry a permissive licence', () => {
		const permissive =
			/^(?:MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|OFL-1\.1|MPL-2\.0|Unlicense|CC0-1\.0|BlueOak-1\.0\.0|\(?MIT OR .*)$/
		const wrong = Object.entries(lock.packages)
			.filter(([path, { dev, license }]) => path !== '' && !dev && !permissive.test(license ?? 'not stated'))
			.map(([path, { license }]) => `${path}: ${license ?? 'not stated'}`)
		expect(wrong).toEqual([])
	})
})
