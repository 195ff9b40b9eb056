import type { Ontology, Position } from '../ontology/ontology.ts'
import type { TermId } from '../ontology/term-id.ts'

/** Counts are in hundredths of a pack weight, so that the decays stay integers. */
export const fraction = 100
/**
 * Hundredths that an ancestor counts, by its steps above an observed term; further up adds nothing (matching 3.1).
 * Matching 5 has .4 and .16: these were chosen beside them on the development cases, and differ by less than the noise.
 */
const decay = [100, 39, 18] as const

/** One summand of the score: `term` in the candidate's closure counts `amount`, on behalf of `owner`. */
export interface Summand {
	readonly term: Position
	readonly amount: number
	/** Which query term it belongs to: the one with the fewest steps up to `term`, the first such. */
	readonly owner: number
	readonly steps: number
}

/** A query resolved against the ontology and weighed: everything a search needs, in integers. */
export interface WeighedQuery {
	/** Observed terms, resolved, each once, by ascending number. */
	readonly observed: readonly Position[]
	/** Added when the candidate's closure holds the term. */
	readonly summands: readonly Summand[]
	/** Added when the candidate asserts exactly this observed term; same order as `observed`. */
	readonly assertions: readonly number[]
	/** Ids that this ontology does not know or that are no findings: left out, and said. */
	readonly ignored: readonly TermId[]
}

/** More than any chart holds; keeps every count inside 31 bits. */
export const mostTerms = 400

export function weighQuery(ontology: Ontology, terms: readonly TermId[]): WeighedQuery {
	const { positions: observed, ignored } = resolveFindings(ontology, terms)
	const best = new Map<Position, { owner: number; steps: number }>()
	for (const [owner, position] of observed.entries()) {
		for (const [term, steps] of ontology.above(position)) {
			if (steps >= decay.length) break
			const known = best.get(term)
			if (ontology.isFindingAt(term) && (!known || known.steps > steps)) best.set(term, { owner, steps })
		}
	}
	return {
		observed,
		summands: [...best].map(([term, { owner, steps }]) => ({
			term,
			amount: ontology.sharedWeight(term) * (decay[steps] as number),
			owner,
			steps,
		})),
		assertions: observed.map(position => ontology.assertedWeight(position) * fraction),
		ignored,
	}
}

/** Retired ids by what replaced them, each finding once, ascending; the rest named as ignored. */
export function resolveFindings(
	ontology: Ontology,
	terms: readonly TermId[],
): { readonly positions: readonly Position[]; readonly ignored: readonly TermId[] } {
	const positions = new Set<Position>()
	const ignored: TermId[] = []
	for (const term of terms) {
		const current = ontology.resolve(term)
		const position = current === undefined ? -1 : ontology.position(current)
		if (position < 0 || !ontology.isFindingAt(position) || positions.size >= mostTerms) ignored.push(term)
		else positions.add(position)
	}
	return { positions: [...positions].sort((a, b) => a - b), ignored }
}
