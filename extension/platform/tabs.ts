import { browser } from './browser.ts'

/** The origin a tab shows, as far as the browser lets us see: a granted site, or any after a click on the toolbar. */
export async function originOfTab(tab: number): Promise<string | null> {
	try {
		return originOf((await browser.tabs.get(tab)).url)
	} catch {
		return null // closed in the meantime
	}
}

/** The http(s) origin of an address, else null. */
export function originOf(address: string | undefined): string | null {
	if (!address || !/^https?:/.test(address)) return null
	return new URL(address).origin
}

/** The tab in front, in the window of the page that asks. */
export async function tabInFront(): Promise<number | null> {
	const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
	return tab?.id ?? null
}

export async function tabsAt(
	pattern: string,
): Promise<readonly { readonly id: number; readonly origin: string }[]> {
	const tabs = await browser.tabs.query({ url: pattern })
	return tabs.flatMap(({ id, url }) => {
		const origin = originOf(url)
		return id !== undefined && origin !== null ? [{ id, origin }] : []
	})
}

export function onTabClosed(closed: (tab: number) => void): void {
	browser.tabs.onRemoved.addListener(closed)
}

/** Calls back when a tab has begun or finished to show another document. */
export function onTabLoaded(loaded: (tab: number) => void): void {
	browser.tabs.onUpdated.addListener((tab, { status }) => {
		if (status !== undefined) loaded(tab)
	})
}

export function onTabInFront(changed: () => void): void {
	browser.tabs.onActivated.addListener(changed)
}
