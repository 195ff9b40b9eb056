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
		const with_ = await chromium.context.newPage()
		await with_.goto(site.at(other) + chartPath)
		const bare = await startBare()
		try {
			const without = await bare.page.evaluate(() => Object.getOwnPropertyNames(globalThis).sort())
			const seen = await surroundings(with_)
			expect(seen.names).toEqual(without)
			expect(seen.runtime).toBe(false)
			expect(seen.html).toContain('Nothing of interest')
			expect(seen.html).not.toContain('mednexus')
			expect([seen.fetch, seen.open, seen.history].filter(code => !code.includes('[native code]'))).toEqual(
				[],
			)
			expect([seen.sheets, seen.loaded]).toEqual([0, []])
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
	await page.goto(site.at(other) + chartPath)
	return { page, close: () => context.close() }
}
