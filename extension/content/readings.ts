import type { Reading } from '../adapters/adapter.ts'
import { asJson, asRecord, asRecords, asText } from '#shared/case/read.ts'

/** What became of one reading: each page it had, or that the server would not. */
export type ReadOutcome =
	| { readonly kind: 'page'; readonly reading: Reading; readonly url: string; readonly json: unknown }
	| { readonly kind: 'done'; readonly reading: Reading; readonly granted: boolean }

const mostPages = 20
const atOnce = 4
const longest = 4_000_000
const patience = 15_000

/**
 * Reads what the page has not loaded, as the page itself would: same origin, the clinician's own session, nothing
 * written. Stops at once when aborted. A 403 or 404 is an answer: that section is not available.
 */
export async function makeReadings(
	readings: readonly Reading[],
	headers: Readonly<Record<string, string>>,
	told: (outcome: ReadOutcome) => void,
	signal: AbortSignal,
): Promise<void> {
	const queue = [...readings]
	const work = async (): Promise<void> => {
		for (let reading = queue.shift(); reading && !signal.aborted; reading = queue.shift())
			told({ kind: 'done', reading, granted: await readPages(reading, headers, told, signal) })
	}
	await Promise.all(Array.from({ length: atOnce }, work))
}

async function readPages(
	reading: Reading,
	headers: Readonly<Record<string, string>>,
	told: (outcome: ReadOutcome) => void,
	signal: AbortSignal,
): Promise<boolean> {
	const seen = new Set<string>()
	let path: string | undefined = reading.path
	while (path !== undefined && !seen.has(path) && seen.size < mostPages) {
		seen.add(path)
		const json = await readOne(path, headers, signal)
		if (json === undefined) return seen.size > 1
		if (signal.aborted) return false
		told({ kind: 'page', reading, url: path, json })
		path = nextPage(json, reading.path)
	}
	return true
}

async function readOne(
	path: string,
	headers: Readonly<Record<string, string>>,
	signal: AbortSignal,
): Promise<unknown> {
	try {
		const answer = await fetch(new URL(path, location.origin), {
			headers,
			credentials: 'same-origin',
			redirect: 'error',
			signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
		})
		if (!answer.ok) return undefined
		const text = await answer.text()
		return text.length <= longest ? asJson(text) : undefined
	} catch {
		return undefined // aborted, offline, or no JSON: the section stays unread
	}
}

/**
 * Where an answer goes on, FHIR's way or OpenMRS's. Only path and query of the link are used, on our own origin and
 * under the same interface: a server behind a proxy names hosts that the browser does not know.
 */
export function nextPage(json: unknown, first: string): string | undefined {
	const whole = asRecord(json)
	const link =
		asRecords(whole.link, 10).find(one => one.relation === 'next')?.url ??
		asRecords(whole.links, 10).find(one => one.rel === 'next')?.uri
	const address = asText(link, 4_000)
	if (!address || !URL.canParse(address, location.origin)) return undefined
	const { pathname, search } = new URL(address, location.origin)
	const root = /^.*\/ws\/[^/]+\//.exec(first)?.[0] ?? first.split('?')[0] ?? first
	const path = pathname.replace(/\/{2,}/g, '/')
	return path.startsWith(root) || path === first.split('?')[0] ? path + search : undefined
}
