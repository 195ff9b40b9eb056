import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** Every file that git knows or would add, relative to the root, with forward slashes. */
export const tracked: readonly string[] = execFileSync(
	'git',
	['ls-files', '--cached', '--others', '--exclude-standard'],
	{ encoding: 'utf8' },
)
	.split('\n')
	.filter(path => path !== '' && existsSync(path))

export const read = (path: string): string => readFileSync(path, 'utf8')

const specifier = /(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g

/** What `path` imports: own files as paths from the root, packages by their name. */
export function importsOf(path: string): readonly string[] {
	return [...read(path).matchAll(specifier)].map(([, name = '']) => {
		const bare = name.replace(/\?.*$/, '')
		if (bare.startsWith('.')) return normalize(join(dirname(path), bare)).replaceAll('\\', '/')
		if (bare.startsWith('#contracts/')) return bare
		if (bare.startsWith('#')) return bare.slice(1)
		const [scope = '', rest = ''] = bare.split('/')
		return `npm:${bare.startsWith('@') ? `${scope}/${rest}` : scope}`
	})
}
