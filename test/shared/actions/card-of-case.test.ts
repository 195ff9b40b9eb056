import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cardFields } from '#shared/actions/member/card-fields.ts'
import { cardOfCase } from '#shared/actions/member/card-of-case.ts'
import { indexRow } from '#shared/actions/index-rows.ts'
import { regionOf } from '#shared/actions/country-region.ts'
import { ageBands, responses, type Case } from '#shared/case/case.ts'
import { decodeCard, regions } from '#shared/crypto/card.ts'
import type { Hex } from '#shared/kernel/bytes.ts'
import { termOfNumber } from '#shared/ontology/term-id.ts'
import { confirmedCase, storyCase, wholeConsent } from '#test/world/story-case.ts'

const consent = { handle: `0x${'5'.repeat(32)}` as Hex, expiry: 229, form: wholeConsent() }
const states = ['observed', 'excluded', 'uncertain', 'suggested'] as const
const anyCase: fc.Arbitrary<Case> = fc
	.record({
		numbers: fc.uniqueArray(fc.integer({ min: 1, max: 9_999_999 }), { minLength: 1, maxLength: 30 }),
		states: fc.array(fc.constantFrom(...states), { minLength: 30, maxLength: 30 }),
		genes: fc.uniqueArray(fc.integer({ min: 1, max: 60_000 }), { maxLength: 3 }),
		sex: fc.constantFrom('not-stated', 'female', 'male', 'other'),
		ageBand: fc.constantFrom(...ageBands),
		response: fc.constantFrom(...responses),
		onset: fc.integer({ min: 0, max: 9 }),
		narrative: fc.string(),
	})
	.map(({ numbers, states, genes, ...rest }) => ({
		id: 'case',
		binding: 'chart',
		mark: ['quiet', 'river'] as const,
		findings: numbers.map((number, index) => ({
			term: termOfNumber(number),
			label: `term ${number}`,
			state: index === 0 ? ('observed' as const) : (states[index] ?? 'observed'),
			proposed: 'observed' as const,
			sources: [],
		})),
		genes: genes.map(hgnc => ({ hgnc, symbol: `G${hgnc}` })),
		confirmedAt: 0,
		...rest,
	}))

describe('the card of a confirmed case', () => {
	test('tells a reader exactly what was observed and excluded, and nothing uncertain', () => {
		fc.assert(
			fc.property(anyCase, confirmed => {
				const made = cardOfCase(confirmed, consent, 21)
				if (!made.ok) throw new Error(made.error.kind)
				const reader = { id: 7, name: 'Invented', country: 'US' }
				const row = indexRow(made.value.bytes, reader, true)
				const terms = (state: string) =>
					confirmed.findings.filter(each => each.state === state).map(({ term }) => term)
				expect(row?.observed).toEqual(terms('observed').sort())
				expect(row?.excluded).toEqual(terms('excluded').sort())
				expect(row).toMatchObject({
					sex: confirmed.sex,
					ageBand: confirmed.ageBand,
					response: confirmed.response,
				})
			}),
		)
	})

	test('is shown byte for byte: the fields follow each other without a gap', () => {
		fc.assert(
			fc.property(anyCase, confirmed => {
				const made = cardOfCase(confirmed, consent, 21)
				if (!made.ok) throw new Error(made.error.kind)
				const fields = cardFields(made.value.card, made.value.bytes, confirmed)
				expect(fields[0]?.from).toBe(0)
				for (const [index, field] of fields.entries()) {
					expect(field.to).toBeGreaterThan(field.from)
					expect(fields[index + 1]?.from ?? made.value.bytes.length).toBe(field.to)
				}
			}),
		)
	})

	test('carries no response when the consent does not cover outcomes, and no record without words', () => {
		const improved = { ...confirmedCase(storyCase('bengaluru'), 'case'), narrative: ' ' }
		const codes = { ...consent, form: { ...consent.form, data: ['codes'] as const } }
		const made = cardOfCase(improved, codes, 34)
		if (!made.ok) throw new Error(made.error.kind)
		expect(decodeCard(made.value.bytes)).toMatchObject({ ok: true, value: { response: 0, flags: 0 } })
	})

	test('is refused with more findings than a card holds, or none', () => {
		const many = (count: number, state: 'observed' | 'uncertain'): Case => ({
			...confirmedCase(storyCase('new-york'), 'case'),
			findings: Array.from({ length: count }, (_, index) => ({
				term: termOfNumber(index + 1),
				label: 'term',
				state,
				proposed: state,
				sources: [],
			})),
		})
		expect(cardOfCase(many(41, 'observed'), consent, 21)).toMatchObject({
			error: { kind: 'too-many-findings' },
		})
		expect(cardOfCase(many(3, 'uncertain'), consent, 21)).toMatchObject({
			error: { kind: 'nothing-observed' },
		})
	})
})

describe('the region of a country', () => {
	test('is one that a card may carry, for every two letters', () => {
		const letter = fc.integer({ min: 65, max: 90 }).map(code => String.fromCharCode(code))
		fc.assert(fc.property(letter, letter, (a, b) => regions.has(regionOf(a + b))))
	})
	test('is the sub-region for countries anybody knows', () => {
		expect(['US', 'IS', 'IN', 'BR', 'KE', 'NZ', 'FJ'].map(regionOf)).toEqual([21, 154, 34, 5, 14, 53, 9])
	})
})
