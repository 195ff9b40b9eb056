import type { Page } from 'playwright-core'
import { logIn } from '#test/ehr/openmrs/log-in.ts'
import { startChromium, type Chromium } from '#test/browser/chromium.ts'
import { Keyboard } from './keyboard.ts'

/** Where a clinician sits: a browser with the extension, and the chart they log in to. */
export interface Seat {
	readonly chartUrl: string
	/** The text their institution's officer handed over. */
	readonly invitation: string
	readonly dist?: string
	readonly headed?: boolean
	readonly proxy?: string
}

/** About what a side panel has beside a chart. */
const panelSize = { width: 420, height: 860 }

/** A clinician at work: one browser, one chart, the panel beside it. Everything is done by keyboard. */
export class Clinician {
	readonly browser: Chromium
	readonly chart: Page
	readonly panel: Page
	readonly keys: Keyboard

	private constructor(browser: Chromium, chart: Page, panel: Page) {
		this.browser = browser
		this.chart = chart
		this.panel = panel
		this.keys = new Keyboard(panel)
	}

	/** Starts a fresh browser, logs in to the chart and opens the panel. */
	static async sitDown(seat: Seat): Promise<Clinician> {
		const { origin } = new URL(seat.chartUrl)
		const browser = await startChromium({
			grant: [origin.replace(/:\d+$/, '')],
			...(seat.dist === undefined ? {} : { dist: seat.dist }),
			...(seat.headed === undefined ? {} : { headed: seat.headed }),
			...(seat.proxy === undefined ? {} : { proxy: seat.proxy }),
		})
		const chart = await browser.context.newPage()
		await logIn(chart, seat.chartUrl)
		const panel = await browser.openPanel(chart)
		await panel.setViewportSize(panelSize)
		return new Clinician(browser, chart, panel)
	}

	/** Creates the vault, asks to join, and waits until the institution's officer has approved. */
	async join(passphrase: string, invitation: string, waiting: () => Promise<void>): Promise<void> {
		await this.keys.write('Passphrase', passphrase)
		await this.keys.write('The same again', passphrase)
		await this.keys.act('Create the vault')
		await this.heading('Join your institution')
		await this.keys.write('Invitation', invitation)
		await this.keys.act('Ask to join')
		await this.heading('Compare with your officer')
		await waiting()
		await this.keys.act('Look now')
		await this.panel.locator('nav[aria-label="This case"]').waitFor({ timeout: 120_000 })
	}

	/** Waits for a screen by its heading. */
	async heading(text: string | RegExp): Promise<void> {
		await this.panel.getByRole('heading', { level: 1, name: text }).waitFor({ timeout: 60_000 })
	}

	/** Presses a shortcut with nothing in particular focused. */
	async shortcut(...keys: readonly string[]): Promise<void> {
		await this.panel.bringToFront()
		await this.keys.press(...keys)
	}

	async sync(): Promise<void> {
		await this.keys.act('Settings')
		await this.heading('Settings')
		await this.keys.act('Sync now')
		await this.panel.getByText('Synced').first().waitFor({ timeout: 120_000 })
	}

	async leave(): Promise<void> {
		await this.browser.close()
	}
}
