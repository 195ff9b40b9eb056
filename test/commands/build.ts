import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'vite'
import type { Target } from '#extension/manifest.ts'

/** Builds the packages whose sources changed since they were built; all of them, from nothing, when told `afresh`. */
export async function buildPackages(targets: readonly Target[], afresh = false): Promise<void> {
	const wanted = sourceHash()
	for (const target of targets) {
		const stamp = join('node_modules', `.built-${target}`)
		const isThere = existsSync(join('dist', target, 'manifest.json')) && existsSync(stamp)
		if (!afresh && isThere && readFileSync(stamp, 'utf8') === wanted) continue
		await build({ mode: target, logLevel: 'warn' })
		writeFileSync(stamp, wanted)
	}
}

/** One hash over everything a package is built from. */
function sourceHash(): string {
	const listed = execFileSync(
		'git',
		['ls-files', '-co', '--exclude-standard', 'extension', 'shared', 'vite.config.ts', 'package-lock.json'],
		{
			encoding: 'utf8',
		},
	)
	const hash = createHash('sha256')
	for (const path of listed
		.split('\n')
		.filter(path => path !== '' && existsSync(path))
		.sort())
		hash.update(path).update(readFileSync(path))
	return hash.digest('hex')
}
