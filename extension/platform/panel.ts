import { browser } from './browser.ts'

const page = 'extension/panel/index.html'

/** Address of the panel bound to one tab. `site` is the tab's origin, where only the click let us see it. */
export function panelAddress(tab: number, site: string | null): string {
	const query = new URLSearchParams({ tab: String(tab) })
	if (site !== null) query.set('site', site)
	return `${page}?${query}`
}

/**
 * Opens the panel of a tab. Called straight from the event of a trusted click: an `await` before it would lose the
 * browser's permission to open. Firefox opens its sidebar only from its own buttons; elsewhere a window takes its place.
 */
export async function openPanelOf(tab: number, site: string | null, from: 'toolbar' | 'page'): Promise<void> {
	const address = panelAddress(tab, site)
	if (typeof chrome !== 'undefined' && 'sidePanel' in chrome) {
		const ready = chrome.sidePanel.setOptions({ tabId: tab, path: address, enabled: true })
		const open = chrome.sidePanel.open({ tabId: tab })
		await Promise.all([ready, open])
	} else if (from === 'toolbar' && browser.sidebarAction) {
		const ready = browser.sidebarAction.setPanel({ tabId: tab, panel: browser.runtime.getURL(address) })
		const open = browser.sidebarAction.open()
		await Promise.all([ready, open])
	} else {
		await browser.windows.create({
			url: browser.runtime.getURL(address),
			type: 'popup',
			width: 420,
			height: 800,
		})
	}
}

/** Calls back on a click on the toolbar's button or its shortcut, with what that click lets us see of the tab. */
export function onToolbarClick(clicked: (tab: number, address: string | undefined) => void): void {
	browser.action.onClicked.addListener(({ id, url }) => {
		if (id !== undefined) clicked(id, url)
	})
}
