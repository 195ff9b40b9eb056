import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright-core'
import { findBrowser } from './find.ts'

/** How a browser with the packaged extension is started. */
export interface ChromiumOptions {
	/** The built package; `dist/chromium` unless told. */
	readonly dist?: string
	/** Hosts whose grant the browser answers with "allow": the product still has to ask. `http://localhost` */
	readonly grant?: readonly string[]
	/** `host:port` through which everything goes, loopback too. */
	readonly proxy?: string
	/** A folder to keep; without it a fresh one is made and removed. */
	readonly profile?: string
	readonly headed?: boolean
	/** Hosts that resolve to this machine, so that one server can be several sites: `chart.test`. */
	readonly hosts?: readonly string[]
	readonly viewport?: { readonly width: number; readonly height: number }
}

/** A running browser with the extension in it. */
export interface Chromium {
	readonly context: BrowserContext
	readonly id: string
	readonly profile: string
	worker(): Promise<Worker>
	/** The tab number the extension knows a page by. */
	tabOf(page: Page): Promise<number>
	/** The panel in a tab of its own, bound to `page` as the side panel would be. */
	openPanel(page: Page): Promise<Page>
	/** Addresses of the browser's real side panels. Playwright does not list them among its pages. */
	sidePanels(): Promise<readonly string[]>
	/** Ends the service worker as the browser does after its idle time. */
	killWorker(): Promise<void>
	close(): Promise<void>
}

const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-domain-reliability',
	'--disable-client-side-phishing-detection',
	'--disable-default-apps',
	'--allow-browser-signin=false',
	'--no-pings',
	'--disable-features=DisableLoadExtensionCommandLineSwitch,OptimizationHints,MediaRouter',
]

/**
 * Hosts of the browser's own services (signing in, updates, variations), which no flag silences altogether: they go past
 * the proxy and resolve to nothing, so that nobody's traffic, ours included, reaches them.
 */
const browsersOwn = ['*.google.com', '*.googleapis.com', '*.gvt1.com']

const resolving = (hosts: readonly string[]): string =>
	`--host-resolver-rules=${[
		...browsersOwn.map(host => `MAP ${host} ~NOTFOUND`),
		...hosts.map(host => `MAP ${host} 127.0.0.1`),
	].join(',')}`
const proxied = (proxy: string | undefined): readonly string[] =>
	proxy === undefined
		? []
		: [`--proxy-server=${proxy}`, `--proxy-bypass-list=${['<-loopback>', ...browsersOwn].join(';')}`]

/** The same browser without the extension, to compare with. */
export async function launchBare(hosts: readonly string[]): Promise<BrowserContext> {
	const browser = await chromium.launch({
		executablePath: findBrowser('chromium'),
		headless: false,
		args: ['--headless=new', ...flags, resolving(hosts)],
	})
	const context = await browser.newContext()
	context.once('close', () => void browser.close())
	return context
}

async function launch(profile: string, dist: string, options: ChromiumOptions) {
	const { proxy, hosts = [], headed = false } = options
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: findBrowser('chromium'),
		headless: false, // the new headless mode comes with the flag; Playwright's own would drop extensions
		ignoreDefaultArgs: ['--disable-extensions'],
		viewport: options.viewport ?? { width: 1280, height: 800 },
		args: [
			...(headed ? [] : ['--headless=new']),
			...flags,
			...proxied(proxy),
			resolving(hosts),
			`--disable-extensions-except=${dist}`,
			`--load-extension=${dist}`,
		],
	})
	const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
	return { context, id: new URL(worker.url()).host }
}

