import { browser } from './browser.ts'

/** How a page reaches the worker alone, and nobody else: neither frames nor other pages can listen. */
type Answer = (message: unknown, page: string) => Promise<unknown>

const home = (): string => browser.runtime.getURL('').replace(/\/$/, '')

/**
 * Answers what own pages send straight to this context: the service worker, or the event page in Firefox.
 * Registered in the first turn, because such a message may be what wakes it.
 */
export function onDirect(answer: Answer): void {
	globalThis.addEventListener('message', event => {
		const received = event as MessageEvent & { waitUntil?: (work: Promise<void>) => void }
		const port = received.ports[0]
		const page = pageOf(received)
		if (!port || page === undefined || received.origin !== home()) return
		const work = answer(received.data, page).then(result => port.postMessage(result))
		received.waitUntil?.(work)
	})
}

/** The address of the page that posted: a worker's client carries it, a window of our own origin can be read. */
function pageOf({ source }: MessageEvent): string | undefined {
	if (source === null) return undefined
	if ('url' in source) return (source as unknown as { readonly url: string }).url
	return 'location' in source ? source.location.href : undefined
}

/** Sends straight to the worker. Rejects when the worker ended before it answered. */
export async function sendDirect(message: unknown): Promise<unknown> {
	const { port1, port2 } = new MessageChannel()
	const answer = new Promise((resolve, reject) => {
		port1.onmessage = ({ data }) => resolve(data)
		port1.addEventListener('close', () => reject(new Error('the worker ended before it answered')))
	})
	await post(message, port2)
	return answer.finally(() => port1.close())
}

async function post(message: unknown, port: MessagePort): Promise<void> {
	const worker = 'serviceWorker' in navigator ? await activeWorker() : undefined
	if (worker) return worker.postMessage(message, [port])
	const background = await browser.runtime.getBackgroundPage()
	background.postMessage(message, home(), [port])
}

const activeWorker = async (): Promise<ServiceWorker | undefined> =>
	navigator.serviceWorker.controller ?? (await navigator.serviceWorker.getRegistration())?.active ?? undefined
