import { describe, expect, test } from 'vitest'
import { findGenes, geneOfNumber, geneOfSymbol } from '#shared/ontology/genes.ts'

describe('genes', () => {
	test('are found by the beginning of a symbol, shortest first, or by number', () => {
		expect(findGenes('cad')[0]).toEqual({ symbol: 'CAD', hgnc: 1424 })
		expect(findGenes('HGNC:1424')).toEqual([{ symbol: 'CAD', hgnc: 1424 }])
		expect(findGenes('')).toEqual([])
	})
	test('outside the table keep their number as their name', () => {
		expect(geneOfNumber(999_999)).toEqual({ hgnc: 999_999, symbol: 'HGNC:999999' })
		expect(geneOfSymbol('not a gene')).toBeUndefined()
		expect(geneOfSymbol('scn1a')).toEqual({ symbol: 'SCN1A', hgnc: 10_585 })
	})
})
