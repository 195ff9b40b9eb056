import { createRequire } from 'node:module'
import type { RunOnly } from 'axe-core'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser } from './find.ts'
import { pictures } from './gallery/scenes.ts'
import { startGallery, type Gallery } from './gallery/serve.ts'
import { visit } from './gallery/visit.ts'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
let browser: Browser
let gallery: Gallery

beforeAll(async () => {
	gallery = await startGallery()
	browser = await chromium.launch({
		executablePath: findBrowser('chromium'),
		args: ['--headless=new', '--no-sandbox', '--disable-gpu'],
	})
})
afterAll(async () => {
	await browser.close()
	await gallery.stop()
})

const everything: RunOnly = {
	type: 'tag',
	values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}
/** What another palette can change; the structure of the page is the same. */
const colours: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

/** Rule and place of everything axe finds wrong with the page as it stands. */
async function violations(page: Page, only: RunOnly): Promise<readonly string[]> {
	return page.evaluate(async runOnly => {
		const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
		const found = await axe.run(document, { runOnly })
		return found.violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 120)}`))
	}, only)
}
const overflows = (page: Page): Promise<boolean> =>
	page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

describe('every screen and state of the panel', () => {
	test.each(Object.keys(pictures))('%s ends in the edge, is clean and fits', async name => {
		const page = await visit(browser, gallery.url, name)
		expect(await page.locator('footer').count(), 'the edge').toBe(1)
		expect(await page.evaluate(() => document.documentElement.scrollHeight), 'height').toBeLessThanOrEqual(
			900,
		)
		expect(await page.locator('h1').count(), 'headings of the first order').toBe(1)
		await page.addScriptTag({ path: axe })
		expect(await violations(page, everything), 'in light').toEqual([])
		await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
		expect(await violations(page, colours), 'in dark').toEqual([])
		await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active', reducedMotion: 'reduce' })
		expect(await violations(page, colours), 'in forced colours').toEqual([])
		await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' })
		await page.setViewportSize({ width: 320, height: 640 })
		expect(await overflows(page), 'at 320 px').toBe(false)
		await page.setViewportSize({ width: 400, height: 640 })
		await page.addStyleTag({ content: 'html { font-size: 200% }' })
		expect(await overflows(page), 'with text at 200 %').toBe(false)
		await page.evaluate(() => (document.documentElement.dir = 'rtl'))
		expect(await overflows(page), 'from right to left').toBe(false)
		await page.close()
	})
})
