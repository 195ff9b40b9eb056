import type { Page } from 'playwright-core'

/** A finding as the panel shows it. */
export interface ShownFinding {
	readonly term: string
	readonly label: string
	readonly state: string
	readonly source: string
}

const squeeze = (text: string | null): string => (text ?? '').replaceAll(/\s+/g, ' ').trim()

export async function shownFindings(panel: Page): Promise<readonly ShownFinding[]> {
	const rows = await panel.locator('li[data-term]').all()
	return Promise.all(
		rows.map(async row => ({
			term: (await row.getAttribute('data-term')) ?? '',
			label: squeeze(await row.locator('.what').first().textContent()),
			state: (await row.getAttribute('data-state')) ?? '',
			source: squeeze(await row.locator('[id$="-source"]').first().textContent()),
		})),
	)
}

/** A match as the panel shows it; `place` is by what is being compared. */
export interface ShownMatch {
	readonly place: number
	readonly handle: string
	readonly institution: string
	readonly said: string
}

export async function shownMatches(panel: Page): Promise<readonly ShownMatch[]> {
	const rows = await panel.locator('li[data-handle]').all()
	return Promise.all(
		rows.map(async row => ({
			place: Number(squeeze(await row.locator('.place').first().textContent())),
			handle: (await row.getAttribute('data-handle')) ?? '',
			institution: squeeze(await row.locator('h2').first().textContent()),
			said: squeeze(await row.locator('.say').first().textContent()),
		})),
	)
}

/** What stands beside a term in a definition list of the panel. */
export async function shownValue(panel: Page, term: string): Promise<string> {
	const value = panel.locator('dt', { hasText: term }).first().locator('xpath=following-sibling::dd[1]')
	return squeeze(await value.textContent())
}

/** Hex as the panel groups it, put together again; what is said behind a comma is no part of it. */
export function ungrouped(text: string): string {
	const digits = (text.split(',')[0] ?? '').replaceAll(/\s+/g, '').replace(/^0x/, '')
	if (!/^[0-9a-f]+$/.test(digits)) throw new Error('the panel shows no hex here')
	return `0x${digits}`
}
