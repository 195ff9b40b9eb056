import { readdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from './ask.ts'
import { type Chromium, launchBare, startChromium } from './chromium.ts'
import { until } from './poll.ts'
import { chartPath, type Site, startSite } from './site-server.ts'

const granted = 'chart.test'
const other = 'other.test'
let site: Site
let chromium: Chromium
let panel: Page

beforeAll(async () => {
	site = await startSite()
	chromium = await startChromium({ grant: [`http://${granted}`], hosts: [granted, other] })
})
afterAll(async () => {
	await chromium?.close()
	await site?.close()
})

/** Everything a page can see of itself and of its window. */
const surroundings = (page: Page) =>
	page.evaluate(() => ({
		html: document.documentElement.outerHTML,
		names: Object.getOwnPropertyNames(globalThis).sort(),
		runtime: 'chrome' in globalThis && 'runtime' in (globalThis as { chrome: object }).chrome,
		fetch: fetch.toString(),
		open: XMLHttpRequest.prototype.open.toString(),
		history: history.pushState.toString(),
		sheets: document.adoptedStyleSheets.length,
		loaded: performance.getEntriesByType('resource').map(entry => entry.name),
	}))

const registered = (page: Page) =>
	page.evaluate(async () =>
		(await chrome.scripting.getRegisteredContentScripts()).map(script => script.matches),
	)

describe('a site that was not granted', () => {
	test('looks to its own page exactly as without the extension', async () => {
		const seen = await chromium.context.newPage()
		const bare = await startBare()
		try {
			for (const page of [seen, bare.page])
				await page.goto(site.at(other) + chartPath, { waitUntil: 'networkidle' })
			const withExtension = await surroundings(seen)
			expect(withExtension).toEqual(await surroundings(bare.page))
			expect(withExtension.html).toContain('Nothing of interest')
			expect(withExtension.fetch).toContain('[native code]')
		} finally {
			await bare.close()
		}
	})

	test('can load no file of the package', async () => {
		const page = await chromium.context.newPage()
		await page.goto(site.at(other) + chartPath)
		const files = readdirSync('dist/chromium', { recursive: true, encoding: 'utf8' }).filter(path =>
			/\.\w+$/.test(path),
		)
		expect(files.length).toBeGreaterThan(10)
		const answered = await page.evaluate(
			async ([id, paths]) => {
				const tries = paths.map(async path => {
					try {
						await fetch(`chrome-extension://${id}/${path}`)
						return path
					} catch {
						return undefined
					}
				})
				return (await Promise.all(tries)).filter(path => path !== undefined)
			},
			[chromium.id, files] as const,
		)
		expect(answered).toEqual([])
	})

	test('is not watched although a page of ours says that it was granted', async () => {
		const page = await chromium.context.newPage()
		await page.goto(site.at(other) + chartPath)
		panel = await chromium.openPanel(page)
		const said = await ask(panel, { to: 'worker', name: 'sites/granted', body: { origin: site.at(other) } })
		expect(said).toEqual({ ok: false, error: { kind: 'not-granted' } })
		expect(await registered(panel)).toEqual([])
	})
})

describe('a site that the clinician granted', () => {
	test('is watched at once in the tab that was open, and after a reload', async () => {
		const page = await chromium.context.newPage()
		await page.goto(site.at(granted) + chartPath)
		panel = await chromium.openPanel(page)
		const tab = Number(new URL(panel.url()).searchParams.get('tab'))
		const chart = () => ask(panel, { to: 'worker', name: 'chart/of-tab', body: { tab } })
		expect(await registered(panel)).toEqual([])

		expect(
			await panel.evaluate(
				pattern => chrome.permissions.request({ origins: [pattern] }),
				`http://${granted}/*`,
			),
		).toBe(true)
		const origin = site.at(granted)
		expect(await ask(panel, { to: 'worker', name: 'sites/granted', body: { origin } })).toMatchObject({
			ok: true,
		})
		const reported = {
			ok: true,
			value: { origin, granted: true, report: { adapter: 'openmrs', locked: false } },
		}
		await until('the open tab to report', async () => reports(await chart()))
		expect(await chart()).toMatchObject(reported)

		await page.reload()
		await until('the reloaded tab to report', async () => reports(await chart()))
		expect(await chart()).toMatchObject(reported)
		expect(await registered(panel)).toEqual([[`http://${granted}/*`], [`http://${granted}/*`]])
	})

	test('opens the browser’s real side panel on a click on its badge', async () => {
		const page = await chromium.context.newPage()
		await page.goto(site.at(granted) + chartPath)
		const tab = await chromium.tabOf(page)
		const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
		await until('the badge', () => page.evaluate(() => document.querySelector('mednexus-overlay') !== null))
		expect(await chromium.sidePanels()).toEqual([])
		// In the corner where the badge stands; its root is closed, so a test sees no more of it than the page does.
		await page.mouse.click(width - 28, height - 28)
		const [opened] = await until('the side panel', async () => {
			const panels = await chromium.sidePanels()
			return panels.length > 0 && panels
		})
		expect(new URL(opened ?? '').searchParams.get('tab')).toBe(String(tab))
	})

	test('is left alone again when the clinician takes the grant back', async () => {
		const origin = site.at(granted)
		expect(await ask(panel, { to: 'worker', name: 'sites/list' })).toEqual({ ok: true, value: [origin] })
		expect(await ask(panel, { to: 'worker', name: 'sites/forget', body: { origin } })).toMatchObject({
			ok: true,
		})
		expect(await registered(panel)).toEqual([])
		expect(await ask(panel, { to: 'worker', name: 'sites/list' })).toEqual({ ok: true, value: [] })
	})
})

const reports = (answer: unknown): boolean =>
	Boolean((answer as { value?: { report?: unknown } } | undefined)?.value?.report)

/** The same browser without the extension: what a page sees when there is nothing to see. */
async function startBare() {
	const context = await launchBare([other])
	const page = await context.newPage()
	return { page, close: () => context.close() }
}
