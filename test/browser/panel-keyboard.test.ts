import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser } from './find.ts'
import { startGallery, type Gallery } from './gallery/serve.ts'
import { visit } from './gallery/visit.ts'

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

const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
	for (const key of keys) await page.keyboard.press(key)
}
const heading = (page: Page, name: string | RegExp): Promise<void> =>
	page.getByRole('heading', { level: 1, name }).waitFor()
const calls = (page: Page): Promise<readonly string[]> => page.evaluate(() => globalThis.product.calls)
/** What the focused thing is called: its label, or its own words. */
const focused = (page: Page): Promise<string> =>
	page.evaluate(() => {
		const at = document.activeElement
		const label = at instanceof HTMLTextAreaElement ? at.labels[0] : at
		return label?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
	})

/** Tabs on until the focused thing is called so; a panel that traps or loses the focus fails here. */
async function tabTo(page: Page, name: string): Promise<void> {
	for (let steps = 0; steps < 80; steps++) {
		await page.keyboard.press('Tab')
		if ((await focused(page)).startsWith(name)) return
	}
	throw new Error(`Tab never reached ${name}`)
}
/** Chooses the option of the group that has the focus next, by its words. */
async function choose(page: Page, words: string): Promise<void> {
	for (let steps = 0; steps < 80; steps++) {
		await page.keyboard.press('Tab')
		for (let turns = 0; turns < 6; turns++) {
			const label = await page.evaluate(
				() => document.activeElement?.closest('label')?.textContent?.trim() ?? '',
			)
			if (label.startsWith(words)) return page.keyboard.press('Space')
			const radio = await page.evaluate(() => document.activeElement?.matches('input[type=radio]') ?? false)
			if (!radio) break
			await page.keyboard.press('ArrowDown')
		}
	}
	throw new Error(`The keyboard never reached ${words}`)
}

describe('by keyboard alone', () => {
	test('a chart is read, decided, compared, consented, published and asked about', async () => {
		const page = await visit(browser, gallery.url, 'patient')
		await press(page, 'c')
		await heading(page, 'Decide each finding')
		await press(page, 'ArrowDown', 'ArrowUp')
		for (let finding = 0; finding < 9; finding++) await press(page, 'Enter')
		await page.getByText('Confirming sends nothing.').waitFor()
		expect(await page.locator('li[data-state="observed"]').count()).toBe(7)

		await press(page, '/')
		await page.keyboard.type('cad')
		await page.getByRole('option', { name: 'CAD' }).waitFor()
		await press(page, 'Enter')
		await page.getByText('HGNC:1424').waitFor()
		await tabTo(page, 'Confirm case')
		await press(page, 'Enter')

		await heading(page, '2 cases may be the same condition')
		await press(page, 'j', 'e')
		await page.getByRole('region', { name: 'What counted' }).waitFor()
		await press(page, 'Escape', 'r')
		await page.getByText('Marked relevant').first().waitFor()

		await tabTo(page, 'Publish')
		await press(page, 'Enter', 's')
		await heading(page, 'Record what the family agrees to')
		const answers = [
			'Parent or guardian',
			'Findings, age band',
			'To find out',
			'Yes',
			'Yes',
			'12 months',
			'In my presence',
		]
		for (const answer of answers) await choose(page, answer)
		await tabTo(page, 'Record the consent')
		await press(page, 'Enter')
		await heading(page, 'Give this to the family, now')
		await tabTo(page, 'The family has it')
		await press(page, 'Enter')
		await tabTo(page, 'Review and publish')
		await press(page, 'Enter')

		await heading(page, 'Review and publish')
		await page.getByText('66 bytes wait at the edge of this computer.').waitFor()
		await press(page, 'Control+Enter')
		await heading(page, 'Published')
		await page.getByText('66 bytes').last().waitFor()

		await tabTo(page, 'Back to similar cases')
		await press(page, 'Enter')
		await heading(page, '2 cases may be the same condition')
		await press(page, 'j', 'k')
		await tabTo(page, 'Ask this hospital')
		await press(page, 'Enter')
		await heading(page, /^Ask Kaveri/)
		await tabTo(page, 'Your question')
		await page.keyboard.type('Did the seizures respond?')
		await tabTo(page, 'Sign and send the question')
		await press(page, 'Enter')
		await page.getByText('The question’s signature stands').waitFor()

		const acts = (await calls(page)).map(call => call.split(' ')[0])
		expect(acts.filter(act => act === 'publishing.publish')).toHaveLength(1)
		expect(acts.filter(act => act === 'asks.send')).toHaveLength(1)
		await page.close()
	}, 120_000)

	test('writing in a field never acts', async () => {
		const page = await visit(browser, gallery.url, 'findings')
		await press(page, '/')
		await page.keyboard.type('cxu?')
		expect(await calls(page)).toEqual(['chart.read'])
		expect(await page.locator('li[data-state="suggested"]').count()).toBe(9)
		await page.close()
	})

	test('every decision has its key, and u takes it back', async () => {
		const page = await visit(browser, gallery.url, 'findings')
		const first = page.locator('li[data-term]').first()
		await first.focus()
		await press(page, 'x')
		expect(await first.getAttribute('data-state')).toBe('excluded')
		await press(page, 'u')
		expect(await first.getAttribute('data-state')).toBe('suggested')
		await first.focus()
		await press(page, '?')
		expect(await first.getAttribute('data-state')).toBe('uncertain')
		await first.focus()
		await press(page, 'Delete')
		expect(await page.locator('li[data-term]').count()).toBe(8)
		await press(page, 'u', 'u')
		expect(await page.locator('li[data-state="suggested"]').count()).toBe(9)
		await page.close()
	})

	test('a wrong chart makes everything inert but the way back and the lock', async () => {
		const page = await visit(browser, gallery.url, 'wrong-chart')
		const reached = new Set<string>()
		for (let steps = 0; steps < 12; steps++) {
			await page.keyboard.press('Tab')
			const control = page.locator(':is(button, a, input, select, textarea, [tabindex]):focus')
			for (const one of await control.all())
				reached.add((await one.getAttribute('aria-label')) ?? (await one.innerText()))
		}
		for (const text of reached)
			expect(['Return to copper heron', 'Put this case away', 'Lock MedNexus', 'Settings']).toContain(text)
		await press(page, 'x', 'c', 'Delete')
		expect(await calls(page)).toEqual([])
		await page.getByRole('button', { name: 'Return to copper heron' }).press('Enter')
		await page.getByRole('button', { name: 'See similar cases' }).waitFor()
		await page.close()
	})
})
