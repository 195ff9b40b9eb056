import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainName } from '#shared/text/words.ts'
import { dictionary, vocabulary } from './names.ts'

/** "Label: says" for each mention, in text order. */
const read = (text: string): readonly string[] =>
	vocabulary.findTerms(text).map(({ label, says }) => `${label}: ${says}`)

describe('a note', () => {
	test.each([
		['Marked anisopoikilocytosis. No blasts.', ['Anisopoikilocytosis: observed']],
		[
			'Impression: volume loss of both cerebellar hemispheres and vermis. No acute lesion.',
			['Cerebellar atrophy: observed'],
		],
		['Query nystagmus on left gaze, not sustained.', ['Nystagmus: uncertain']],
		['?nystagmus', ['Nystagmus: uncertain']],
		['Nystagmus? Ataxia.', ['Nystagmus: uncertain', 'Ataxia: observed']],
		['Possible scoliosis', ['Scoliosis: uncertain']],
		['No seizures.', ['Seizure: excluded']],
		['No seizures, ataxia or nystagmus.', ['Seizure: excluded', 'Ataxia: excluded', 'Nystagmus: excluded']],
		['No fever, ataxia since birth', ['Ataxia: observed']],
		['Denies seizures but has ataxia', ['Seizure: excluded', 'Ataxia: observed']],
		['Walks without ataxia', ['Ataxia: excluded']],
		['Scoliosis was ruled out.', ['Scoliosis: excluded']],
		['Nystagmus not seen', ['Nystagmus: excluded']],
		['No further seizures on treatment', ['Seizure: uncertain']],
		['Mother has scoliosis.', []],
		['Family history of ectopia lentis. Scoliosis.', ['Scoliosis: observed']],
		[
			'Anaemias, generalised tonic-clonic seizures',
			['Anemia: observed', 'Bilateral tonic-clonic seizure: observed'],
		],
		['GDD noted', ['Global developmental delay: observed']],
		['gdd noted', []],
		['cerebellar. Ataxia', ['Ataxia: observed']],
	])('%s', (text, expected) => {
		expect(read(text)).toEqual(expected)
	})

	test('quotes the phrase alone, at its own place', () => {
		const text = 'Second visit. Query nystagmus on left gaze.'
		const [mention] = vocabulary.findTerms(text)
		expect(mention?.quote).toBe('nystagmus')
		expect(text.slice(mention?.from, mention?.to)).toBe('nystagmus')
	})

	test('prefers the longest name', () => {
		expect(read('Cerebellar vermis atrophy')).toEqual(['Cerebellar vermis atrophy: observed'])
	})

	test('of any kind gives mentions that lie inside it and name known terms, in order', () => {
		const piece = fc.oneof(
			fc.string(),
			fc.constantFrom('no', 'ataxia', 'or', ',', '.', '?', 'mother', 'seizures', 'anaemia', 'volume loss of'),
		)
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
				const text = pieces.join(' ')
				let last = 0
				for (const { from, to, quote, term } of vocabulary.findTerms(text)) {
					expect(text.slice(from, to)).toBe(quote)
					expect(from).toBeGreaterThanOrEqual(last)
					expect(dictionary.label(term)).toBeDefined()
					last = to
				}
			}),
		)
	})
})

describe('names are compared', () => {
	test.each([
		['Anaemias', 'anemia'],
		['Generalised', 'generalized'],
		['OEDEMA', 'edema'],
		['tumours', 'tumor'],
	])('%s as %s', (a, b) => {
		expect(plainName(a)).toBe(plainName(b))
	})

	test('whole, and never by a part', () => {
		expect(dictionary.named('Ataxia')).toBe('HP:0001251')
		expect(dictionary.named('Ataxia telangiectasia')).toBeUndefined()
	})

	test('a code that means several terms means none', () => {
		expect(dictionary.referenced('SNOMEDCT_US:62250003')).toBeUndefined()
		expect(dictionary.referenced('SNOMEDCT_US:74969002')).toBe('HP:0001083')
	})
})
