import type { Gene } from './case.ts'

/**
 * Genes that are found by their symbol without a download: those of the demonstration world and of common published
 * cases. Symbols and numbers are HGNC's (genenames.org, public domain). Any other gene is entered by its HGNC number.
 */
const listed = `
	ABCB7 48, ACBD6 23339, ACTN1 163, AHDC1 25230, AIRE 360, ALDH7A1 877, ANKRD11 21316, ASCC3 18697,
	ASPM 19048, ATP13A2 30213, ATP6V0C 855, ATP6V1E1 857, CACHD1 29314, CAD 1424, CAPN1 1476, CDKL5 11411,
	CFAP57 26485, CHD8 20153, CIROZ 26730, CLN3 2074, CNTNAP2 13830, COL5A1 2209, COL6A3 2213, CRNKL1 15762,
	CTCF 13723, DDX59 25360, DEPDC5 18423, DHFR 2861, DHRS3 17693, DVL1 3084, EHMT1 24650, ELFN1 33154,
	EPG5 29331, EXTL3 3518, EZH1 3526, FASTKD5 25790, FBN1 3603, FBXL4 13601, FBXO11 13590, FGD1 3663,
	FICD 18416, FLNB 3755, FLVCR1 24682, FOLR1 3791, GNAS 4392, GSS 4624, GTF3C3 4666, HMGCS2 5008,
	IFT140 29077, IKZF1 13176, INTS11 26052, IRF4 6119, ISCA2 19857, ITPR1 6180, KCNH5 6254, KDM6A 12637,
	KDM6B 29012, KICS2 26517, KIF1A 888, KLF1 6345, KMT2D 7133, KRT10 6413, LMNA 6636, LMX1B 6654,
	LONP1 9479, LRRC7 18531, MAU2 29140, MRPL39 14027, NBAS 15625, NF1 7765, NFU1 16287, NHLRC1 21576,
	NHS 7820, NOTCH3 7883, NRAS 7989, NSD1 14234, OFD1 2567, PDHA1 8806, PFN1 8881, PGK1 8896, PLCB4 9059,
	PNPO 30260, POGZ 18801, POLG 9179, POLR1D 20422, PPIB 9255, PPP2R1A 9302, PPP2R5C 9311, PRPF31 15446,
	PSMB9 9546, PSMC3 9549, PTRHD1 33782, PUS1 15508, PYCR1 9721, RAB32 9772, RAB34 16519, RERE 9965,
	RETREG1 25964, RFXANK 9987, RNU4-2 10193, RNU6ATAC 34017, RPGRIP1 13436, RPS6KC1 10439, RTN2 10468,
	SAMD7 25394, SAMD9L 1349, SATB2 21637, SCN1A 10585, SCN2A 10588, SEC61A1 18276, SETD2 18420,
	SLC19A3 16266, SLC2A1 11005, SLC32A1 11018, SMAD3 6769, SMAD4 6770, SMARCC2 11105, SNAP29 11133,
	SON 11183, SPATA22 30705, SPINK5 15464, SPOUT1 26933, SPTAN1 11273, STK11 11389, STXBP1 11444,
	SUOX 11460, SUPT7L 30632, TBC1D32 21485, TBCK 28261, TBX5 11604, TGFB2 11768, TGFB3 11769, TGFBR1 11772,
	TMEM260 20185, TPI1 12009, TRAF7 20456, TRNT1 17341, TSC2 12363, UGGT1 15663, UMOD 12559, UMPS 12563,
	WBP4 12739, YARS2 24249, YWHAZ 12855, ZMYM3 13054, ZNF462 21684, ZNF808 33230, ZNF862 34519, ZRSR2 23019
`
const genes: readonly Gene[] = listed
	.trim()
	.split(/,\s+/)
	.map(entry => {
		const [symbol = '', hgnc] = entry.split(' ')
		return { symbol, hgnc: Number(hgnc) }
	})
const byNumber = new Map(genes.map(gene => [gene.hgnc, gene]))

/** The gene with this HGNC number; one we have no symbol for is called by its number. */
export const geneOf = (hgnc: number): Gene => byNumber.get(hgnc) ?? { hgnc, symbol: `HGNC:${hgnc}` }

/** Genes whose symbol begins so, the exact one first; or the one gene whose HGNC number was typed. */
export function findGenes(text: string, limit = 8): readonly Gene[] {
	const typed = text.trim().toUpperCase()
	const number = /^(?:HGNC:)?(\d{1,6})$/.exec(typed)?.[1]
	if (number !== undefined && Number(number) > 0) return [geneOf(Number(number))]
	if (typed === '') return []
	return genes
		.filter(({ symbol }) => symbol.startsWith(typed))
		.sort((a, b) => a.symbol.length - b.symbol.length || (a.symbol < b.symbol ? -1 : 1))
		.slice(0, limit)
}
