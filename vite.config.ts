import { defineConfig } from 'vitest/config'

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
	test: { name, include, testTimeout, hookTimeout: testTimeout, environment: 'node' as const },
}))

export default defineConfig({ test: { projects } })
