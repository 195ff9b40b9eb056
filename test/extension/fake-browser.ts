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

/** Installs the fake before anything of the extension is imported. */
export function installFakeBrowser(): void {
	Object.assign(globalThis, {
		addEventListener: own.addEventListener.bind(own),
		chrome: {
			runtime: {
				id: 'ownextension',
				getURL: (path: string) => `${home}/${path}`,
				onMessage: { addListener: (listener: Listener) => listeners.push(listener) },
				onConnect: { addListener: () => undefined },
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
