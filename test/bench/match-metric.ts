/** A published case, as far as the benchmark reads it. */
export interface LibraryCase {
	readonly id: string
	readonly pmid: string
	/** The confirmed disease: what makes another case relevant. */
	readonly dis: string
	readonly gene?: string
	readonly obs: readonly string[]
}

export interface Prediction {
	readonly q: string
	readonly ranked: readonly (readonly [id: string, score: number])[]
}

export interface Figures {
	readonly r1: number
	readonly r5: number
	readonly r10: number
	readonly mrr: number
}

export interface Retrieval {
	readonly queries: number
	readonly diseases: number
	readonly micro: Figures
	readonly macro: Figures
}

/**
 * Track R of matching 2: leave-paper-out retrieval. Rows of the query's own paper are ignored wherever they stand; a
 * query counts when a relevant case of another paper exists; ties take their middle rank; macro is over diseases.
 */
export function retrieval(
	library: readonly LibraryCase[],
	queries: readonly LibraryCase[],
	predictions: Iterable<Prediction>,
): Retrieval {
	const cases = new Map(library.map(each => [each.id, each]))
	const papers = new Map<string, Set<string>>()
	for (const { dis, pmid } of library) papers.set(dis, (papers.get(dis) ?? new Set()).add(pmid))
	const ranked = new Map([...predictions].map(each => [each.q, each.ranked]))
	const ranks = new Map<string, number[]>()
	for (const query of queries) {
		if (![...(papers.get(query.dis) ?? [])].some(paper => paper !== query.pmid)) continue
		const rows = (ranked.get(query.id) ?? []).flatMap(([id, score]) => {
			const found = cases.get(id)
			return found && found.pmid !== query.pmid ? [{ relevant: found.dis === query.dis, score }] : []
		})
		ranks.set(query.dis, [...(ranks.get(query.dis) ?? []), middleRank(rows)])
	}
	const all = [...ranks.values()]
	const each = all.map(figures)
	const mean = (of: (one: Figures) => number): number =>
		each.reduce((sum, one) => sum + of(one), 0) / each.length
	return {
		queries: all.flat().length,
		diseases: all.length,
		micro: figures(all.flat()),
		macro: {
			r1: mean(({ r1 }) => r1),
			r5: mean(({ r5 }) => r5),
			r10: mean(({ r10 }) => r10),
			mrr: mean(({ mrr }) => mrr),
		},
	}
}

function middleRank(rows: readonly { readonly relevant: boolean; readonly score: number }[]): number {
	const best = rows.reduce(
		(most, { relevant, score }) => (relevant ? Math.max(most, score) : most),
		-Infinity,
	)
	if (best === -Infinity) return Infinity
	const others = rows.filter(({ relevant }) => !relevant)
	const above = others.filter(({ score }) => score > best).length
	return 1 + above + others.filter(({ score }) => score === best).length / 2
}

function figures(ranks: readonly number[]): Figures {
	const within = (place: number): number => ranks.filter(rank => rank <= place).length / ranks.length
	return {
		r1: within(1),
		r5: within(5),
		r10: within(10),
		mrr: ranks.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length,
	}
}
