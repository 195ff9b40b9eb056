import type { Browser, Page } from 'playwright-core'
import { pictures, type Picture } from './scenes.ts'

/** How a page is looked at. */
export interface Look {
	readonly theme?: 'light' | 'dark'
	readonly forced?: boolean
	/** CSS pixels; 320 is what remains of a 1,280 window at 400 %. */
	readonly width?: number
	readonly height?: number
	/** 2 is 200 % text. */
	readonly zoom?: number
	readonly rightToLeft?: boolean
}

/** Opens a scene in a page of its own and does what its picture asks for, as a person would. */
export async function visit(browser: Browser, url: string, name: string, look: Look = {}): Promise<Page> {
	const picture = pictures[name] as Picture
	const page = await browser.newPage({
		viewport: { width: look.width ?? 400, height: look.height ?? 900 },
		colorScheme: look.theme ?? 'light',
		forcedColors: look.forced ? 'active' : 'none',
		reducedMotion: 'reduce',
	})
	await page.goto(`${url}/?scene=${name}${look.rightToLeft ? '&dir=rtl' : ''}`)
	if (look.zoom) await page.addStyleTag({ content: `html { font-size: ${look.zoom * 100}% }` })
	await page.locator('h1').first().waitFor()
	for (const button of picture.press ?? []) await page.getByRole('button', { name: button }).first().click()
	for (const key of picture.type ?? []) await page.keyboard.press(key)
	if (picture.until) await page.getByText(picture.until).first().waitFor()
	if (picture.switched !== undefined) {
		await page.getByRole('button', { name: 'See similar cases' }).waitFor()
		await page.evaluate(mark => globalThis.product.showOther(mark), picture.switched)
		await page.getByRole('button', { name: 'Put this case away' }).waitFor()
	}
	await page.evaluate(() => document.fonts.ready)
	return page
}
