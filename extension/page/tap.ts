/** What the tap tells the content script, over the one port it was given. To its hearer all of it is hostile. */
export type TapMessage =
	| { readonly kind: 'ready' }
	| { readonly kind: 'answer'; readonly url: string; readonly status: number; readonly text: string }
/** How the content script hands the port over: any page script could do the same and would gain nothing. */
export const handover = 'mednexus/1/tap'

const longest = 2_000_000
const mostWaiting = 200

type Page = Pick<typeof globalThis, 'fetch' | 'XMLHttpRequest' | 'addEventListener' | 'removeEventListener'>

/**
 * Listens to the JSON a page loads, from inside the page's own world and before its first script. The page gets its own
 * objects back, untouched; nothing is asked of any server; no error of ours reaches the page. Told to stop, it is gone.
 */
export function tap(page: Page): void {
	let port: MessagePort | undefined
	let waiting: TapMessage[] = []
	let stopped = false

	const tell = (message: TapMessage): void => {
		if (stopped) return
		if (port) port.postMessage(message)
		else if (waiting.length < mostWaiting) waiting.push(message)
	}
	const restore = [listenToFetch(page, tell), listenToXhr(page, tell)]
	const stop = (): void => {
		stopped = true
		waiting = []
		port?.close()
		for (const undo of restore) undo()
		page.removeEventListener('message', receive as EventListener, true)
	}
	const receive = (event: MessageEvent): void => {
		const [given] = event.ports
		if (event.data !== handover || !given || stopped) return
		event.stopImmediatePropagation()
		port?.close()
		port = given
		port.onmessage = ({ data }) => void (data === 'stop' && stop())
		tell({ kind: 'ready' })
		for (const message of waiting.splice(0)) tell(message)
	}
	page.addEventListener('message', receive as EventListener, true)
}

type Tell = (message: TapMessage) => void
const isJson = (type: string | null | undefined): boolean => /[/+]json\b/i.test(type ?? '')

function listenToFetch(page: Page, tell: Tell): () => void {
	const original = page.fetch
	const listening = function (this: unknown, ...request: Parameters<typeof fetch>): Promise<Response> {
		const answer = Reflect.apply(original, this, request) as Promise<Response>
		// Our hearing comes first, so the body is still there to clone; the page's own promise is what it gets.
		answer.then(hear, () => undefined)
		return answer
	}
	const hear = (response: Response): void => {
		try {
			if (!isJson(response.headers.get('content-type'))) return
			if (Number(response.headers.get('content-length') ?? 0) > longest) return
			const { url, status } = response
			void response
				.clone()
				.text()
				.then(
					text => report(tell, url, status, text),
					() => undefined,
				)
		} catch {
			// A response that cannot be cloned is the page's own business.
		}
	}
	page.fetch = listening
	return () => {
		if (page.fetch === listening) page.fetch = original
	}
}

function listenToXhr(page: Page, tell: Tell): () => void {
	const prototype = page.XMLHttpRequest.prototype
	const original = prototype.send
	const listening = function (this: XMLHttpRequest, ...body: Parameters<XMLHttpRequest['send']>): void {
		try {
			this.addEventListener('load', () => void hearXhr(this, tell), { once: true })
		} catch {
			// A request that takes no listener is the page's own business.
		}
		Reflect.apply(original, this, body)
	}
	prototype.send = listening
	return () => {
		if (prototype.send === listening) prototype.send = original
	}
}

async function hearXhr(request: XMLHttpRequest, tell: Tell): Promise<void> {
	try {
		if (!isJson(request.getResponseHeader('content-type'))) return
		if (Number(request.getResponseHeader('content-length') ?? 0) > longest) return
		const { responseURL, status } = request
		const text = await textOf(request)
		if (text !== undefined) report(tell, responseURL, status, text)
	} catch {
		// As above: never an error of ours in the page.
	}
}

/** The body of a finished request, whatever type the page asked for: libraries read JSON through every one of them. */
async function textOf(request: XMLHttpRequest): Promise<string | undefined> {
	const body: unknown = request.response
	switch (request.responseType) {
		case '':
		case 'text':
			return request.responseText
		case 'json':
			return JSON.stringify(body)
		case 'blob':
			return body instanceof Blob && body.size <= longest ? body.text() : undefined
		case 'arraybuffer':
			return body instanceof ArrayBuffer && body.byteLength <= longest
				? new TextDecoder().decode(body)
				: undefined
		default:
			return undefined
	}
}

function report(tell: Tell, url: string, status: number, text: string): void {
	if (text.length <= longest) tell({ kind: 'answer', url, status, text })
}
