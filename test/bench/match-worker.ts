import {
	createEngine,
	type IndexedCard,
	type MatchEngine,
	type SearchQuery,
} from '#shared/matching/engine.ts'
import { Ontology } from '#shared/ontology/ontology.ts'
import { readPack } from '#shared/ontology/read-pack.ts'
import { timeEach, type Times } from './match-times.ts'

/** What the page asks of the worker: build and time inside, or answer one query. */
export type WorkerAsk =
	| { readonly kind: 'time'; readonly queries: readonly SearchQuery[] }
	| { readonly kind: 'search'; readonly query: SearchQuery }
/** What the timing worker says when it was asked to time. */
export interface WorkerTimes {
	readonly buildMs: number
	readonly search: Times
}

interface Port {
	onmessage: ((event: { readonly data: WorkerAsk }) => void) | null
	postMessage(answer: unknown): void
}
const port = globalThis as unknown as Port

const engine = build()

async function build(): Promise<{ readonly engine: MatchEngine; readonly buildMs: number }> {
	const [packBytes, cards] = await Promise.all([
		fetch('/pack').then(answer => answer.arrayBuffer()),
		fetch('/cards').then(answer => answer.json() as Promise<readonly IndexedCard[]>),
	])
	const from = performance.now()
	const pack = readPack(new Uint8Array(packBytes))
	if (!pack.ok) throw new Error(pack.error.kind)
	return { engine: createEngine(new Ontology(pack.value), cards), buildMs: performance.now() - from }
}

port.onmessage = ({ data }) =>
	void engine.then(({ engine: matcher, buildMs }) => {
		port.postMessage(
			data.kind === 'search'
				? matcher.search(data.query)
				: ({ buildMs, search: timeEach(data.queries, query => matcher.search(query)) } satisfies WorkerTimes),
		)
	})
