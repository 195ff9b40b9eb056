import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const files = ['extension/ui', 'extension/panel'].flatMap(folder =>
	readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
		.filter(entry => entry.isFile())
		.map(entry => relative(root, join(entry.parentPath, entry.name))),
)
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const drawn = files.filter(path => /\.(?:svelte|css)$/.test(path) && !path.endsWith('tokens.css'))
const components = files.filter(path => path.endsWith('.svelte'))
const catalogues = files.filter(path => /(?:words|say|finding-words|shortcuts)\.ts$/.test(path))

const offences = (paths: readonly string[], shape: RegExp): readonly string[] =>
	paths.flatMap(path =>
		read(path)
			.split('\n')
			.flatMap((line, index) => (shape.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
	)
/** The style block of a component, or a style sheet. */
const styles = (path: string): string =>
	path.endsWith('.css') ? read(path) : (/<style>([\s\S]*)<\/style>/.exec(read(path))?.[1] ?? '')

describe('components are drawn from tokens', () => {
	test('no component names a colour of its own', () => {
		const raw = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|color)\(|:\s*(?:white|black|red|gr[ae]y)\b/i
		const wrong = drawn.filter(path =>
			styles(path)
				.split('\n')
				.some(line => raw.test(line)),
		)
		expect(wrong).toEqual([])
	})

	test('every side is a logical one, so that right to left needs nothing', () => {
		const physical =
			/(?:^|[\s;{])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|(?:left|right|top|bottom|(?:min-|max-)?(?:width|height)))\s*:|text-align:\s*(?:left|right)/
		const wrong = drawn.flatMap(path =>
			styles(path)
				.split('\n')
				.filter(line => physical.test(line) && !line.includes('@media'))
				.map(line => `${path} ${line.trim()}`),
		)
		expect(wrong).toEqual([])
	})

	test('every custom property that is used is declared', () => {
		const declared = new Set(
			files
				.filter(path => /\.(?:css|svelte)$/.test(path))
				.flatMap(path => [...read(path).matchAll(/(--[a-z0-9-]+)\s*:/g)].map(([, name]) => name)),
		)
		const used = drawn.flatMap(path =>
			[...styles(path).matchAll(/var\((--[a-z0-9-]+)\s*\)/g)].map(([, n]) => n),
		)
		expect(used.filter(name => !declared.has(name))).toEqual([])
	})
})

describe('fields', () => {
	test('tell the browser to remember nothing', () => {
		const wrong = components.flatMap(path =>
			[...read(path).matchAll(/<(?:input|textarea|select|form)\b[^]*?(?:[^=]>)/g)]
				.map(([tag]) => tag)
				.filter(tag => !tag.includes('autocomplete="off"'))
				.map(tag => `${path} ${tag.slice(0, 40)}`),
		)
		expect(wrong).toEqual([])
	})

	test('put nothing into the address', () => {
		expect(offences(files, /location\.(?:hash|href)\s*=|history\.(?:push|replace)State/)).toEqual([])
	})
})

/** The text that a component writes itself: outside script, style, tags and expressions. */
function ownText(component: string): string {
	let markup = component.replace(/<(script|style)[\s\S]*?<\/\1>|<!--[\s\S]*?-->/g, '')
	for (let before = ''; before !== markup;) {
		before = markup
		markup = markup.replace(/\{[^{}]*\}/g, '')
	}
	const named = [...markup.matchAll(/(?:aria-label|title|placeholder|alt)="([^"]*)"/g)].map(
		([, text]) => text,
	)
	return [markup.replace(/<[^>]*>/g, ' ').replace(/&[a-z]+;/g, ' '), ...named].join(' ')
}

describe('words', () => {
	test('stand in the catalogues, so that a translation can come', () => {
		const wrong = components
			.map(path => `${path}: ${ownText(read(path)).replace(/\s+/g, ' ').trim()}`)
			.filter(line => /: .*\p{L}{2}/u.test(line))
		expect(wrong).toEqual([])
	})

	test('make no promise, plead for nothing and raise no voice', () => {
		const shape =
			/\b(?:compliant|anonymous|AI diagnosis|instant|immutable|please|sorry|simply|data subject|match score)\b|[a-z]!['`]/i
		expect(offences([...catalogues, ...components], shape)).toEqual([])
	})

	test('say no percentage', () => {
		expect(offences(catalogues, /[\d}] ?%|\bper ?cent\b/)).toEqual([])
	})
})
