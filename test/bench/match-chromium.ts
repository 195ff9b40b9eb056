import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import type { IndexedCard, SearchQuery } from '#shared/matching/engine.ts'
import { presentBrowser } from '#test/browser/find.ts'
import type { WorkerTimes } from './match-worker.ts'
import { type Times, timesOf } from './match-times.ts'

/** The same engine in a dedicated worker of a real Chromium. */
export interface ChromiumTimes extends WorkerTimes {
	readonly version: string
	/** From the page's question to its answer, with 50 explained matches copied between the two. */
	readonly roundTrip: Times
}

interface Measured {
	readonly inside: WorkerTimes
	readonly trips: readonly (readonly number[])[]
}

/** Runs in the page, as text: it is not ours to compile. */
const pageScript = `
async function measure(queries) {
	const worker = new Worker('/worker.js', { type: 'module' })
	const ask = question => new Promise((done, failed) => {
		worker.onmessage = ({ data }) => done(data)
		worker.onerror = ({ message }) => failed(new Error(message))
		worker.postMessage(question)
	})
	const inside = await ask({ kind: 'time', queries })
	const asked = queries.slice(0, 300)
	const trips = asked.map(() => [])
	for (let round = 0; round < 3; round++)
		for (const [at, query] of asked.entries()) {
			const from = performance.now()
			await ask({ kind: 'search', query })
			trips[at].push(performance.now() - from)
		}
	return { inside, trips }
}`

/** Measures in Chromium, or answers undefined where there is none. */
export async function timeInChromium(
	pack: Uint8Array,
	cards: readonly IndexedCard[],
	queries: readonly SearchQuery[],
): Promise<ChromiumTimes | undefined> {
	const executablePath = presentBrowser('chromium')
	if (!executablePath) return undefined
	const files = new Map<string, readonly [type: string, body: string | Uint8Array]>([
		['/', ['text/html', `<!doctype html><title>Matching in a worker</title><script>${pageScript}</script>`]],
		['/worker.js', ['text/javascript', await bundledWorker()]],
		['/pack', ['application/octet-stream', pack]],
		['/cards', ['application/json', JSON.stringify(cards)]],
	])
	const server = createServer((request, answer) => {
		const [type, body] = files.get(request.url ?? '') ?? ['text/plain', '']
		// An isolated page has a clock of 5 µs instead of 100.
		answer.writeHead(200, {
			'content-type': type,
			'cross-origin-opener-policy': 'same-origin',
			'cross-origin-embedder-policy': 'require-corp',
		})
		answer.end(body)
	})
	await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
	const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
	try {
		const page = await browser.newPage()
		await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
		const measured = await page.evaluate<Measured>(`measure(${JSON.stringify(queries)})`)
		return { ...measured.inside, version: browser.version(), roundTrip: timesOf(measured.trips) }
	} finally {
		await browser.close()
		server.close()
	}
}

async function bundledWorker(): Promise<string> {
	const here = dirname(fileURLToPath(import.meta.url))
	const built = await build({
		configFile: false,
		logLevel: 'error',
		root: join(here, '..', '..'),
		build: {
			write: false,
			lib: { entry: join(here, 'match-worker.ts'), formats: ['es'], fileName: 'worker' },
		},
	})
	const [output] = Array.isArray(built) ? built : [built]
	if (!output || !('output' in output)) throw new Error('the worker was not bundled')
	return output.output[0].code
}
