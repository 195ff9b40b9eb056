import type { Gene } from '../case/case.ts'
import type { Ontology, Position } from '../ontology/ontology.ts'
import type { Explanation, TermMatch } from './match.ts'
import type { WeighedQuery } from './query.ts'

/** One side of a comparison, as far as it is explained. */
export interface Side {
	readonly observed: readonly Position[]
	readonly excluded: readonly Position[]
	readonly genes: readonly Gene[]
}

/** What a shared gene counts, and whether genes are compared at all. */
export interface GeneEvidence {
	readonly weight: number
	readonly compared: boolean
}

/**
 * Says why a candidate stands where it stands. Every summand of its score belongs to one query term, so what the terms
 * and the gene counted adds up exactly to what was ranked, before the length norm (matching 5).
 */
export class Explainer {
	readonly #ontology: Ontology
	readonly #query: WeighedQuery
	readonly #ours: Side
	readonly #gene: GeneEvidence
	readonly #weights: readonly number[]
	/** Everything our findings and exclusions say, with their ancestors. */
	readonly #mentioned: ReadonlySet<Position>
	/** Terms of the candidate's closure carry the number of the candidate: no set is built per candidate. */
	readonly #seen: Int32Array
	/** For each term of that closure, the rarest of the candidate's findings under it. */
	readonly #under: Int32Array
	#candidate = 0

	constructor(ontology: Ontology, query: WeighedQuery, ours: Side, gene: GeneEvidence) {
		this.#ontology = ontology
		this.#query = query
		this.#ours = ours
		this.#gene = gene
		const weights = [...query.assertions]
		for (const { owner, amount } of query.summands) weights[owner] = (weights[owner] as number) + amount
		this.#weights = weights
		this.#mentioned = new Set([...ours.observed, ...ours.excluded].flatMap(at => [...ontology.closure(at)]))
		this.#seen = new Int32Array(ontology.size)
		this.#under = new Int32Array(ontology.size)
	}

	explain(theirs: Side): Explanation {
		const terms = this.#terms(theirs.observed)
		const used = new Set(terms.map(({ term, how, via }) => (how === 'exact' ? term : via?.theirs)))
		const { weight, compared } = this.#gene
		const shared = compared ? this.#ours.genes.filter(own => holds(theirs.genes, own)) : []
		return {
			terms,
			genes: {
				shared,
				theirs: theirs.genes,
				weight: compared && this.#ours.genes.length > 0 ? weight : 0,
				counted: shared.length > 0 ? weight : 0,
			},
			onlyTheirs: theirs.observed
				.filter(at => !this.#mentioned.has(at) && !used.has(this.#ontology.termAt(at)))
				.map(at => ({ term: this.#ontology.termAt(at), label: this.#ontology.labelAt(at) })),
			conflicts: [
				...this.#contradictions(this.#ours.observed, theirs.excluded).map(
					([seen, not]) => ({ ours: seen, theirs: not, observedBy: 'ours' }) as const,
				),
				...this.#contradictions(theirs.observed, this.#ours.excluded).map(
					([seen, not]) => ({ ours: not, theirs: seen, observedBy: 'theirs' }) as const,
				),
			],
		}
	}

	#terms(theirs: readonly Position[]): readonly TermMatch[] {
		this.#mark(theirs)
		const { observed, summands, assertions } = this.#query
		const exact = observed.map(at => theirs.includes(at))
		const counted = assertions.map((amount, owner) => (exact[owner] ? amount : 0))
		const nearest: { at: Position; steps: number }[] = observed.map(() => ({ at: -1, steps: Infinity }))
		for (const { term, amount, owner, steps } of summands) {
			if (this.#seen[term] !== this.#candidate) continue
			counted[owner] = (counted[owner] as number) + amount
			if (steps < (nearest[owner]?.steps as number)) nearest[owner] = { at: term, steps }
		}
		return observed.map((at, owner): TermMatch => {
			const found = nearest[owner]?.at as Position
			// Written out, not spread: this runs for every term of every match shown.
			const term = this.#ontology.termAt(at)
			const label = this.#ontology.labelAt(at)
			const weight = this.#weights[owner] as number
			const count = counted[owner] as number
			if (exact[owner]) return { term, label, weight, counted: count, how: 'exact' }
			if (found < 0) return { term, label, weight, counted: 0, how: 'not-seen' }
			return { term, label, weight, counted: count, how: 'via', via: this.#via(found) }
		})
	}

	#mark(theirs: readonly Position[]): void {
		const mark = ++this.#candidate
		for (const at of theirs) {
			const weight = this.#ontology.sharedWeight(at)
			for (const above of this.#ontology.closure(at)) {
				const isFirst = this.#seen[above] !== mark
				if (isFirst || weight > this.#ontology.sharedWeight(this.#under[above] as Position))
					this.#under[above] = at
				this.#seen[above] = mark
			}
		}
	}

	/** A shared ancestor, and of their findings under it the rarest; the first among equals. */
	#via(ancestor: Position): NonNullable<TermMatch['via']> {
		const ontology = this.#ontology
		const under = this.#under[ancestor] as Position
		return {
			term: ontology.termAt(ancestor),
			label: ontology.labelAt(ancestor),
			theirs: ontology.termAt(under),
			theirsLabel: ontology.labelAt(under),
		}
	}

	/** Pairs of labels: a finding seen on one side, and the same or a broader one excluded on the other. */
	#contradictions(
		observed: readonly Position[],
		excluded: readonly Position[],
	): (readonly [seen: string, excluded: string])[] {
		if (excluded.length === 0) return []
		return observed.flatMap(seen => {
			const closure = this.#ontology.closure(seen)
			return excluded
				.filter(not => closure.includes(not))
				.map(not => [this.#ontology.labelAt(seen), this.#ontology.labelAt(not)] as const)
		})
	}
}

const holds = (genes: readonly Gene[], wanted: Gene): boolean =>
	genes.some(({ hgnc }) => hgnc === wanted.hgnc)
