import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CardIndex } from '#shared/matching/card-index.ts'
import { lengthNorm } from '#shared/matching/length-norm.ts'
import { weighQuery } from '#shared/matching/query.ts'
import { placesOf, topRows } from '#shared/matching/top-rows.ts'
import { phenotypicAbnormality } from '#shared/ontology/build-pack.ts'
import { Ontology } from '#shared/ontology/ontology.ts'
import { starterPack } from '#shared/ontology/starter/starter.ts'
import type { TermId } from '#shared/ontology/term-id.ts'
import { term, tinyOntology } from '../ontology/tiny.ts'

const ontology = new Ontology(starterPack())
const findings = [...ontology.terms()].filter(id => ontology.isFinding(id) && id !== phenotypicAbnormality)
const anyFindings = fc.uniqueArray(fc.constantFrom(...findings), { minLength: 1, maxLength: 12 })
const anyLibrary = fc.array(anyFindings, { minLength: 1, maxLength: 30 })
const rowsOf = (library: readonly (readonly TermId[])[]) =>
	library.map((observed, at) => ({ id: `card-${String(at).padStart(3, '0')}`, observed }))

/** The formula of matching 5 in floating point, term by term, with the weights of the pack. */
function formula(query: readonly TermId[], card: readonly TermId[]): number {
	const closure = new Set(card.flatMap(id => [...ontology.closure(ontology.position(id))]))
	const shared = (at: number): number => ontology.sharedWeight(at)
	const asserted = (id: TermId): number => ontology.assertedWeight(ontology.position(id))
	let length = 0
	for (const at of closure) length += shared(at)
	for (const id of card) length += asserted(id)
	let sum = 0
	for (const at of closure) {
		const steps = Math.min(...query.map(id => ontology.distance(id, ontology.termAt(at)) ?? Infinity))
		sum += shared(at) * ([1, 0.39, 0.18][steps] ?? 0)
	}
	for (const id of query) if (card.includes(id)) sum += asserted(id)
	return sum / length ** 0.25
}

describe('the index', () => {
	test('scores every card as the formula does', () => {
		fc.assert(
			fc.property(anyFindings, anyLibrary, (query, library) => {
				const index = new CardIndex(ontology, rowsOf(library))
				for (const { row, score } of index.rank(weighQuery(ontology, query), 100)) {
					const expected = formula(query, library[row] as TermId[])
					expect(score / 2 ** 26 / 100).toBeCloseTo(expected, -Math.log10(expected * 1e-5))
				}
			}),
			{ numRuns: 40 },
		)
	})
	test('gives the same order whatever order the cards came in, ties by card id', () => {
		fc.assert(
			fc.property(anyFindings, anyLibrary, (query, library) => {
				const rows = rowsOf([...library, ...library])
				const ranked = (index: CardIndex) =>
					index.rank(weighQuery(ontology, query), 100).map(({ row, score }) => [index.ids[row], score])
				const one = ranked(new CardIndex(ontology, rows))
				expect(ranked(new CardIndex(ontology, rows.toReversed()))).toEqual(one)
				for (const [at, [id, score]] of one.entries())
					if (at > 0 && one[at - 1]?.[1] === score) expect(String(one[at - 1]?.[0]) < String(id)).toBe(true)
			}),
			{ numRuns: 40 },
		)
	})
	test('counts in whole numbers that a double holds exactly', () => {
		fc.assert(
			fc.property(anyFindings, anyLibrary, (query, library) => {
				for (const { score, counted } of new CardIndex(ontology, rowsOf(library)).rank(
					weighQuery(ontology, query),
					100,
				))
					expect(Number.isSafeInteger(score) && Number.isSafeInteger(counted)).toBe(true)
			}),
			{ numRuns: 40 },
		)
	})
	test('leaves hidden rows out, also with a bonus, and places by findings ignore the bonus', () => {
		const seizure = term('HP:0001250')
		const index = new CardIndex(
			ontology,
			rowsOf([[seizure], [seizure, term('HP:0001903')], [term('HP:0001251')]]),
		)
		const query = weighQuery(ontology, [seizure])
		const plain = index.rank(query, 10)
		expect(plain.map(({ row }) => row)).toEqual([0, 1, 2])
		const lifted = index.rank(query, 10, { bonus: new Map([[1, 10_000_000]]) })
		expect(lifted.map(({ row, placeByFindings }) => [row, placeByFindings])).toEqual([
			[1, 2],
			[0, 1],
			[2, 3],
		])
		const hidden = index.rank(query, 10, { bonus: new Map([[1, 10_000_000]]), hidden: [1] })
		expect(hidden.map(({ row }) => row)).toEqual([0, 2])
	})
	test('answers nothing for an empty query and for an empty library', () => {
		expect(
			new CardIndex(ontology, rowsOf([[term('HP:0001250')]])).rank(weighQuery(ontology, []), 10),
		).toEqual([])
		expect(new CardIndex(ontology, []).rank(weighQuery(ontology, [term('HP:0001250')]), 10)).toEqual([])
	})
})

describe('a query', () => {
	const tiny = tinyOntology()
	test('takes a retired id for its replacement and names what it ignored', () => {
		const query = weighQuery(tiny, [
			term('HP:0000021'),
			term('HP:0000020'),
			term('HP:9999999'),
			term('HP:0000005'),
		])
		expect(query.observed.map(at => tiny.termAt(at))).toEqual(['HP:0000020'])
		expect(query.ignored).toEqual(['HP:9999999', 'HP:0000005'])
	})
	test('gives every ancestor to the term nearest below it, and no ancestor more than two steps up', () => {
		const query = weighQuery(tiny, [term('HP:0000050'), term('HP:0000030')])
		const owners = query.summands.map(({ term: at, owner, steps }) => [tiny.termAt(at), owner, steps])
		expect(Object.fromEntries(owners.map(([id, owner, steps]) => [id, [owner, steps]]))).toEqual({
			'HP:0000050': [1, 0],
			'HP:0000020': [1, 1],
			'HP:0000040': [1, 1],
			'HP:0000010': [0, 1],
			'HP:0000118': [0, 2],
			'HP:0000030': [0, 0],
		})
	})
})

describe('integers of the score', () => {
	test('the norm is the greatest whole number below 2^26 over the fourth root', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 2 ** 27 }), length => {
				const norm = BigInt(lengthNorm(length))
				expect(norm ** 4n * BigInt(length) <= 2n ** 104n).toBe(true)
				expect((norm + 1n) ** 4n * BigInt(length) > 2n ** 104n).toBe(true)
			}),
		)
	})
	test('the best rows and their places are those of sorting everything', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(6), { maxLength: 60 }), fc.nat(20), (numbers, limit) => {
				const scores = Float64Array.from(numbers)
				const sorted = [...numbers.keys()].sort(
					(a, b) => (numbers[b] as number) - (numbers[a] as number) || a - b,
				)
				const best = topRows(scores, limit)
				expect(best).toEqual(sorted.filter(row => numbers[row] !== 0).slice(0, limit))
				const places = placesOf(best, scores)
				for (const row of best) expect(places.get(row)).toBe(sorted.indexOf(row) + 1)
			}),
		)
	})
})
