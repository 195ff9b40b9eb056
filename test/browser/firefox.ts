import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { findBrowser } from './find.ts'
import { until } from './poll.ts'

/** How a Firefox with the packaged extension is started. */
export interface FirefoxOptions {
	/** The built package; `dist/firefox` unless told. */
	readonly dist?: string
	/** Shows the browser's own dialog when the product asks for a site; otherwise the answer is "allow" at once. */
	readonly prompts?: boolean
	readonly profile?: string
}

/** A running stock Firefox with the extension in it. */
export interface Firefox {
	readonly browser: Browser
	readonly home: string
	/** A page of the extension's own. Its `load` never ends for the driver, yet the page works. */
	openOwn(path: string): Promise<Page>
	/** Answers the browser's own dialog, once it stands, by the button a person would press. */
	answerPrompt(answer: 'allow' | 'refuse'): Promise<void>
	close(): Promise<void>
}

const uuid = '11111111-2222-4333-8444-555555555555'
const addon = 'mednexus@mednexus.example'

/** Starts Firefox with the packaged extension over WebDriver BiDi. */
export async function startFirefox(options: FirefoxOptions = {}): Promise<Firefox> {
	const dist = resolve(options.dist ?? 'dist/firefox')
	if (!existsSync(join(dist, 'manifest.json')))
		throw new Error(`Nothing is built in ${dist}: run npm run package.`)
	const browser = await puppeteer.launch({
		browser: 'firefox',
		executablePath: findBrowser('firefox'),
		headless: true,
		args: ['--remote-allow-system-access'], // moz-extension: pages are out of reach without it
		...(options.profile === undefined ? {} : { userDataDir: options.profile }),
		extraPrefsFirefox: {
			'extensions.webextOptionalPermissionPrompts': options.prompts === true,
			'extensions.webextensions.uuids': JSON.stringify({ [addon]: uuid }),
			'datareporting.policy.dataSubmissionEnabled': false,
			'app.update.enabled': false,
		},
	})
	await browser.installExtension(dist)
	return new Started(browser)
}

/** The part of WebDriver BiDi that puppeteer has no method for. */
interface Bidi {
	send(
		method: string,
		parameters: object,
	): Promise<{
		readonly result: {
			readonly contexts?: readonly { readonly context: string }[]
			readonly result?: { readonly value?: unknown }
		}
	}>
}

class Started implements Firefox {
	readonly browser: Browser
	readonly home = `moz-extension://${uuid}/`

	constructor(browser: Browser) {
		this.browser = browser
	}

	async openOwn(path: string): Promise<Page> {
		const page = await this.browser.newPage()
		await page.goto(this.home + path, { timeout: 3000 }).catch(() => undefined)
		return page
	}

	async answerPrompt(answer: 'allow' | 'refuse'): Promise<void> {
		const { connection } = this.browser as unknown as { readonly connection: Bidi }
		// The browser's own window is a context too, for a driver that was given system access.
		const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })
		const context = tree.result.contexts?.[0]?.context
		const button = answer === 'allow' ? 'button' : 'secondaryButton'
		await until('the dialog', async () => {
			const pressed = await connection.send('script.evaluate', {
				expression: `(() => {
					const dialog = PopupNotifications.panel.firstElementChild
					dialog?.${button}.click()
					return dialog?.id ?? ''
				})()`,
				target: { context },
				awaitPromise: false,
			})
			return pressed.result.result?.value === 'addon-webext-permissions-notification'
		})
	}

	close(): Promise<void> {
		return this.browser.close()
	}
}
