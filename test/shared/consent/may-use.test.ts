import { describe, expect, it } from 'vitest'
import { canonicalBytes } from '#shared/crypto/canonical-json.ts'
import { mayUse, type Use } from '#shared/consent/may-use.ts'
import { type ConsentTerms, readTerms } from '#shared/consent/terms.ts'
import { valueOf, vectors } from '../crypto/vectors.ts'

const terms: ConsentTerms = valueOf(readTerms(canonicalBytes(vectors('consent').terms)))
const use: Use = {
	data: ['codes'],
	purpose: 'care-match',
	reader: { institution: 7, tier: 1, country: 'US' },
	commercial: false,
	at: terms.until - 1,
}
const verdict = (change: Partial<Use>, other: Partial<ConsentTerms> = {}) =>
	mayUse([{ ...terms, ...other }], { ...use, ...change })

describe('what a consent allows', () => {
	it('is what its terms say, to whom they say', () => {
		expect(verdict({})).toBe('allowed')
		expect(verdict({ data: ['codes', 'narrative'] })).toBe('allowed')
		expect(verdict({}, { duo: ['DUO:0000004'] })).toBe('allowed')
	})

	it.each<[string, Partial<Use>]>([
		['data that was not given', { data: ['codes', 'images'] }],
		['a purpose that was not agreed', { purpose: 'education' }],
		['a country that is not listed', { reader: { institution: 7, tier: 1, country: 'BR' } }],
		['a tier that is not listed', { reader: { institution: 7, tier: 2, country: 'US' } }],
		['a commercial use', { commercial: true }],
		['the second it ends', { at: terms.until }],
	])('is not %s', (_, change) => {
		expect(verdict(change)).toBe('not-allowed')
	})

	it('never follows from a word it does not know', () => {
		expect(verdict({ purpose: 'marketing' }, { purposes: ['marketing'] })).toBe('not-allowed')
		expect(verdict({ data: ['voice'] }, { data: ['voice'] })).toBe('not-allowed')
		expect(verdict({}, { duo: ['DUO:0000042', 'DUO:0009999'] })).toBe('not-allowed')
		expect(verdict({}, { duo: [] })).toBe('not-allowed')
		expect(verdict({}, { duo: ['DUO:0000021'] })).toBe('not-allowed')
	})

	it('is a question for a person under a restriction nobody here can judge', () => {
		expect(verdict({}, { duo: ['DUO:0000042', 'DUO:0000021'] })).toBe('needs-a-human')
		expect(verdict({}, { duo: ['DUO:0000007'] })).toBe('needs-a-human')
		const { data, purpose, reader, at } = use
		expect(mayUse([terms], { data, purpose, reader, at })).toBe('needs-a-human')
	})

	it('names institutions in and out, and never shuts out the one that holds it', () => {
		const brazil = { reader: { institution: 9, tier: 3, country: 'BR' } }
		const named = { ...terms.recipients, named: [9] }
		expect(verdict(brazil, { recipients: named })).toBe('allowed')
		expect(verdict(brazil, { recipients: { ...named, excluded: [9] } })).toBe('not-allowed')
		expect(verdict({}, { recipients: { ...terms.recipients, excluded: [7] } })).toBe('not-allowed')
		expect(verdict({ reader: { institution: 42, tier: 5, country: 'ZZ' } })).toBe('allowed')
	})

	it('is the intersection of all texts, so a later one cannot widen it', () => {
		const wider = { ...terms, data: ['codes', 'images', 'narrative'] }
		const narrower = { ...terms, data: ['codes'] }
		const narrative = { ...use, data: ['narrative'] }
		expect(mayUse([terms, wider], { ...use, data: ['images'] })).toBe('not-allowed')
		expect(mayUse([terms, wider], narrative)).toBe('allowed')
		expect(mayUse([terms, narrower, wider], narrative)).toBe('not-allowed')
		expect(mayUse([terms, { ...terms, duo: ['DUO:0000042', 'DUO:0000021'] }], use)).toBe('needs-a-human')
		expect(mayUse([], use)).toBe('not-allowed')
	})
})
