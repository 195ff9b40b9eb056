import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

/** A browser the product is tried in. */
export type BrowserName = 'chromium' | 'firefox'

/** Looked for in this order: what the machine's owner named, what is installed, what was downloaded before. */
const known: Readonly<
	Record<BrowserName, { variable: string; commands: readonly string[]; paths: readonly string[] }>
> = {
	chromium: {
		variable: 'CHROMIUM',
		commands: ['chromium', 'chromium-browser', 'google-chrome-for-testing'],
		paths: ['/Applications/Chromium.app/Contents/MacOS/Chromium'],
	},
	firefox: {
		variable: 'FIREFOX',
		commands: ['firefox-esr', 'firefox'],
		paths: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
	},
}

const onPath = (command: string): string | undefined =>
	(process.env.PATH ?? '')
		.split(delimiter)
		.map(folder => join(folder, command))
		.find(existsSync)

/** A browser that is there already, or undefined. A named one that is missing is an error, not a reason to look on. */
export function presentBrowser(name: BrowserName): string | undefined {
	const { variable, commands, paths } = known[name]
	const named = process.env[variable]
	if (named !== undefined && named !== '') {
		if (!existsSync(named)) throw new Error(`${variable} names ${named}, and nothing is there.`)
		return named
	}
	const found = commands.map(onPath).find(path => path !== undefined) ?? paths.find(existsSync)
	return found ?? (name === 'chromium' ? downloaded() : undefined)
}

/** Playwright's own Chromium, when it was downloaded. Its Firefox is a patched one that takes no extensions. */
function downloaded(): string | undefined {
	const path = chromium.executablePath()
	return path !== '' && existsSync(path) ? path : undefined
}

const succeeds = (command: string, ...words: readonly string[]): boolean =>
	spawnSync(command, words, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0

/** Playwright's download for Chromium, puppeteer's for Firefox: both ask the browser's own release host. */
const download: Readonly<Record<BrowserName, () => string | undefined>> = {
	chromium: () => {
		succeeds(process.execPath, 'node_modules/playwright-core/cli.js', 'install', 'chromium', '--no-shell')
		return downloaded()
	},
	firefox: () => undefined,
}

/** The distribution's package, where this user may install one. */
function distributionPackage(name: BrowserName): string | undefined {
	if (process.platform !== 'linux' || onPath('apt-get') === undefined || process.getuid?.() !== 0)
		return undefined
	const names = name === 'chromium' ? ['chromium'] : ['firefox-esr']
	if (
		!succeeds('apt-get', 'update') ||
		!succeeds('apt-get', 'install', '-y', '--no-install-recommends', ...names)
	)
		return undefined
	return presentBrowser(name)
}

/** The path of a browser: one that is there, else one that can be had, else a stop that says what to do. */
export function findBrowser(name: BrowserName): string {
	const found = presentBrowser(name) ?? download[name]() ?? distributionPackage(name)
	if (found === undefined)
		throw new Error(
			`No ${name} was found and none could be installed. Install it, or set ${known[name].variable} to its path.`,
		)
	return found
}
