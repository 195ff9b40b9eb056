import type { Ontology, Position } from '../ontology/ontology.ts'
import type { TermId } from '../ontology/term-id.ts'
import { lengthNorm } from './length-norm.ts'
import { resolveFindings, type WeighedQuery } from './query.ts'
import { placesOf, topRows } from './top-rows.ts'

/** What the index needs of a card. */
export interface IndexRow {
	/** Card id: decides ties. */
	readonly id: string
	readonly observed: readonly TermId[]
}

/** A place in the ranking. All numbers are exact integers: the same in every engine. */
export interface Ranked {
	/** Position in `CardIndex.ids`. */
	readonly row: number
	/** What was counted, in hundredths of a pack weight: the sum that an explanation breaks down. */
	readonly counted: number
	readonly score: number
	/** 1-based place by findings alone, without any bonus. */
	readonly placeByFindings: number
}

export interface RankOptions {
	/** Added to a row's count before its norm, for what is compared besides findings. */
	readonly bonus?: ReadonlyMap<number, number>
	/** Rows left out altogether. */
	readonly hidden?: Iterable<number>
}

/** Rows whose counters fit a core's own cache together, and whose local numbers fit 16 bits. */
const blockSize = 65_536

interface Block {
	readonly first: number
	readonly size: number
	/** Rows with the term in their closure, and rows asserting it. */
	readonly closure: Postings
	readonly asserted: Postings
}
/** The rows of term t: `rows[starts[t]]` up to `rows[starts[t + 1]]`, ascending. */
interface Postings {
	readonly starts: Uint32Array
	readonly rows: Uint16Array
}

/**
 * Exact inverted index for the decayed closure overlap of matching 5. The score is an inner product with constant
 * weights per posting list, so only rows that share something are touched, and nothing needs rescoring.
 */
export class CardIndex {
	/** Ascending: a row's number is its place among ties. */
	readonly ids: readonly string[]
	/** Each row's own findings, resolved and ascending. */
	readonly findings: readonly (readonly Position[])[]
	readonly #blocks: readonly Block[]
	readonly #norms: Uint32Array
	readonly #counted: Int32Array
	readonly #scores: Float64Array

	constructor(ontology: Ontology, rows: readonly IndexRow[]) {
		const sorted = [...rows].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
		this.ids = sorted.map(({ id }) => id)
		this.findings = sorted.map(({ observed }) => resolveFindings(ontology, observed).positions)
		const closures = this.findings.map(own => closureOf(ontology, own))
		this.#norms = Uint32Array.from(closures, (closure, row) =>
			lengthNorm(rowLength(ontology, closure, this.findings[row] as readonly Position[])),
		)
		this.#blocks = Array.from({ length: Math.ceil(sorted.length / blockSize) }, (_, block) => {
			const [first, end] = [block * blockSize, Math.min((block + 1) * blockSize, sorted.length)]
			return {
				first,
				size: end - first,
				closure: invert(ontology.size, closures.slice(first, end)),
				asserted: invert(ontology.size, this.findings.slice(first, end)),
			}
		})
		this.#counted = new Int32Array(sorted.length)
		this.#scores = new Float64Array(sorted.length)
	}

	get size(): number {
		return this.ids.length
	}

	/** Memory of postings, norms and counters. */
	get bytes(): number {
		const postings = this.#blocks.flatMap(({ closure, asserted }) => [closure, asserted])
		const held = postings.reduce((sum, { starts, rows }) => sum + starts.byteLength + rows.byteLength, 0)
		return held + this.#norms.byteLength + this.#counted.byteLength + this.#scores.byteLength
	}

	/** The best `limit` rows, best first, ties by id. A row that shares nothing is not returned. */
	rank(query: WeighedQuery, limit: number, { bonus = new Map(), hidden = [] }: RankOptions = {}): Ranked[] {
		this.#count(query)
		const counted = this.#counted
		const scores = this.#scores
		const norms = this.#norms
		// counted <= 100 L and norm <= 2^26 / L^.25, so for any L below 2^27 an exact integer in a double.
		for (let row = 0; row < scores.length; row++)
			scores[row] = (counted[row] as number) * (norms[row] as number)
		for (const row of hidden) scores[row] = 0
		const without = [...bonus.keys()].map(row => scores[row] as number)
		for (const [row, amount] of bonus)
			scores[row] = ((counted[row] as number) + amount) * (norms[row] as number)
		for (const row of hidden) scores[row] = 0
		const best = topRows(scores, limit).map(row => ({
			row,
			counted: (counted[row] as number) + (bonus.get(row) ?? 0),
			score: scores[row] as number,
		}))
		for (const [index, row] of [...bonus.keys()].entries()) scores[row] = without[index] as number
		const places = placesOf(
			best.map(({ row }) => row),
			scores,
		)
		return best.map(each => ({ ...each, placeByFindings: places.get(each.row) as number }))
	}

	#count(query: WeighedQuery): void {
		const counted = this.#counted.fill(0)
		for (const { first, size, closure, asserted } of this.#blocks) {
			const block = counted.subarray(first, first + size)
			for (const { term, amount } of query.summands) add(block, closure, term, amount)
			for (const [index, term] of query.observed.entries())
				add(block, asserted, term, query.assertions[index] as number)
		}
	}
}

function add(counted: Int32Array, { starts, rows }: Postings, term: Position, amount: number): void {
	const end = starts[term + 1] as number
	for (let at = starts[term] as number; at < end; at++) {
		const row = rows[at] as number
		counted[row] = (counted[row] as number) + amount
	}
}

/** All terms of a row and their ancestors, each once. */
export function closureOf(ontology: Ontology, findings: readonly Position[]): readonly Position[] {
	const closure = new Set<Position>()
	for (const finding of findings) for (const term of ontology.closure(finding)) closure.add(term)
	return [...closure]
}

/** L(c) of matching 5. */
function rowLength(ontology: Ontology, closure: readonly Position[], findings: readonly Position[]): number {
	let length = 0
	for (const term of closure) length += ontology.sharedWeight(term)
	for (const term of findings) length += ontology.assertedWeight(term)
	return length
}

function invert(terms: number, rows: readonly (readonly Position[])[]): Postings {
	const starts = new Uint32Array(terms + 1)
	for (const row of rows) for (const term of row) starts[term + 1] = (starts[term + 1] as number) + 1
	for (let term = 0; term < terms; term++)
		starts[term + 1] = (starts[term + 1] as number) + (starts[term] as number)
	const next = starts.slice()
	const inverted = new Uint16Array(starts[terms] as number)
	for (const [number, row] of rows.entries())
		for (const term of row) {
			const at = next[term] as number
			inverted[at] = number
			next[term] = at + 1
		}
	return { starts, rows: inverted }
}
