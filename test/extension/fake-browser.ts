/** What the fake browser stamps on a message, as the real one does. */
export interface Stamp {
	readonly id?: string
	readonly url?: string
	readonly origin?: string
	readonly tab?: { readonly id: number }
	readonly frameId?: number
}
type Listener = (message: unknown, sender: Stamp, answer: (value: unknown) => void) => boolean

const home = 'chrome-extension://ownextension'
const listeners: Listener[] = []

/** Stamps of every context that can send, as measured in Chromium. */
export const stamps = {
	content: {
		id: 'ownextension',
		url: 'https://chart.example/patient',
		origin: 'https://chart.example',
		tab: { id: 7 },
		frameId: 0,
	},
	frame: {
		id: 'ownextension',
		url: `${home}/extension/frame/index.html`,
		origin: home,
		tab: { id: 7 },
		frameId: 3,
	},
	panel: { id: 'ownextension', url: `${home}/extension/panel/index.html?tab=7`, origin: home },
	worker: { id: 'ownextension', url: `${home}/service-worker-loader.js` },
	engine: { id: 'ownextension', url: `${home}/extension/offscreen/index.html`, origin: home },
} as const satisfies Record<string, Stamp>

const own = new EventTarget()
const connecting: ((port: FakePort) => void)[] = []

/** One end of a long-lived connection, as the browser hands it to whoever listens. */
interface FakePort {
	readonly name: string
	readonly sender: Stamp
	readonly onMessage: { addListener(listener: (message: unknown) => void): void }
	readonly onDisconnect: { addListener(listener: () => void): void }
	postMessage(message: unknown): void
}

/** A connection from `sender`: what was said over it, and the ways to speak and to leave. */
export function connectAs(sender: Stamp, name: string) {
	const hearing: ((message: unknown) => void)[] = []
	const leaving: (() => void)[] = []
	const heard: unknown[] = []
	let wake: () => void = () => undefined
	const port: FakePort = {
		name,
		sender,
		onMessage: { addListener: listener => void hearing.push(listener) },
		onDisconnect: { addListener: listener => void leaving.push(listener) },
		postMessage: message => {
			heard.push(message)
			wake()
		},
	}
	for (const listener of connecting) listener(port)
	return {
		heard,
		isServed: () => hearing.length > 0,
		say: (message: unknown) => hearing.forEach(listener => listener(structuredClone(message))),
		leave: () => leaving.forEach(listener => listener()),
		/** Resolves with the result that ends the stream. */
		async result(): Promise<unknown> {
			for (;;) {
				const last = heard.find(message => (message as { result?: unknown }).result !== undefined)
				if (last) return (last as { result: unknown }).result
				await new Promise<void>(resolve => (wake = resolve))
			}
		},
	}
}

/** Installs the fake before anything of the extension is imported. */
export function installFakeBrowser(): void {
	Object.assign(globalThis, {
		addEventListener: own.addEventListener.bind(own),
		chrome: {
			runtime: {
				id: 'ownextension',
				getURL: (path: string) => `${home}/${path}`,
				onMessage: { addListener: (listener: Listener) => listeners.push(listener) },
				onConnect: { addListener: (listener: (port: FakePort) => void) => connecting.push(listener) },
			},
		},
	})
}

/** Delivers a message to every listener as the browser would; undefined when nobody answers. */
export function deliver(message: unknown, sender: Stamp): Promise<unknown> {
	return new Promise(resolve => {
		const heard = listeners.map(listener => listener(structuredClone(message), sender, resolve))
		if (!heard.includes(true)) resolve(undefined)
	})
}

/** Delivers a message by the direct way of `platform/direct.ts`, from the page at `url`. */
export function deliverDirect(message: unknown, url: string, origin = home): Promise<unknown> {
	return new Promise(resolve => {
		const { port1, port2 } = new MessageChannel()
		port1.onmessage = ({ data }) => {
			port1.close()
			resolve(data)
		}
		const event = new Event('message')
		Object.assign(event, { data: structuredClone(message), ports: [port2], source: { url }, origin })
		own.dispatchEvent(event)
	})
}
