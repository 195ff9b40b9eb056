import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Result } from '#shared/kernel/result.ts'
import { startNetwork } from '#test/network/network.ts'
import { demoInstitutions } from '#test/world/institutions.ts'
import { wholeConsent } from '#test/world/story-case.ts'
import { startWorld } from '#test/world/world.ts'
import { type Firefox, startFirefox } from './firefox.ts'
import { until } from './poll.ts'
import { chartPath, type Site, startSite } from './site-server.ts'

let site: Site
let firefox: Firefox
let panel: Page

beforeAll(async () => {
	site = await startSite()
	firefox = await startFirefox({ prompts: true })
	panel = await firefox.openOwn('extension/panel/index.html?tab=0')
})
afterAll(async () => {
	await firefox?.close()
	await site?.close()
})

interface Api {
	readonly runtime: {
		sendMessage(message: unknown): Promise<Result<unknown>>
		getBackgroundPage(): Promise<Window>
		connect(how: { name: string }): {
			readonly onMessage: { addListener(hear: (message: { result?: unknown }) => void): void }
			postMessage(message: unknown): void
		}
	}
	readonly permissions: { request(wanted: { origins: string[] }): Promise<boolean> }
	readonly tabs: { query(about: object): Promise<{ id: number; url?: string }[]> }
}

const ask = (to: string, name: string, body?: unknown): Promise<Result<unknown>> =>
	panel.evaluate(
		message => (globalThis as unknown as { browser: Api }).browser.runtime.sendMessage(message),
		{ v: 1, to, name, ...(body === undefined ? {} : { body }) },
	)

const askDirect = (name: string, body: unknown): Promise<Result<unknown>> =>
	panel.evaluate(
		async message => {
			const background = await (globalThis as unknown as { browser: Api }).browser.runtime.getBackgroundPage()
			const { port1, port2 } = new MessageChannel()
			const answer = new Promise<Result<unknown>>(resolve => {
				port1.onmessage = ({ data }) => resolve(data as Result<unknown>)
			})
			background.postMessage(message, location.origin, [port2])
			return answer
		},
		{ v: 1, to: 'worker', name, body },
	)

/** Asks for the site on a click, as the panel does, and answers the dialog; what the browser said then. */
async function askForSite(answer: 'allow' | 'refuse'): Promise<string> {
	await panel.bringToFront()
	await panel.evaluate(() => {
		const button = document.createElement('button')
		button.id = 'ask'
		button.style.cssText = 'position:fixed;inset:0;z-index:9999'
		button.onclick = () => {
			const { permissions } = (globalThis as unknown as { browser: Api }).browser
			void permissions.request({ origins: ['http://localhost/*'] }).then(given => {
				button.textContent = String(given)
			})
		}
		document.body.append(button)
	})
	await panel.click('#ask')
	await firefox.answerPrompt(answer)
	const said = await until('the answer', () =>
		panel.evaluate(() => document.querySelector('#ask')?.textContent || undefined),
	)
	await panel.evaluate(() => document.querySelector('#ask')?.remove())
	return said
}

const passphrase = 'seven quiet harbours at dusk'
const binding = 'bm90LWEtcmVhbC1iaW5kaW5nLWJ1dC1sb25n'

describe('the same source in Firefox', () => {
	test('watches nothing when the clinician refuses in the browser’s own dialog', async () => {
		expect(await askForSite('refuse')).toBe('false')
		const origin = site.at('localhost')
		expect(await ask('worker', 'sites/granted', { origin })).toEqual({
			ok: false,
			error: { kind: 'not-granted' },
		})
		expect(await ask('worker', 'sites/list')).toEqual({ ok: true, value: [] })
	})

	test('watches a site from the grant on', async () => {
		const page = await firefox.browser.newPage()
		await page.goto(site.at('localhost') + chartPath)
		await panel.bringToFront()
		expect(await askForSite('allow')).toBe('true')
		const origin = site.at('localhost')
		expect(await ask('worker', 'sites/granted', { origin })).toMatchObject({ ok: true })
		const tab = await panel.evaluate(
			async () =>
				(await (globalThis as unknown as { browser: Api }).browser.tabs.query({})).find(({ url }) =>
					url?.startsWith('http://localhost'),
				)?.id,
		)
		const report = await until('the chart to report', async () => {
			const answer = await ask('worker', 'chart/of-tab', { tab })
			return answer.ok && (answer.value as { report: unknown } | null)?.report ? answer.value : undefined
		})
		expect(report).toMatchObject({ origin, granted: true, report: { adapter: 'openmrs' } })
	})

	test('makes a vault, confirms, searches and locks in its event page', async () => {
		expect(await askDirect('vault/create', { passphrase })).toMatchObject({
			ok: true,
		})
		const confirmed = {
			...{ binding, mark: ['copper', 'heron'], genes: [], sex: 'female', ageBand: '5 to 9 years', onset: 0 },
			...{ response: 'not-recorded', narrative: '' },
			findings: [
				{ term: 'HP:0001250', label: 'Seizure', state: 'observed', proposed: 'observed', sources: [] },
			],
		}
		expect(await ask('engine', 'cases/confirm', confirmed)).toMatchObject({ ok: true })
		expect(await ask('engine', 'matching/search', { binding, by: 'findings' })).toMatchObject({
			ok: true,
			value: { cards: 0, indexAt: null },
		})
		expect(await ask('engine', 'lookup/find-terms', { text: 'seiz' })).toMatchObject({ ok: true })
		expect(await ask('worker', 'vault/lock')).toMatchObject({ ok: true })
		expect(await ask('engine', 'cases/current', { binding })).toEqual({
			ok: false,
			error: { kind: 'locked' },
		})
	})

	test('joins, searches and publishes exactly the previewed bytes', async () => {
		const network = await startNetwork()
		const folder = mkdtempSync(join(tmpdir(), 'mednexus-firefox-'))
		const world = await startWorld(network, { seed: 7, folder, institutions: demoInstitutions.slice(0, 3) })
		try {
			expect(await askDirect('vault/unlock', { passphrase })).toMatchObject({ ok: true })
			const invitation = await world.invitation(1)
			expect(await ask('engine', 'device/join', { invitation })).toMatchObject({ ok: true })
			await until('cards', async () => {
				await world.syncNow()
				const synced = await ask('engine', 'device/sync')
				return synced.ok && (synced.value as { cards: number }).cards > 0
			})
			expect(await ask('engine', 'consent/grant', { binding, form: wholeConsent() })).toMatchObject({
				ok: true,
				value: { state: 'live' },
			})
			const preview = await ask('engine', 'publishing/preview', { binding })
			const { hash } = preview.ok ? (preview.value as { hash: string }) : { hash: '' }
			expect(await publish(hash)).toMatchObject({ ok: true, value: { hash, readers: 2 } })
		} finally {
			await world.stop()
			await network.stop()
			rmSync(folder, { recursive: true, force: true })
		}
	})
})

/** Publishes as the panel does, to the end. */
const publish = (hash: string): Promise<unknown> =>
	panel.evaluate(
		body =>
			new Promise(resolve => {
				const { runtime } = (globalThis as unknown as { browser: Api }).browser
				const port = runtime.connect({ name: 'mednexus/1/publishing/publish' })
				port.onMessage.addListener(({ result }) => {
					if (result) resolve(result)
				})
				port.postMessage(body)
			}),
		{ binding, hash },
	)
