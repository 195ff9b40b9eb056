import type { Page } from 'playwright-core'
import { demoAccount } from './sessions.ts'

/** Opens a chart as a clinician does: the server asks who it is, and after the password shows what was asked for. */
export async function logIn(page: Page, chartUrl: string): Promise<void> {
	await page.goto(chartUrl)
	await page.locator('#username').fill(demoAccount.username)
	// The name stands on a screen of its own; the field behind it is there and hidden until then.
	await page.locator('#username').press('Enter')
	await page.locator('#password:not([aria-hidden="true"])').fill(demoAccount.password)
	await page.locator('#password').press('Enter')
	await page.locator('[data-extension-id="patient-banner"]').first().waitFor({ timeout: 60_000 })
}
