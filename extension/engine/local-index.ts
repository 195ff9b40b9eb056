import type { IndexedCards } from '#shared/actions/member/read-segments.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Knowledge } from './knowledge.ts'
import type { Remote } from './remote.ts'

/** An index older than this says so: absence from it means little. */
const staleAfterSeconds = 7 * 86_400

/** The cards in memory for searching: read from what is sealed, handed to the worker once, again after each sync. */
export class LocalIndex {
	readonly #knowledge: Remote<Knowledge>
	readonly #read: () => Promise<IndexedCards>
	readonly #clock: Clock
	#loading: Promise<IndexedCards> | undefined

	constructor(knowledge: Remote<Knowledge>, read: () => Promise<IndexedCards>, clock: Clock) {
		this.#knowledge = knowledge
		this.#read = read
		this.#clock = clock
	}

	/** Resolves when the worker holds every card. */
	ready(): Promise<IndexedCards> {
		this.#loading ??= this.#load()
		return this.#loading
	}

	/** A sync has changed what is sealed. */
	changed(): void {
		this.#loading = undefined
	}

	async status(): Promise<{
		readonly cards: number
		readonly institutions: number
		readonly at: number | null
		readonly stale: boolean
	}> {
		const { cards, at } = await this.ready()
		const institutions = new Set(cards.map(({ institution }) => institution.id)).size
		const stale = at !== null && this.#clock.now() - at > staleAfterSeconds
		return { cards: cards.length, institutions, at, stale }
	}

	async #load(): Promise<IndexedCards> {
		const read = await this.#read()
		await this.#knowledge.index(read.cards)
		return read
	}
}
