import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Preview } from '#extension/panel/product.ts'
import { termOfNumber, type TermId } from '#shared/ontology/term-id.ts'
import {
	estimateRisk,
	generalise,
	peopleWho,
	type Described,
	type Reference,
	type Risk,
} from '#shared/privacy/risk.ts'
import { regionShare, sexShares } from '#shared/privacy/shares.ts'

const root = 118
const id = (number: number): TermId => termOfNumber(number)

/** Terms 118 and 1 to `parents.length`, each below an earlier one; cases assert some of them. */
function referenceOf(
	parents: readonly (readonly number[])[],
	cases: readonly (readonly number[])[],
	labels: Readonly<Record<number, string>> = {},
): Reference {
	const above = new Map<TermId, readonly TermId[]>([[id(root), []]])
	for (const [i, list] of parents.entries()) above.set(id(i + 1), list.map(id))
	const closure = (term: TermId): ReadonlySet<TermId> =>
		new Set([term, ...(above.get(term) ?? []).flatMap(parent => [...closure(parent)])])
	const counts = new Map<TermId, number>()
	for (const asserted of cases)
		for (const term of new Set(asserted.flatMap(number => [...closure(id(number))])))
			counts.set(term, (counts.get(term) ?? 0) + 1)
	return {
		about: {
			name: 'A tiny ontology',
			version: '2026-01-01',
			lacks: null,
			source: { name: 'written for a test', sha256: null },
			licence: { id: 'Apache-2.0', text: '', attribution: '' },
			counts: { basis: 'cases', source: 'invented cases', population: cases.length },
		},
		count: term => counts.get(term) ?? 0,
		isFinding: term => above.has(term),
		label: term => labels[Number(term.slice(3))] ?? (above.has(term) ? `label of ${term}` : undefined),
		parents: term => above.get(term) ?? [],
	}
}

const nobody: Described = {
	observed: [],
	excluded: [],
	genes: [],
	sex: 'not-stated',
	ageBand: 'not stated',
	onset: 0,
	region: 0,
}

const size = 12
const anyReference = fc
	.tuple(
		fc.tuple(
			...Array.from({ length: size }, (_, i) =>
				fc.uniqueArray(
					fc.integer({ min: 0, max: i }).map(n => (n === 0 ? root : n)),
					{ minLength: 1, maxLength: 2 },
				),
			),
		),
		fc.array(fc.uniqueArray(fc.integer({ min: 1, max: size }), { maxLength: 6 }), {
			minLength: 1,
			maxLength: 60,
		}),
	)
	.map(([parents, cases]) => referenceOf(parents, cases))
const anyTerm = fc.integer({ min: 1, max: size + 2 }).map(id)
const anyCard: fc.Arbitrary<Described> = fc.record({
	observed: fc.uniqueArray(anyTerm, { maxLength: 8 }),
	excluded: fc.uniqueArray(anyTerm, { maxLength: 4 }),
	genes: fc.uniqueArray(fc.integer({ min: 1, max: 40_000 }), { maxLength: 3 }),
	sex: fc.constantFrom('not-stated', 'female', 'male', 'other'),
	ageBand: fc.constantFrom('not stated', 'under 1 year', '5 to 9 years', '80 years and over'),
	onset: fc.integer({ min: 0, max: 9 }),
	region: fc.constantFrom(0, 9, 21, 34),
})
/** A hair's breadth, for the last bit of a power. */
const hair = 1 + 1e-9

