import type { Scripting } from 'webextension-polyfill'
import { browser } from './browser.ts'

/** A script that runs on granted sites. `page` runs before the page's first script, in the page's own world. */
export interface SiteScript {
	readonly id: string
	readonly file: string
	readonly world: 'page' | 'isolated'
}

const world = (script: SiteScript): Scripting.ExecutionWorld =>
	script.world === 'page' ? 'MAIN' : 'ISOLATED'

/** Makes `scripts` run on exactly the pages of `patterns`, from the next document on and after restarts. */
export async function registerScripts(
	scripts: readonly SiteScript[],
	patterns: readonly string[],
): Promise<void> {
	const registered = (await browser.scripting.getRegisteredContentScripts()).map(({ id }) => id)
	if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: registered })
	if (patterns.length === 0) return
	await browser.scripting.registerContentScripts(
		scripts.map(script => ({
			id: script.id,
			js: [script.file],
			matches: [...patterns],
			runAt: 'document_start',
			allFrames: true,
			persistAcrossSessions: true,
			world: world(script),
		})) as Scripting.RegisteredContentScript[],
	)
}

/** Runs a script in a tab that was open before its site was granted. A tab that refuses (an error page) stays without. */
export async function runInTab(script: SiteScript, tab: number): Promise<void> {
	try {
		await browser.scripting.executeScript({
			target: { tabId: tab, allFrames: true },
			files: [script.file],
			world: world(script),
			injectImmediately: true,
		})
	} catch {
		return
	}
}
