import type { Gene } from '../case/case.ts'
import type { Ontology, Position } from '../ontology/ontology.ts'
import { closureOf } from './card-index.ts'
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
 * Why a candidate stands where it stands. Every summand of its score belongs to one query term, so what the terms and
 * the gene counted adds up exactly to what was ranked, before the length norm (matching 5).
 */
export function explain(
	ontology: Ontology,
	query: WeighedQuery,
	ours: Side,
	theirs: Side,
	gene: GeneEvidence,
): Explanation {
	const terms = explainTerms(ontology, query, theirs.observed)
	const used = new Set(
		terms.flatMap(({ term, how, via }) => (how === 'exact' ? [term] : via ? [via.theirs] : [])),
	)
	const mentioned = new Set([...ours.observed, ...ours.excluded].flatMap(at => [...ontology.closure(at)]))
	const shared = gene.compared
		? ours.genes.filter(own => theirs.genes.some(({ hgnc }) => hgnc === own.hgnc))
		: []
	return {
		terms,
		genes: {
			shared,
			theirs: theirs.genes,
			weight: gene.compared && ours.genes.length > 0 ? gene.weight : 0,
			counted: shared.length > 0 ? gene.weight : 0,
		},
		onlyTheirs: theirs.observed
			.filter(at => !mentioned.has(at) && !used.has(ontology.termAt(at)))
			.map(at => ({ term: ontology.termAt(at), label: ontology.labelAt(at) })),
		conflicts: [
			...contradictions(ontology, ours.observed, theirs.excluded).map(([seen, not]) => ({
				ours: seen,
				theirs: not,
				observedBy: 'ours' as const,
			})),
			...contradictions(ontology, theirs.observed, ours.excluded).map(([seen, not]) => ({
				ours: not,
				theirs: seen,
				observedBy: 'theirs' as const,
			})),
		],
	}
}

function explainTerms(
	ontology: Ontology,
	query: WeighedQuery,
	theirs: readonly Position[],
): readonly TermMatch[] {
	const closure = new Set(closureOf(ontology, theirs))
	const asserted = new Set(theirs)
	const weight = [...query.assertions]
	const counted = query.observed.map((at, owner) =>
		asserted.has(at) ? (query.assertions[owner] as number) : 0,
	)
	const nearest: ({ readonly at: Position; readonly steps: number } | undefined)[] = query.observed.map(
		() => undefined,
	)
	for (const { term, amount, owner, steps } of query.summands) {
		weight[owner] = (weight[owner] as number) + amount
		if (!closure.has(term)) continue
		counted[owner] = (counted[owner] as number) + amount
		if (steps < (nearest[owner]?.steps ?? Infinity)) nearest[owner] = { at: term, steps }
	}
	return query.observed.map((at, owner) => {
		const found = nearest[owner]
		const own = { term: ontology.termAt(at), label: ontology.labelAt(at), weight: weight[owner] as number }
		if (asserted.has(at)) return { ...own, counted: counted[owner] as number, how: 'exact' }
		if (!found) return { ...own, counted: 0, how: 'not-seen' }
		const under = mostTelling(ontology, theirs, found.at)
		return {
			...own,
			counted: counted[owner] as number,
			how: 'via',
			via: {
				term: ontology.termAt(found.at),
				label: ontology.labelAt(found.at),
				theirs: ontology.termAt(under),
				theirsLabel: ontology.labelAt(under),
			},
		}
	})
}

/** Of their findings under `ancestor`, the rarest; the first among equals. */
function mostTelling(ontology: Ontology, theirs: readonly Position[], ancestor: Position): Position {
	const under = theirs.filter(at => ontology.closure(at).includes(ancestor))
	return under.reduce((best, at) => (ontology.sharedWeight(at) > ontology.sharedWeight(best) ? at : best))
}

/** Pairs of labels: a finding seen on one side, and the same or a broader one excluded on the other. */
const contradictions = (
	ontology: Ontology,
	observed: readonly Position[],
	excluded: readonly Position[],
): (readonly [seen: string, excluded: string])[] =>
	observed.flatMap(seen =>
		excluded
			.filter(not => ontology.closure(seen).includes(not))
			.map(not => [ontology.labelAt(seen), ontology.labelAt(not)] as const),
	)
