import type { Gene } from '#shared/case/case.ts'
import type { Suggestion } from '../../ui/type-ahead.svelte.ts'
import type { Product, TermHit } from '../product.ts'
import { words } from './words.ts'

/** A line under the search field: a term, present or excluded, or a gene. */
export type Pick =
	| (Suggestion & { readonly kind: 'term'; readonly hit: TermHit; readonly excluded: boolean })
	| (Suggestion & { readonly kind: 'gene'; readonly gene: Gene })

const mostTerms = 6
const mostGenes = 2

function termLine(hit: TermHit, excluded: boolean, release: string): Pick {
	const byLabel = hit.matched.text === hit.label
	return {
		key: `${hit.term}${excluded ? '-' : '+'}`,
		words: hit.label,
		from: byLabel ? hit.matched.from : 0,
		to: byLabel ? hit.matched.to : 0,
		end: excluded ? words.asExcluded : hit.term,
		note: byLabel ? release : `${words.also(hit.matched.text)}. ${release}`,
		kind: 'term',
		hit,
		excluded,
	}
}

const geneLine = (gene: Gene, text: string): Pick => ({
	key: `HGNC:${gene.hgnc}`,
	words: gene.symbol,
	from: 0,
	to: gene.symbol.toLowerCase().startsWith(text.toLowerCase()) ? text.length : 0,
	end: words.gene,
	note: `HGNC:${gene.hgnc}`,
	kind: 'gene',
	gene,
})

/** Looks a text up among terms and genes. A gene typed whole comes first; the last line offers "as excluded". */
export const suggest =
	(lookup: Product['lookup'], release: () => string) =>
	async (text: string): Promise<readonly Pick[]> => {
		const [terms, genes] = await Promise.all([lookup.terms(text), lookup.genes(text)])
		const exact = genes.filter(({ symbol }) => symbol.toLowerCase() === text.toLowerCase())
		const others = genes.filter(gene => !exact.includes(gene))
		const first = terms.find(hit => !hit.excluded)
		return [
			...exact.slice(0, 1).map(gene => geneLine(gene, text)),
			...terms.slice(0, mostTerms - exact.length).map(hit => termLine(hit, hit.excluded, release())),
			...others.slice(0, mostGenes - 1).map(gene => geneLine(gene, text)),
			...(first ? [termLine(first, true, release())] : []),
		]
	}
