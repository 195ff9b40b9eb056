import { closureOf } from '#shared/matching/card-index.ts'
import { lengthNorm } from '#shared/matching/length-norm.ts'
import { resolveFindings, type WeighedQuery } from '#shared/matching/query.ts'
import type { Ontology } from '#shared/ontology/ontology.ts'
import type { IndexRow } from '#shared/matching/card-index.ts'

/**
 * The peer beside the index: the same score by reading every case from end to end and sorting all of them, as a search
 * without an index does. Its order must be the index's own.
 */
export class FullScan {
	readonly #ids: readonly string[]
	readonly #closures: readonly Int32Array[]
	readonly #findings: readonly Int32Array[]
	readonly #norms: readonly number[]
	readonly #shared: Float64Array
	readonly #asserted: Float64Array

	constructor(ontology: Ontology, rows: readonly IndexRow[]) {
		const sorted = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))
		this.#ids = sorted.map(({ id }) => id)
		const findings = sorted.map(({ observed }) => resolveFindings(ontology, observed).positions)
		this.#findings = findings.map(own => Int32Array.from(own))
		this.#closures = findings.map(own => Int32Array.from(closureOf(ontology, own)))
		this.#norms = this.#closures.map((closure, row) => {
			const shared = closure.reduce((sum, at) => sum + ontology.sharedWeight(at), 0)
			return lengthNorm((findings[row] ?? []).reduce((sum, at) => sum + ontology.assertedWeight(at), shared))
		})
		this.#shared = new Float64Array(ontology.size)
		this.#asserted = new Float64Array(ontology.size)
	}

	/** Ids and scores of the best `limit` cases that share anything. */
	rank(query: WeighedQuery, limit: number): readonly (readonly [id: string, score: number])[] {
		for (const { term, amount } of query.summands) this.#shared[term] = amount
		for (const [index, term] of query.observed.entries())
			this.#asserted[term] = query.assertions[index] as number
		const scores = this.#closures.map((closure, row) => {
			let counted = 0
			for (const at of closure) counted += this.#shared[at] as number
			for (const at of this.#findings[row] as Int32Array) counted += this.#asserted[at] as number
			return counted * (this.#norms[row] as number)
		})
		for (const { term } of query.summands) this.#shared[term] = 0
		for (const term of query.observed) this.#asserted[term] = 0
		return [...scores.keys()]
			.filter(row => (scores[row] as number) > 0)
			.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b)
			.slice(0, limit)
			.map(row => [this.#ids[row] as string, scores[row] as number])
	}
}
