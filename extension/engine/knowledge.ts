import type { Draft } from '#shared/case/case.ts'
import { type Capture, draftOf } from '#shared/case/draft.ts'
import {
	createEngine,
	type IndexedCard,
	type SearchQuery,
	type SearchResult,
} from '#shared/matching/engine.ts'
import { createLookup, type Lookup, type TermHit } from '#shared/ontology/lookup.ts'
import { Ontology } from '#shared/ontology/ontology.ts'
import { readPack } from '#shared/ontology/read-pack.ts'
import { starterPack } from '#shared/ontology/starter/starter.ts'
import type { TermId } from '#shared/ontology/term-id.ts'
import { type Described, estimateRisk, type Risk } from '#shared/privacy/risk.ts'
import { TermDictionary } from '#shared/text/dictionary.ts'
import { termFinder } from '#shared/text/find-terms.ts'

/** Which ontology every answer is computed from. */
export interface OntologyAbout {
	readonly name: string
	readonly version: string
	readonly terms: number
	readonly lacks: string | null
	/** Shown wherever content of the ontology is. */
	readonly attribution: string
}

/** Everything that reads the ontology or the index, in a worker of its own so that nothing waits for it. */
export class Knowledge {
	#ontology = new Ontology(starterPack())
	#dictionary = new TermDictionary(this.#ontology)
	#matcher = createEngine(this.#ontology, [])
	#lookup: Lookup | undefined
	#cards: readonly IndexedCard[] = []

	about(): OntologyAbout {
		const { name, version, lacks, licence } = this.#ontology.about
		return { name, version, terms: this.#ontology.size, lacks, attribution: licence.attribution }
	}

	/** Takes a whole release in the place of the starter; false when these bytes are no pack. */
	take(pack: Uint8Array): boolean {
		const read = readPack(pack)
		if (!read.ok) return false
		this.#ontology = new Ontology(read.value)
		this.#dictionary = new TermDictionary(this.#ontology)
		this.#lookup = undefined
		this.#matcher = createEngine(this.#ontology, this.#cards)
		return true
	}

	/** `today` in milliseconds: an age band is counted from it. */
	draft(capture: Capture, today: number): Draft {
		const findTerms = termFinder(this.#dictionary)
		return draftOf(capture, { dictionary: this.#dictionary, findTerms }, new Date(today))
	}

	/** Builds the index anew, over exactly these cards. */
	index(cards: readonly IndexedCard[]): void {
		this.#cards = cards
		this.#matcher = createEngine(this.#ontology, cards)
	}

	search(query: SearchQuery): SearchResult {
		return this.#matcher.search(query)
	}

	/** Findings by what is typed. Names are read at the first keystroke, not at start-up. */
	find(text: string): readonly TermHit[] {
		this.#lookup ??= createLookup(this.#ontology)
		return this.#lookup.find(text)
	}

	/** How many people a card would fit, from the same counts that the search weighs by. */
	risk(described: Described): Risk {
		return estimateRisk(this.#ontology, described)
	}

	labels(terms: readonly TermId[]): readonly string[] {
		return terms.map(term => this.#ontology.label(term) ?? term)
	}
}
