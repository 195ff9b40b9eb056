import { browser } from '../platform/browser.ts'
import type { Role } from './define.ts'

/** What the browser stamps on a message: the only thing about it that a sender cannot choose. */
export interface Sender {
	readonly id?: string | undefined
	readonly url?: string | undefined
	readonly origin?: string | undefined
	readonly tab?: { readonly id?: number | undefined } | undefined
	readonly frameId?: number | undefined
}

/** A sender whose role is known. `tab` is set for content scripts and for our own pages inside a tab. */
export interface From {
	readonly role: Role
	readonly tab: number | undefined
	readonly frame: number | undefined
}

/** Path prefixes of our own pages, and the role each plays. Where two match, the longer one stands first. */
const pages: readonly (readonly [string, Role])[] = [
	['extension/panel/', 'panel'],
	['extension/frame/', 'frame'],
	['extension/offscreen/', 'engine'],
	['service-worker-loader.js', 'worker'],
	['extension/worker/', 'worker'],
	['_generated_background_page.html', 'worker'],
]

/**
 * Who really sent this, from what the browser stamped on it; `undefined` when it is nobody we know.
 * A content script carries its page's URL; our own page in a tab has a `tab` too; the service worker has no origin.
 */
export function whoSent(sender: Sender): From | undefined {
	if (sender.id !== browser.runtime.id) return undefined
	const home = browser.runtime.getURL('')
	const tab = sender.tab?.id
	if (sender.url?.startsWith(home)) {
		const role = roleOfPage(sender.url)
		return role && { role, tab, frame: sender.frameId }
	}
	const foreign = sender.origin === undefined || `${sender.origin}/` !== home
	return tab !== undefined && foreign ? { role: 'content', tab, frame: sender.frameId } : undefined
}

/** The role of one of our own pages, by its address. */
export function roleOfPage(address: string): Role | undefined {
	const home = browser.runtime.getURL('')
	if (!address.startsWith(home)) return undefined
	const path = address.slice(home.length)
	return pages.find(([prefix]) => path.startsWith(prefix))?.[1]
}
