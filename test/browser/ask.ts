import type { Page } from 'playwright-core'
import type { Result } from '#shared/kernel/result.ts'

/** What a test says to the product from one of its own pages: a message as that page's own code would send it. */
export interface Said {
	readonly to: 'worker' | 'engine' | 'content'
	readonly name: string
	readonly body?: unknown
}

/** Sends by the browser's broadcast, as everything without a secret goes. */
export const ask = (page: Page, said: Said): Promise<Result<unknown> | undefined> =>
	page.evaluate(wire => chrome.runtime.sendMessage(wire), { v: 1, ...said }) as never

/** Sends straight to the service worker, as keys and passphrases go. */
export const askDirect = (page: Page, said: Said): Promise<Result<unknown>> =>
	page.evaluate(
		wire =>
			new Promise(resolve => {
				const { port1, port2 } = new MessageChannel()
				port1.onmessage = ({ data }) => resolve(data)
				navigator.serviceWorker.controller?.postMessage(wire, [port2])
			}),
		{ v: 1, ...said },
	) as never
