import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Target } from '#extension/manifest.ts'
import { filesUnder } from '#test/commands/package-files.ts'
import { zip } from '#test/commands/zip.ts'

const run = promisify(execFile)
const targets = ['chromium', 'firefox'] as const satisfies readonly Target[]
const folder = mkdtempSync(join(tmpdir(), 'mednexus-package-'))
const built = (target: Target): string => join(folder, target)

/** A clean build of the present source, apart from the one that was packaged before the tests. */
beforeAll(async () => {
	for (const target of targets)
		await run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--mode', target], {
			env: { ...process.env, OUT_DIR: built(target) },
		})
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Manifest {
	readonly permissions: readonly string[]
	readonly host_permissions?: readonly string[]
	readonly optional_host_permissions: readonly string[]
	readonly content_scripts?: readonly unknown[]
	readonly web_accessible_resources: readonly {
		readonly resources: readonly string[]
		readonly use_dynamic_url?: boolean
	}[]
	readonly content_security_policy: { readonly extension_pages: string }
}
const manifestOf = (target: Target): Manifest =>
	JSON.parse(readFileSync(join(built(target), 'manifest.json'), 'utf8')) as Manifest

describe.each(targets)('the package for %s', target => {
	test('is byte-equal to the archive that an earlier clean build wrote', () => {
		const archive = readFileSync(join('dist', `mednexus-${target}.zip`))
		expect(zip(filesUnder(built(target))).equals(archive)).toBe(true)
		expect(zip(filesUnder(join('dist', target))).equals(archive)).toBe(true)
	})

	test('asks for no site at install', () => {
		const manifest = manifestOf(target)
		expect(manifest.host_permissions ?? []).toEqual([])
		expect(manifest.content_scripts ?? []).toEqual([])
		expect(manifest.permissions.filter(name => name.includes('/') || name === 'tabs')).toEqual([])
		expect(manifest.optional_host_permissions).toEqual(['https://*/*', 'http://*/*'])
	})

	test('shows pages the frame and nothing else', () => {
		const [frame, ...others] = manifestOf(target).web_accessible_resources
		expect(others).toEqual([])
		expect(frame?.resources).toEqual(['extension/frame/index.html'])
		expect(frame?.use_dynamic_url).toBe(target === 'chromium' ? true : undefined)
	})

	test('runs no code but its own', () => {
		const policy = manifestOf(target).content_security_policy.extension_pages.split('; ')
		expect(policy).toContain("default-src 'none'")
		expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'")
		expect(policy).toContain("object-src 'none'")
	})

	test('injects at most 15 kB, compressed', () => {
		const scripts = filesUnder(built(target)).filter(({ path }) => path.endsWith('.iife.js'))
		expect(scripts.map(({ path }) => path)).toEqual([
			'extension/content/main.iife.js',
			'extension/page/tap.iife.js',
		])
		const bytes = scripts.reduce((sum, script) => sum + gzipSync(script.bytes, { level: 9 }).length, 0)
		expect(bytes).toBeLessThanOrEqual(15_000)
	})

	test('holds no name that Chromium refuses, no source map and no path of this machine', () => {
		const files = filesUnder(built(target))
		expect(files.filter(({ path }) => path.split('/').some(part => part.startsWith('_')))).toEqual([])
		expect(files.filter(({ path }) => path.endsWith('.map'))).toEqual([])
		const here = Buffer.from(process.cwd())
		expect(files.filter(({ bytes }) => Buffer.from(bytes).includes(here))).toEqual([])
	})
})

test('the Firefox package passes the linter of the store', async () => {
	const { stdout } = await run(
		process.execPath,
		[
			'node_modules/web-ext/bin/web-ext.js',
			'lint',
			'--source-dir',
			built('firefox'),
			'--output',
			'json',
			'--no-config-discovery',
		],
		{ maxBuffer: 32 * 1024 * 1024 },
	)
	const report = JSON.parse(stdout) as {
		readonly errors: readonly { readonly code: string; readonly file?: string }[]
	}
	expect(report.errors.map(({ code, file }) => `${code} ${file ?? ''}`)).toEqual([])
})
