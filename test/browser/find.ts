import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
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
	return found ?? downloaded[name]()
}

/** Downloads of earlier runs. Playwright's Firefox is a patched one that takes no extensions, so puppeteer's is used. */
const folder = join('.local', 'browsers')
const downloaded: Readonly<Record<BrowserName, () => string | undefined>> = {
	chromium: () => [chromium.executablePath()].find(path => path !== '' && existsSync(path)),
	firefox: () =>
		(existsSync(join(folder, 'firefox')) ? readdirSync(join(folder, 'firefox')) : [])
			.flatMap(build => [
				join(folder, 'firefox', build, 'firefox', 'firefox'),
				join(folder, 'firefox', build, 'Firefox.app', 'Contents', 'MacOS', 'firefox'),
			])
			.map(path => resolve(path))
			.find(existsSync),
}

const succeeds = (command: string, ...words: readonly string[]): boolean =>
	spawnSync(command, words, { stdio: ['ignore', 2, 2] }).status === 0

/** Playwright's download for Chromium, puppeteer's for Firefox: both ask the browser's own release host. */
const downloads: Readonly<Record<BrowserName, readonly string[]>> = {
	chromium: ['node_modules/playwright-core/cli.js', 'install', 'chromium', '--no-shell'],
	firefox: ['node_modules/.bin/browsers', 'install', 'firefox@stable', '--path', folder],
}
function download(name: BrowserName): string | undefined {
	const [program = '', ...words] = downloads[name]
	return existsSync(program) && succeeds(process.execPath, program, ...words) ? downloaded[name]() : undefined
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
	const found = presentBrowser(name) ?? download(name) ?? distributionPackage(name)
	if (found === undefined)
		throw new Error(
			`No ${name} was found and none could be installed. Install it, or set ${known[name].variable} to its path.`,
		)
	return found
}
