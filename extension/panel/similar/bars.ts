import type { Gene } from '#shared/case/case.ts'
import type { Explanation } from '#shared/matching/match.ts'
import { words } from './words.ts'

/** One row of the explanation: the outline's length is `weight`, its fill `counted`, both integers of the pack. */
export interface Bar {
	readonly key: string
	readonly ours: string
	readonly theirs: string
	readonly how: 'exact' | 'via' | 'not-seen'
	readonly weight: number
	readonly counted: number
}

/** The gene first, then the findings by what an exact hit would count. */
export function barsOf({ terms, genes }: Explanation, own: readonly Gene[]): readonly Bar[] {
	const symbols = (list: readonly Gene[]): string => list.map(({ symbol }) => symbol).join(', ')
	const shared = genes.shared.length > 0
	const geneRow: readonly Bar[] =
		genes.weight > 0 && own.length > 0
			? [
					{
						key: 'gene',
						ours: symbols(shared ? genes.shared : own),
						theirs: shared ? words.drawer.sameGene : symbols(genes.theirs) || words.drawer.noGene,
						how: shared ? 'exact' : 'not-seen',
						weight: genes.weight,
						counted: genes.counted,
					},
				]
			: []
	const findings = [...terms]
		.sort((a, b) => b.weight - a.weight)
		.map(({ term, label, weight, counted, how, via }) => ({
			key: term,
			ours: label,
			theirs: { exact: words.drawer.same, via: via?.theirsLabel ?? '', 'not-seen': words.drawer.notSeen }[
				how
			],
			how,
			weight,
			counted,
		}))
	return [...geneRow, ...findings]
}
