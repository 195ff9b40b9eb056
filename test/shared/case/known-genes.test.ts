import { describe, expect, test } from 'vitest'
import { findGenes, geneOf } from '#shared/case/known-genes.ts'

describe('finding a gene', () => {
	test('the exact symbol stands before longer ones', () => {
		expect(findGenes('nf')[0]).toEqual({ symbol: 'NF1', hgnc: 7765 })
		expect(findGenes('CAD')[0]).toEqual({ symbol: 'CAD', hgnc: 1424 })
	})

	test('a number finds its gene, known or not', () => {
		expect(findGenes('HGNC:1424')).toEqual([{ symbol: 'CAD', hgnc: 1424 }])
		expect(findGenes('999998')).toEqual([{ symbol: 'HGNC:999998', hgnc: 999998 }])
	})

	test('nothing is proposed for nothing', () => {
		expect(findGenes('  ')).toEqual([])
		expect(findGenes('not a symbol')).toEqual([])
	})

	test('a card that names a gene by number gets its symbol back', () => {
		expect(geneOf(1424).symbol).toBe('CAD')
	})
})
