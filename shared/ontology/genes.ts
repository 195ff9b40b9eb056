import content from './genes.json' with { type: 'json' }

/** A gene by its approved symbol and its HGNC number: 1424 for CAD. */
export interface Gene {
	readonly hgnc: number
	readonly symbol: string
}

/** Genes that this build knows by name: a small table, not the whole nomenclature. */
const genes: readonly Gene[] = content.genes.map(entry => {
	const [symbol, hgnc] = entry.split(' ')
	return { symbol: symbol as string, hgnc: Number(hgnc) }
})
const byNumber = new Map(genes.map(gene => [gene.hgnc, gene]))
const bySymbol = new Map(genes.map(gene => [gene.symbol, gene]))

/** Where the table's facts come from: shown where genes are looked up. */
export const geneSource: string = content.source

/** The gene of an HGNC number; one that is not in the table is named by its number. */
export const geneOfNumber = (hgnc: number): Gene => byNumber.get(hgnc) ?? { hgnc, symbol: `HGNC:${hgnc}` }

/** The gene of an approved symbol, in any case. */
export const geneOfSymbol = (symbol: string): Gene | undefined => bySymbol.get(symbol.toUpperCase())

/** Genes whose symbol begins with the text, the shortest first; an HGNC number in full finds any gene. */
export function findGenes(text: string, limit = 8): readonly Gene[] {
	const typed = text.trim().toUpperCase()
	const [, number] = /^HGNC:(\d{1,6})$/.exec(typed) ?? []
	if (number) return [geneOfNumber(Number(number))]
	if (typed === '') return []
	return genes
		.filter(({ symbol }) => symbol.startsWith(typed))
		.sort((a, b) => a.symbol.length - b.symbol.length || (a.symbol < b.symbol ? -1 : 1))
		.slice(0, limit)
}
