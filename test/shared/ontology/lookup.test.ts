import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLookup } from '#shared/ontology/lookup.ts'
import { prefixDistance } from '#shared/ontology/name-index.ts'
import { Ontology } from '#shared/ontology/ontology.ts'
import { starterPack } from '#shared/ontology/starter/starter.ts'

describe('looking findings up', () => {
	const ontology = new Ontology(starterPack())
	const lookup = createLookup(ontology)
	const labels = (text: string): readonly string[] =>
		lookup.find(text).map(({ label, excluded }) => (excluded ? `not ${label}` : label))

	test('finds by the beginning of words, by synonym, by British spelling and by id', () => {
		expect(labels('seiz')[0]).toBe('Seizure')
		expect(labels('glob dev')[0]).toBe('Global developmental delay')
		expect(labels('anaemia')[0]).toBe('Anemia')
		expect(labels('epilepsy')).toContain('Seizure')
		expect(labels('HP:0001250')).toEqual(['Seizure'])
	})
	test('forgives a slip of the finger', () => {
		expect(labels('siezure')[0]).toBe('Seizure')
		expect(labels('cerebelar atrofy')[0]).toBe('Cerebellar atrophy')
		expect(labels('hypotnia')).toContain('Hypotonia')
	})
	test('proposes the term as excluded after "no"', () => {
		expect(labels('no seizures')[0]).toBe('not Seizure')
		expect(labels('without fever')[0]).toBe('not Fever')
	})
	test('keeps "no" when it belongs to the name', () => {
		expect(labels('no speech')[0]).toBe('Absent speech')
		expect(labels('no speech')).toContain('not Absent speech')
	})
	test('shows which part of which name matched', () => {
		const [hit] = lookup.find('anisopoik')
		expect(hit?.matched).toEqual({ text: 'Anisopoikilocytosis', from: 0, to: 9 })
	})
	test('answers at most eight hits, each finding once, and nothing for nothing', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 12 }), text => {
				const hits = lookup.find(text)
				const keys = hits.map(({ term, excluded }) => `${term} ${excluded}`)
				expect(hits.length).toBeLessThanOrEqual(8)
				expect(new Set(keys).size).toBe(keys.length)
				for (const { matched } of hits) {
					expect(matched.from).toBeLessThanOrEqual(matched.to)
					expect(matched.to).toBeLessThanOrEqual(matched.text.length)
				}
			}),
		)
		expect(lookup.find('   ')).toEqual([])
		expect(lookup.find('xqzzq')).toEqual([])
	})
})

describe('the distance of a typed word', () => {
	test('counts a swap of neighbours once and ignores what was not typed yet', () => {
		expect(prefixDistance('siez', 'seizure', 2)).toBe(1)
		expect(prefixDistance('seiz', 'seizure', 2)).toBe(0)
		expect(prefixDistance('abcd', 'wxyz', 2)).toBe(3)
	})
})