describe('the number of people', () => {
	test('never rises when a finding, a gene or an exclusion is added', () => {
		fc.assert(
			fc.property(anyReference, anyCard, anyTerm, fc.integer({ min: 1 }), (reference, card, term, gene) => {
				const before = peopleWho(reference, card) * hair
				for (const more of [
					{ ...card, observed: [...card.observed, term] },
					{ ...card, excluded: [...card.excluded, term] },
					{ ...card, genes: [...card.genes, gene] },
				])
					expect(peopleWho(reference, more)).toBeLessThanOrEqual(before)
			}),
		)
	})
	test('never rises when sex, age, onset or region is stated', () => {
		fc.assert(
			fc.property(anyReference, anyCard, (reference, card) => {
				const stated = peopleWho(reference, card)
				for (const less of [
					{ ...card, sex: 'not-stated' as const },
					{ ...card, ageBand: 'not stated' as const },
					{ ...card, onset: 0 },
					{ ...card, region: 0 },
				])
					expect(stated).toBeLessThanOrEqual(peopleWho(reference, less) * hair)
			}),
		)
	})
	test('never falls when a finding is generalised', () => {
		fc.assert(
			fc.property(anyReference, anyCard, (reference, card) => {
				for (const from of card.observed)
					for (const to of reference.parents(from))
						expect(peopleWho(reference, generalise(card, from, to)) * hair).toBeGreaterThanOrEqual(
							peopleWho(reference, card),
						)
			}),
		)
	})
	test('is at least the person who is described', () => {
		fc.assert(
			fc.property(anyReference, anyCard, (reference, card) => {
				const { people } = estimateRisk(reference, card)
				expect(Number.isInteger(people)).toBe(true)
				expect(people).toBeGreaterThanOrEqual(1)
			}),
		)
	})
	test('does not depend on the order of findings or on repeats', () => {
		fc.assert(
			fc.property(anyReference, anyCard, (reference, card) => {
				const shuffled = { ...card, observed: [...card.observed.toReversed(), ...card.observed] }
				expect(estimateRisk(reference, shuffled)).toEqual(estimateRisk(reference, card))
			}),
		)
	})
})

describe('the offer', () => {
	test('is a step up from a term at work and leaves more people', () => {
		fc.assert(
			fc.property(anyReference, anyCard, (reference, card) => {
				const risk = estimateRisk(reference, card)
				if (risk.offer === null) return
				expect(risk.people).toBeLessThanOrEqual(11)
				expect(reference.parents(risk.offer.from)).toContain(risk.offer.to)
				expect(risk.because).toContain(risk.offer.fromLabel)
				expect(risk.offer.people).toBeGreaterThan(risk.people)
			}),
		)
	})

	// Ataxia (3) and a rare smear (4) under their groups (1, 2); one case in a thousand has the smear.
	const labels = { 1: 'Movement', 2: 'Blood cells', 3: 'Ataxia', 4: 'Anisopoikilocytosis' }
	const cases = Array.from({ length: 1000 }, (_, i) => (i === 0 ? [4] : i < 40 ? [2] : i < 400 ? [3] : [1]))
	const reference = referenceOf([[root], [root], [1], [2]], cases, labels)
	const child: Described = {
		...nobody,
		observed: [id(3), id(4)],
		genes: [1424],
		sex: 'female',
		ageBand: '1 to 4 years',
		region: 21,
	}

	test('names the rarest finding first and offers its parent', () => {
		const risk = estimateRisk(reference, child)
		expect(risk.because[0]).toBe('Anisopoikilocytosis')
		expect(risk.people).toBeLessThanOrEqual(11)
		expect(risk.offer).toMatchObject({ fromLabel: 'Anisopoikilocytosis', toLabel: 'Blood cells' })
	})
	test('is not made to the top of the ontology, which says nothing', () => {
		expect(estimateRisk(reference, { ...child, observed: [id(2)] }).offer?.to).not.toBe(id(root))
	})
	test('is not made where many people fit anyway', () => {
		const risk = estimateRisk(reference, { ...nobody, observed: [id(3)] })
		expect(risk.people).toBeGreaterThan(11)
		expect(risk.offer).toBeNull()
	})
	test('says what it was estimated from', () => {
		expect(estimateRisk(reference, child).basis).toBe(
			'A tiny ontology 2026-01-01; cases in 1000 of invented cases; 263 million people with a rare disease (2020)',
		)
		const { about } = reference
		const starter = {
			...reference,
			about: { ...about, counts: { ...about.counts, basis: 'hierarchy' } },
		} as const
		expect(estimateRisk(starter, child).basis).toContain('no cases are counted')
	})
	test('fits what the panel shows', () => {
		const risk: Risk = estimateRisk(reference, child)
		const drawn: Preview['risk'] = risk
		expect(drawn).toBe(risk)
	})
})

test('shares are shares, and a region too small to be named is the smallest', () => {
	for (const share of Object.values(sexShares)) expect(share).toBeLessThanOrEqual(1)
	for (const region of [5, 11, 21, 34, 155]) {
		expect(regionShare(region)).toBeLessThan(0.3)
		expect(regionShare(region)).toBeGreaterThan(regionShare(9))
	}
	expect(regionShare(0)).toBe(1)
	expect(regionShare(77)).toBe(regionShare(9))
})
