import { browser } from './browser.ts'

/** False once the extension was reloaded, updated or removed under a content script that still runs. */
export function isAttached(): boolean {
	try {
		return browser.runtime?.id !== undefined
	} catch {
		return false
	}
}

/** The overlay frame's address, as this browser lets a page load it. */
export const frameAddress = (): string => browser.runtime.getURL('extension/frame/index.html')

/** The tab one of our own pages stands in. */
export async function ownTab(): Promise<number | undefined> {
	return (await browser.tabs.getCurrent())?.id
}
