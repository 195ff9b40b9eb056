import { describe, expect, test } from 'vitest'
import { importsOf, tracked } from './sources.ts'

/** Who may import whom. A folder may always import itself and the kernel. */
const crypto = ['npm:@noble/ciphers', 'npm:@noble/curves', 'npm:@noble/hashes', 'npm:@noble/post-quantum']
const rules: Readonly<Record<string, readonly string[]>> = {
	'shared/kernel': [],
	'shared/ontology': [],
	'shared/text': ['shared/ontology'],
	'shared/case': ['shared/ontology', 'shared/text', ...crypto],
	'shared/matching': ['shared/ontology', 'shared/case'],
	'shared/privacy': ['shared/ontology', 'shared/case'],
	'shared/compliance': [],
	'shared/crypto': [...crypto, 'npm:age-encryption', 'npm:hash-wasm', 'npm:@scure/base'],
	'shared/consent': ['shared/crypto', ...crypto],
	'shared/record': ['shared/crypto', 'npm:age-encryption', ...crypto],
	'shared/audit': ['shared/crypto'],
	'shared/zero-g': ['shared/crypto', ...crypto, 'npm:@0glabs/0g-ts-sdk', 'npm:hash-wasm', 'npm:viem'],
	'shared/ledger': ['shared/crypto', 'shared/consent', '#contracts', 'npm:viem', ...crypto],
	'shared/actions': [
		'shared/ontology',
		'shared/text',
		'shared/case',
		'shared/matching',
		'shared/privacy',
		'shared/compliance',
		'shared/crypto',
		'shared/consent',
		'shared/record',
		'shared/audit',
		'shared/zero-g',
		'shared/ledger',
		...crypto,
	],
	'extension/page': [],
	'extension/adapters': ['shared/case'],
	'extension/content': [
		'extension/adapters',
		'extension/messages',
		'extension/page',
		'extension/platform',
		'shared/case',
		'npm:webextension-polyfill',
	],
}

const folderOf = (path: string): string => path.split('/').slice(0, 2).join('/')
const code = tracked.filter(path => /\.(?:ts|svelte)$/.test(path))

describe('dependencies point inwards', () => {
	test.each(Object.entries(rules))('%s imports only what it may', (folder, allowed) => {
		const wrong = code
			.filter(path => path.startsWith(`${folder}/`))
			.flatMap(path =>
				importsOf(path)
					.filter(target => {
						if (target.startsWith('#contracts')) return !allowed.includes('#contracts')
						if (target.startsWith('npm:')) return !allowed.includes(target)
						const to = folderOf(target)
						return to !== folder && to !== 'shared/kernel' && !allowed.includes(to)
					})
					.map(target => `${path} imports ${target}`),
			)
		expect(wrong).toEqual([])
	})

	test('every folder of the product without a browser has a rule', () => {
		const folders = new Set(code.filter(path => path.startsWith('shared/')).map(folderOf))
		expect([...folders].filter(folder => !(folder in rules))).toEqual([])
	})

	test('nothing that ships imports from the tests, and the product imports no host', () => {
		const wrong = code
			.filter(path => /^(?:shared|extension|dapp)\//.test(path))
			.flatMap(path =>
				importsOf(path)
					.filter(target => target.startsWith('test/'))
					.map(target => `${path} imports ${target}`),
			)
		const upwards = code
			.filter(path => path.startsWith('shared/'))
			.flatMap(path =>
				importsOf(path)
					.filter(target => /^(?:extension|dapp)\//.test(target))
					.map(target => `${path} imports ${target}`),
			)
		expect([...wrong, ...upwards]).toEqual([])
	})

	test('every own import names a file that exists', () => {
		const known = new Set(tracked)
		const wrong = code.flatMap(path =>
			importsOf(path)
				.filter(target => !target.startsWith('npm:') && !target.startsWith('#') && !known.has(target))
				.filter(target => /^(?:shared|extension|dapp|test)\//.test(target))
				.map(target => `${path} imports ${target}`),
		)
		expect(wrong).toEqual([])
	})
})
