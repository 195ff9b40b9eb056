import { beforeEach, describe, expect, test } from 'vitest'
import { deliver, installFakeBrowser, stamps } from '../fake-browser.ts'

installFakeBrowser()
let answer: () => Promise<boolean>
const asked: unknown[] = []
Object.assign((globalThis as unknown as { chrome: object }).chrome, {
	permissions: {
		request: (wanted: unknown) => {
			asked.push(wanted)
			return answer()
		},
	},
})
// Loaded only now: what they import looks for the browser when it is loaded.
const { grantSite } = await import('#extension/panel/grant-site.ts')
const { on, serve } = await import('#extension/messages/serve.ts')
const { siteGranted } = await import('#extension/messages/sites.ts')
const { hostPattern } = await import('#extension/platform/permissions.ts')

const watched: string[] = []
serve(
	['worker'],
	[
		on(siteGranted, ({ origin }) => {
			watched.push(origin)
			return { ok: true, value: undefined }
		}),
	],
)
Object.assign((globalThis as unknown as { chrome: { runtime: object } }).chrome.runtime, {
	sendMessage: (message: unknown) => deliver(message, stamps.panel),
})
beforeEach(() => {
	asked.length = 0
	watched.length = 0
})

describe('granting a site', () => {
	test('asks the browser for exactly this host', async () => {
		answer = () => Promise.resolve(true)
		await grantSite('https://chart.example:8443')
		expect(asked).toEqual([{ origins: ['https://chart.example/*'] }])
		expect(hostPattern('http://localhost:8080')).toBe('http://localhost/*')
	})

	test('asks before it waits for anything, so that the click still counts', () => {
		answer = () => Promise.resolve(false)
		void grantSite('https://chart.example')
		expect(asked).toHaveLength(1)
	})

	test('that is refused watches nothing and says so', async () => {
		answer = () => Promise.resolve(false)
		expect(await grantSite('https://chart.example')).toEqual({ ok: false, error: { kind: 'grant-refused' } })
		expect(watched).toEqual([])
	})

	test('that a policy forbids is a refusal too', async () => {
		answer = () => Promise.reject(new Error('This host is blocked by the administrator.'))
		expect(await grantSite('https://chart.example')).toEqual({ ok: false, error: { kind: 'grant-refused' } })
		expect(watched).toEqual([])
	})

	test('without a chart asks nothing', async () => {
		expect(await grantSite(null)).toEqual({ ok: false, error: { kind: 'no-chart' } })
		expect(asked).toEqual([])
	})
})
