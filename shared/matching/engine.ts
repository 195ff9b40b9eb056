import type { AgeBand, Gene, Response, Sex } from '../case/case.ts'
import type { Ontology } from '../ontology/ontology.ts'
import type { TermId } from '../ontology/term-id.ts'
import { CardIndex } from './card-index.ts'
import { Explainer, type GeneEvidence, type Side } from './explain.ts'
import type { Match } from './match.ts'
import { fraction, resolveFindings, weighQuery } from './query.ts'
import { isNear, verdictOf } from './verdict.ts'

/** A card of the network index with its publisher: plain values, so that it crosses into a worker as it is. */
export interface IndexedCard {
	/** Consent handle, hex: the card's id, and what decides ties. */
	readonly handle: string
	readonly institution: { readonly id: number; readonly name: string; readonly country: string }
	readonly observed: readonly TermId[]
	readonly excluded: readonly TermId[]
	readonly genes: readonly Gene[]
	readonly sex: Sex
	readonly ageBand: AgeBand
	readonly response: Response
	readonly diagnosisConfirmed: boolean
	readonly institutionNamed: boolean
	readonly demo: boolean
}

/** The confirmed case that is searched for. It never leaves the device. */
export interface SearchQuery {
	readonly observed: readonly TermId[]
	readonly excluded: readonly TermId[]
	readonly genes: readonly Gene[]
	readonly by: 'findings-and-gene' | 'findings'
	/** Handles never to return: the case's own card. */
	readonly without?: readonly string[]
	readonly limit?: number
}

export interface SearchResult {
	readonly matches: readonly Match[]
	/** Cards searched. */
	readonly cards: number
	/** Institutions they come from. */
	readonly institutions: number
	/** Terms of the query that this ontology does not know or that are no findings: say so. */
	readonly ignored: readonly TermId[]
}

/** Ranks cards against a case. Pure and synchronous: made to live in a worker. */
export interface MatchEngine {
	search(query: SearchQuery): SearchResult
}

/**
 * How much sharing a gene counts, in findings: as much as three findings of the pack's greatest weight.
 * Strong enough to lift a case that differs in words, too weak to lift one that shares nothing else above all others.
 */
const geneInFindings = 3

function heaviestFinding(ontology: Ontology): number {
	let heaviest = 0
	for (let at = 0; at < ontology.size; at++)
		heaviest = Math.max(heaviest, ontology.sharedWeight(at) + ontology.assertedWeight(at))
	return heaviest
}

/** Builds the index over all cards; build anew when cards came or went. */
export function createEngine(ontology: Ontology, cards: readonly IndexedCard[]): MatchEngine {
	const byHandle = new Map(cards.map(card => [card.handle, card]))
	const index = new CardIndex(
		ontology,
		[...byHandle.values()].map(({ handle, observed }) => ({ id: handle, observed })),
	)
	const rows = index.ids.map(handle => byHandle.get(handle) as IndexedCard)
	const institutions = new Set(cards.map(({ institution }) => institution.id)).size
	const geneWeight = geneInFindings * fraction * heaviestFinding(ontology)
	const excludedOf = rows.map(({ excluded }) => resolveFindings(ontology, excluded).positions)
	const rowsByGene = new Map<number, number[]>()
	for (const [row, { genes }] of rows.entries())
		for (const { hgnc } of genes) rowsByGene.set(hgnc, [...(rowsByGene.get(hgnc) ?? []), row])

	return {
		search(query) {
			const limit = query.limit ?? 50
			const hidden = new Set(query.without)
			const weighed = weighQuery(ontology, query.observed)
			const gene: GeneEvidence = { weight: geneWeight, compared: query.by === 'findings-and-gene' }
			const withGene = gene.compared ? query.genes.flatMap(({ hgnc }) => rowsByGene.get(hgnc) ?? []) : []
			const bonus = new Map(withGene.map(row => [row, geneWeight]))
			const hiddenRows = hidden.size > 0 ? index.ids.flatMap((id, row) => (hidden.has(id) ? [row] : [])) : []
			const shown = index.rank(weighed, limit, { bonus, hidden: hiddenRows })
			const ours: Side = {
				observed: weighed.observed,
				excluded: resolveFindings(ontology, query.excluded).positions,
				genes: query.genes,
			}
			const explainer = new Explainer(ontology, weighed, ours, gene)
			const matches = shown.map(({ row, placeByFindings }, place): Match => {
				const card = rows[row] as IndexedCard
				const theirs: Side = {
					observed: index.findings[row] ?? [],
					excluded: excludedOf[row] ?? [],
					genes: card.genes,
				}
				const explanation = explainer.explain(theirs)
				return {
					handle: card.handle,
					institution: card.institution,
					verdict: verdictOf({
						explanation,
						genesCompared: gene.compared && query.genes.length > 0 && card.genes.length > 0,
						diagnosisConfirmed: card.diagnosisConfirmed,
					}),
					place: place + 1,
					placeByFindings,
					shared: explanation.terms.filter(({ how }) => how === 'exact').length,
					near: explanation.terms.filter(isNear).length,
					of: explanation.terms.length,
					genes: card.genes,
					sex: card.sex,
					ageBand: card.ageBand,
					response: card.response,
					institutionNamed: card.institutionNamed,
					demo: card.demo,
					explanation,
				}
			})
			return { matches, cards: index.size - hiddenRows.length, institutions, ignored: weighed.ignored }
		},
	}
}