/** A host permission cannot be clicked in headless Chromium; the profile is given the answer instead. */
function seedGrant(profile: string, id: string, hosts: readonly string[]): boolean {
	let seeded = false
	for (const name of ['Preferences', 'Secure Preferences']) {
		const file = join(profile, 'Default', name)
		if (!existsSync(file)) continue
		const preferences = JSON.parse(readFileSync(file, 'utf8')) as Preferences
		const settings = preferences.extensions?.settings?.[id]
		if (!settings) continue
		for (const key of ['granted_permissions', 'runtime_granted_permissions'] as const) {
			const held = (settings[key] ??= {
				api: [],
				explicit_host: [],
				manifest_permissions: [],
				scriptable_host: [],
			})
			held.explicit_host = [...(held.explicit_host ?? []), ...hosts.map(host => `${host}/*`)]
		}
		writeFileSync(file, JSON.stringify(preferences))
		seeded = true
	}
	return seeded
}
interface Held {
	explicit_host?: string[]
	[kind: string]: string[] | undefined
}
interface Preferences {
	extensions?: {
		settings?: Record<string, { granted_permissions?: Held; runtime_granted_permissions?: Held }>
	}
}

/** Starts Chromium with the packaged extension, byte for byte as it would be shipped. */
export async function startChromium(options: ChromiumOptions = {}): Promise<Chromium> {
	const dist = resolve(options.dist ?? 'dist/chromium')
	if (!existsSync(join(dist, 'manifest.json')))
		throw new Error(`Nothing is built in ${dist}: run npm run package.`)
	const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'mednexus-chromium-'))
	if (options.grant !== undefined && options.grant.length > 0) {
		const first = await launch(profile, dist, options)
		await first.context.close() // which writes the profile
		if (!seedGrant(profile, first.id, options.grant))
			throw new Error('The profile does not list the extension.')
	}
	const { context, id } = await launch(profile, dist, options)
	return new Started(context, id, profile, options.profile === undefined)
}

class Started implements Chromium {
	readonly context: BrowserContext
	readonly id: string
	readonly profile: string
	readonly #temporary: boolean

	constructor(context: BrowserContext, id: string, profile: string, temporary: boolean) {
		this.context = context
		this.id = id
		this.profile = profile
		this.#temporary = temporary
	}

	async worker(): Promise<Worker> {
		return this.context.serviceWorkers()[0] ?? (await this.context.waitForEvent('serviceworker'))
	}

	async tabOf(page: Page): Promise<number> {
		await page.bringToFront()
		const asking = await this.#extensionPage()
		await page.bringToFront()
		const tab = await asking.evaluate(
			async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.id,
		)
		await asking.close()
		if (tab === undefined) throw new Error('no tab is in front')
		return tab
	}

	async openPanel(page: Page): Promise<Page> {
		const tab = await this.tabOf(page)
		const panel = await this.context.newPage()
		const site = /^https?:/.test(page.url()) ? new URL(page.url()).origin : ''
		const query = new URLSearchParams({ tab: String(tab), ...(site === '' ? {} : { site }) })
		await panel.goto(`chrome-extension://${this.id}/extension/panel/index.html?${query}`)
		return panel
	}

	async sidePanels(): Promise<readonly string[]> {
		const devtools = await this.context.newCDPSession(this.context.pages()[0] as Page)
		const { targetInfos } = await devtools.send('Target.getTargets')
		await devtools.detach()
		const own = `chrome-extension://${this.id}/extension/panel/`
		const tabs = new Set(this.context.pages().map(page => page.url()))
		return targetInfos.map(({ url }) => url).filter(url => url.startsWith(own) && !tabs.has(url))
	}

	async killWorker(): Promise<void> {
		const asking = await this.#extensionPage()
		const devtools = await this.context.newCDPSession(asking)
		const { targetInfos } = await devtools.send('Target.getTargets')
		const target = targetInfos.find(({ type, url }) => type === 'service_worker' && url.includes(this.id))
		if (target) await devtools.send('Target.closeTarget', { targetId: target.targetId })
		await asking.close()
	}

	/** Any page of the extension's own that does nothing: its icon. */
	async #extensionPage(): Promise<Page> {
		const page = await this.context.newPage()
		await page.goto(`chrome-extension://${this.id}/extension/panel/index.html?tab=0`)
		return page
	}

	async close(): Promise<void> {
		await this.context.close()
		if (this.#temporary) rmSync(this.profile, { recursive: true, force: true, maxRetries: 3 })
	}
}
