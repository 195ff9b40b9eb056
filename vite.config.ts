import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import type { Plugin, UserConfig } from 'vite'
import { defineConfig } from 'vitest/config'
import { manifestOf, stripped, type Target } from './extension/manifest.ts'

/** Tests by what they need: nothing, a real chain, or real browsers. */
const projects = [
	{
		name: 'unit',
		include: ['test/{shared,architecture,extension,contracts}/**/*.test.ts'],
		testTimeout: 30_000,
	},
	{ name: 'network', include: ['test/{network,actions,world}/**/*.test.ts'], testTimeout: 120_000 },
	{ name: 'browser', include: ['test/{browser,stories}/**/*.test.ts'], testTimeout: 240_000 },
].map(({ name, include, testTimeout }) => ({
	extends: true as const,
	test: { name, include, testTimeout, hookTimeout: testTimeout, environment: 'node' as const },
}))

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))
const { version } = JSON.parse(readFileSync(path('package.json'), 'utf8')) as { version: string }

/**
 * Names without a hash: a package is loaded whole, and a hash would tell in which folder it was built. Chromium refuses
 * to install a package with a file whose name begins with an underscore.
 */
const plainName = (name: string): string => name.replace(/^_+/, '').replace(/\.ts$/, '')
const fileNamesIn = (folder: string) => ({
	entryFileNames: ({ name }: { name: string }) => `${folder}/${plainName(name)}.js`,
	chunkFileNames: ({ name }: { name: string }) => `${folder}/${plainName(name)}.js`,
	assetFileNames: ({ names }: { names: string[] }) =>
		`${folder}/${plainName(names[0]?.replace(/\.[^.]*$/, '') ?? 'asset')}[extname]`,
})

/** Writes the manifest anew once everything else is written: in a fixed order, without what crxjs adds to it. */
const finishManifest = (target: Target, outDir: string): Plugin => ({
	name: 'finish-manifest',
	enforce: 'post',
	// crxjs builds an injected script twice; what is registered is the self-contained one under its source's path.
	generateBundle(_, bundle) {
		for (const name of Object.keys(bundle)) if (/^assets\/.*\.iife\.js$/.test(name)) delete bundle[name]
	},
	writeBundle() {
		const file = `${outDir}/manifest.json`
		const built = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
		writeFileSync(file, `${JSON.stringify(stripped(built, target, version), null, '\t')}\n`)
	},
})

function extension(target: Target): UserConfig {
	// A package is the same bytes whoever builds it: a test's own environment must not make a development build of it.
	process.env.NODE_ENV = 'production'
	const outDir = process.env.OUT_DIR ?? path(`dist/${target}`)
	const pages = target === 'chromium' ? ['panel', 'frame', 'offscreen'] : ['panel', 'frame']
	return {
		resolve: { alias: [{ find: /^axios$/, replacement: path('shared/zero-g/axios-fetch.ts') }] },
		build: {
			outDir,
			emptyOutDir: true,
			target: target === 'chromium' ? 'chrome130' : 'firefox140',
			modulePreload: false,
			sourcemap: false,
			rollupOptions: {
				input: Object.fromEntries(pages.map(page => [page, path(`extension/${page}/index.html`)])),
				output: fileNamesIn('assets'),
			},
		},
		worker: {
			format: 'es',
			rollupOptions: { output: fileNamesIn('assets/workers') },
		},
		plugins: [
			svelte({ configFile: false }),
			crx({
				browser: target === 'firefox' ? 'firefox' : 'chrome',
				manifest: manifestOf(target, version) as unknown as ManifestV3Export,
			}),
			finishManifest(target, outDir),
		],
	}
}

export default defineConfig(({ mode }) =>
	mode === 'chromium' || mode === 'firefox'
		? extension(mode)
		: { plugins: [svelte({ configFile: false })], test: { projects } },
)
