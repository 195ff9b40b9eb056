import { describe, expect, test } from 'vitest'
import { type LibraryCase, retrieval } from '#test/bench/match-metric.ts'

const one = (id: string, pmid: string, dis: string): LibraryCase => ({ id, pmid, dis, obs: [] })

describe('the retrieval metric', () => {
	const library = [
		one('a1', 'P1', 'A'),
		one('a2', 'P1', 'A'),
		one('a3', 'P2', 'A'),
		one('b1', 'P3', 'B'),
		one('c1', 'P4', 'C'),
		one('c2', 'P5', 'C'),
	]
	const rank = (q: string, ...ranked: readonly (readonly [string, number])[]) => ({ q, ranked })

	test('ignores the own paper and asks only what another paper can answer', () => {
		const { queries, diseases, micro } = retrieval(
			library,
			[one('a1', 'P1', 'A'), one('b1', 'P3', 'B')],
			[rank('a1', ['a1', 9], ['a2', 8], ['a3', 7], ['b1', 1])],
		)
		expect([queries, diseases, micro.r1]).toEqual([1, 1, 1])
	})
	test('gives ties their middle rank', () => {
		const { micro } = retrieval(
			library,
			[one('a1', 'P1', 'A')],
			[rank('a1', ['a3', 5], ['b1', 5], ['c1', 5])],
		)
		expect(micro.mrr).toBe(1 / 2)
	})
	test('counts what was not returned as never found, and weighs diseases equally', () => {
		const asked = [one('a1', 'P1', 'A'), one('a2', 'P1', 'A'), one('c1', 'P4', 'C')]
		const { micro, macro } = retrieval(library, asked, [
			rank('a1', ['a3', 2]),
			rank('a2', ['a3', 2]),
			rank('c1', ['b1', 3]),
		])
		expect(micro.r1).toBeCloseTo(2 / 3)
		expect(macro.r1).toBe(1 / 2)
	})
})
