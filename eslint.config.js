import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import ts from 'typescript-eslint'

/** Only these places may speak to the browser's extension API or to Node. */
const chromeHomes = ['extension/messages/**', 'extension/platform/**', 'extension/manifest.ts', 'test/**']

export default ts.config(
	{ ignores: ['dist/', 'node_modules/', '.local/', 'contracts/', '**/*.mjs', 'test/browser/gallery/dist/'] },
	js.configs.recommended,
	...ts.configs.strict,
	...svelte.configs.recommended,
	{
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
		rules: {
			'no-undef': 'off',
			'no-console': 'error',
			'no-restricted-syntax': [
				'error',
				{ selector: 'ExportDefaultDeclaration', message: 'Export by name; only a tool may want a default.' },
				{
					selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
					message: 'Randomness is passed in (kernel/clock.ts).',
				},
			],
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-dynamic-delete': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
			],
			'@typescript-eslint/unified-signatures': 'off',
			'@typescript-eslint/no-invalid-void-type': 'off',
			'svelte/require-each-key': 'error',
		},
	},
	{
		files: ['extension/**'],
		ignores: chromeHomes,
		rules: { 'no-restricted-globals': ['error', 'chrome', 'browser'] },
	},
	{
		files: ['test/**', 'vite.config.ts', 'extension/manifest.ts', 'eslint.config.js'],
		rules: { 'no-console': 'off', 'no-restricted-syntax': 'off' },
	},
)
