import { browser } from './browser.ts'

/** Calls back when the extension was installed or updated, and when the browser starts: registrations are renewed then. */
export function onArrival(arrived: () => void): void {
	browser.runtime.onInstalled.addListener(arrived)
	browser.runtime.onStartup.addListener(arrived)
}
