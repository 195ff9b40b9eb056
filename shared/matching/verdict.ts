import type { Explanation, TermMatch, Verdict } from './match.ts'

/** A `via` hit is called near when it counted at least a fifth of what an exact hit would. */
export const isNear = ({ how, counted, weight }: TermMatch): boolean => how === 'via' && counted * 5 >= weight

/** Integers of a comparison that the words are made of. */
interface Tally {
	readonly explanation: Explanation
	/** Genes were compared, and each side has one. */
	readonly genesCompared: boolean
	/** Theirs is a confirmed diagnosis. */
	readonly diagnosisConfirmed: boolean
}

/**
 * The word beside a match. Never a percentage, and never used for the order:
 * - a shared gene, and a finding that is shared or near: may be the same;
 * - another gene confirmed on their side, none shared: looks alike, different gene;
 * - contradictions on two findings or more, and more of them than shared findings: against;
 * - at least three fifths of the findings' weight, and no other gene known: may be the same;
 * - otherwise: looks alike.
 */
export function verdictOf({ explanation, genesCompared, diagnosisConfirmed }: Tally): Verdict {
	const { terms, genes, conflicts } = explanation
	const weight = terms.reduce((sum, term) => sum + term.weight, 0)
	const counted = terms.reduce((sum, term) => sum + term.counted, 0)
	const differs = genesCompared && genes.shared.length === 0
	const isAlike = terms.some(term => term.how === 'exact' || isNear(term))
	if (genes.shared.length > 0 && isAlike) return 'may-be-same'
	if (differs && diagnosisConfirmed) return 'different-gene'
	if (conflicts.length >= 2 && conflicts.length > terms.filter(({ how }) => how === 'exact').length)
		return 'against'
	return !differs && counted * 5 >= weight * 3 ? 'may-be-same' : 'looks-alike'
}
