import { spawnSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { CardIndex } from '#shared/matching/card-index.ts'
import type { IndexedCard, SearchQuery } from '#shared/matching/engine.ts'
import { weighQuery } from '#shared/matching/query.ts'
import { geneOfSymbol } from '#shared/ontology/genes.ts'
import type { Ontology } from '#shared/ontology/ontology.ts'
import type { TermId } from '#shared/ontology/term-id.ts'
import type { LibraryCase, Prediction } from './match-metric.ts'

/** The metric wants at least 200 rows of other papers. */
const keptRows = 300

export const observed = ({ obs }: LibraryCase): readonly TermId[] => obs as readonly TermId[]

/** Ranks every query among the cases of other papers. `ignored`: terms this release does not know. */
export function predict(
	ontology: Ontology,
	library: readonly LibraryCase[],
	queries: readonly LibraryCase[],
): { readonly predictions: readonly Prediction[]; readonly ignored: readonly string[] } {
	const index = new CardIndex(
		ontology,
		library.map(each => ({ id: each.id, observed: observed(each) })),
	)
	const papers = new Map(library.map(({ id, pmid }) => [id, pmid]))
	const rowsOfPaper = new Map<string, number[]>()
	for (const [row, id] of index.ids.entries()) {
		const paper = papers.get(id) as string
		rowsOfPaper.set(paper, [...(rowsOfPaper.get(paper) ?? []), row])
	}
	const ignored = new Set<string>()
	const predictions = queries.map((query): Prediction => {
		const weighed = weighQuery(ontology, observed(query))
		weighed.ignored.forEach(term => ignored.add(term))
		const ranked = index.rank(weighed, keptRows, { hidden: rowsOfPaper.get(query.pmid) ?? [] })
		return { q: query.id, ranked: ranked.map(({ row, score }) => [index.ids[row] as string, score]) }
	})
	return { predictions, ignored: [...ignored].sort() }
}

/** One JSON line per query, as eval.py reads them. */
export async function writePredictions(path: string, predictions: readonly Prediction[]): Promise<void> {
	const file = createWriteStream(path)
	for (const prediction of predictions)
		if (!file.write(`${JSON.stringify(prediction)}\n`)) await once(file, 'drain')
	file.end()
	await once(file, 'close')
}

/** What eval.py prints as macro R@1, R@5, R@10 and MRR; undefined where it cannot run. */
export function evalByScript(
	script: string,
	database: string,
	queries: string,
	predictions: string,
): readonly number[] | undefined {
	const ran = spawnSync('python3', [script, 'retrieval', database, queries, predictions], {
		encoding: 'utf8',
	})
	const [line] = /^macro .+$/m.exec(ran.stdout ?? '') ?? []
	return line?.match(/\d\.\d{4}/g)?.map(Number)
}

/** The library as cards of a network, so that the whole engine can be timed. */
export const asCards = (library: readonly LibraryCase[]): readonly IndexedCard[] =>
	library.map(each => ({
		handle: each.id,
		institution: { id: 1, name: 'Published cases', country: '' },
		observed: observed(each),
		excluded: [],
		genes: each.gene ? [geneOfSymbol(each.gene)].filter(gene => gene !== undefined) : [],
		sex: 'not-stated',
		ageBand: 'not stated',
		response: 'not-recorded',
		diagnosisConfirmed: true,
		institutionNamed: false,
		demo: false,
	}))

export const asSearch = (query: LibraryCase): SearchQuery => ({
	observed: observed(query),
	excluded: [],
	genes: [],
	by: 'findings',
	limit: 50,
})
