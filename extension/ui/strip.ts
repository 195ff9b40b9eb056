import type { Match } from '#shared/matching/match.ts'
import type { TermId } from '#shared/ontology/term-id.ts'

/** One cell of the finding strip: how one of the reader's own findings was met, or one contradiction. */
export type Cell = 'shared' | 'near' | 'absent' | 'against'

/** Above this many findings a strip can no longer be read at a glance: words only. */
export const stripLimit = 14

/**
 * The strip of a match, in the case's own order so that two rows can be compared by eye; contradictions after a gap.
 * Empty when there are too many findings.
 */
export function stripOf(match: Pick<Match, 'explanation'>, order: readonly TermId[]): readonly Cell[] {
	const { terms, conflicts } = match.explanation
	if (terms.length > stripLimit) return []
	const place = new Map(order.map((term, index) => [term, index]))
	const inOrder = [...terms].sort((a, b) => (place.get(a.term) ?? Infinity) - (place.get(b.term) ?? Infinity))
	const cells = inOrder.map(
		({ how }) => ({ exact: 'shared', via: 'near', 'not-seen': 'absent' })[how] as Cell,
	)
	return [...cells, ...conflicts.map(() => 'against' as const)]
}
