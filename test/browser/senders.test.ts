import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stamps } from '#test/extension/fake-browser.ts'
import { ask, askDirect } from './ask.ts'
import { type Chromium, startChromium } from './chromium.ts'
import { until } from './poll.ts'
import { chartPath, type Site, startSite } from './site-server.ts'

let site: Site
let chromium: Chromium
let panel: Page
let chart: Page
let tab: number

interface Heard {
	readonly name: string
	readonly to: string
	readonly sender: {
		readonly id?: string
		readonly url?: string
		readonly origin?: string
		readonly tab?: number
		readonly frameId?: number
	}
}

beforeAll(async () => {
	site = await startSite()
	chromium = await startChromium({ grant: ['http://localhost'] })
	chart = await chromium.context.newPage()
	await chart.goto(site.at('localhost') + chartPath)
	panel = await chromium.openPanel(chart)
	tab = Number(new URL(panel.url()).searchParams.get('tab'))
	await panel.evaluate(() => {
		const heard: Heard[] = []
		Object.assign(globalThis, { heard })
		chrome.runtime.onMessage.addListener((message: { name: string; to: string }, sender) => {
			const { id, url, origin, frameId } = sender
			const stamp = { id, url, origin, tab: sender.tab?.id, frameId }
			heard.push(JSON.parse(JSON.stringify({ name: message.name, to: message.to, sender: stamp })) as Heard)
		})
	})
	await panel.evaluate(() => chrome.permissions.request({ origins: ['http://localhost/*'] }))
	await ask(panel, { to: 'worker', name: 'sites/granted', body: { origin: site.at('localhost') } })
})
afterAll(async () => {
	await chromium?.close()
	await site?.close()
})

/** The stamp of the first message so named that another page of ours overheard: the broadcast reaches them all. */
const stampOf = (name: string): Promise<Heard['sender']> =>
	until(
		`a message ${name}`,
		async () =>
			(await panel.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard)).find(
				message => message.name === name,
			)?.sender,
	)
/** The same shape as the stamp that the unit tests are made with. */
const like = (stamp: object, ours: string): Record<string, unknown> =>
	Object.fromEntries(
		Object.entries(stamp).map(([field, value]) => [
			field,
			typeof value === 'string'
				? expect.stringContaining(value.replaceAll('ownextension', ours))
				: expect.anything(),
		]),
	)

describe('what Chromium stamps on messages is what the product believes', () => {
	test('a content script carries the page’s address and origin', async () => {
		await chart.reload()
		const stamp = await stampOf('chart/report')
		const { id, frameId } = like(stamps.content, chromium.id)
		expect(stamp).toMatchObject({ id, frameId, tab })
		expect(stamp.url).toBe(site.at('localhost') + chartPath)
		expect(stamp.origin).toBe(site.at('localhost'))
	})

	test('the worker has its script’s address, and no origin and no tab', async () => {
		const stamp = await stampOf('chart/changed')
		expect(stamp).toMatchObject(like(stamps.worker, chromium.id))
		expect([stamp.tab, stamp.frameId]).toEqual([undefined, undefined])
	})

	test('the frame beside the chart keeps our address although a page loads it by another', async () => {
		const binding = await until('the chart to be bound', async () => {
			const seen = await ask(panel, { to: 'worker', name: 'chart/of-tab', body: { tab } })
			const report = seen?.ok && (seen.value as { report: { binding: string | null } | null }).report
			return (report && report.binding) || undefined
		})
		await panel.evaluate(
			([to, body]) =>
				chrome.tabs.sendMessage(to, { v: 1, to: 'content', name: 'frame/offer', body }, { frameId: 0 }),
			[tab, { binding }] as const,
		)
		const { width, height } = chart.viewportSize() ?? { width: 0, height: 0 }
		await chart.bringToFront()
		await chart.mouse.click(width - 28, height - 28)
		const stamp = await stampOf('chart/of-tab')
		expect(stamp).toMatchObject({ ...like(stamps.frame, chromium.id), tab })
	})

	test('the engine’s page has our origin and no tab', async () => {
		await askDirect(panel, {
			to: 'worker',
			name: 'vault/create',
			body: { passphrase: 'invented quartz lantern meadow' },
		})
		expect(await ask(panel, { to: 'worker', name: 'engine/wake' })).toMatchObject({ ok: true })
		const contexts = await panel.evaluate(async () =>
			(await chrome.runtime.getContexts({})).map(({ contextType, documentUrl, documentOrigin, tabId }) => ({
				...{ contextType, documentUrl, documentOrigin, tabId },
			})),
		)
		const engine = contexts.find(({ contextType }) => contextType === 'OFFSCREEN_DOCUMENT')
		expect(engine).toEqual({
			contextType: 'OFFSCREEN_DOCUMENT',
			documentUrl: stamps.engine.url.replace('ownextension', chromium.id),
			documentOrigin: stamps.engine.origin.replace('ownextension', chromium.id),
			tabId: -1,
		})
	})
})
