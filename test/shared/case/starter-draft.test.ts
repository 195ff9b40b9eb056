import { expect, test } from 'vitest'
import { draftOf } from '#shared/case/draft.ts'
import { Ontology } from '#shared/ontology/ontology.ts'
import { starterPack } from '#shared/ontology/starter/starter.ts'
import { TermDictionary } from '#shared/text/dictionary.ts'
import { termFinder } from '#shared/text/find-terms.ts'
import { lindqvistCapture, whitfieldCapture } from '#test/ehr/openmrs/capture.ts'

const today = new Date('2026-10-12T12:00:00Z')
const dictionary = new TermDictionary(new Ontology(starterPack()))
const vocabulary = { dictionary, findTerms: termFinder(dictionary) }

test('a newcomer without a release reads every finding of the story from her chart', () => {
	const { findings } = draftOf(whitfieldCapture(today), vocabulary, today)
	const said = (proposed: string) => findings.filter(one => one.proposed === proposed).map(one => one.label)
	expect(said('observed')).toEqual(
		expect.arrayContaining([
			'Global developmental delay',
			'Developmental regression',
			'Bilateral tonic-clonic seizure',
			'Anemia',
			'Anisopoikilocytosis',
			'Cerebellar atrophy',
			'Ataxia',
		]),
	)
	expect(said('excluded')).toContain('Increased circulating lactate concentration')
	expect(said('uncertain')).toEqual(['Nystagmus'])
})

test('a refuted problem is excluded, a provisional one uncertain, a relative’s not hers', () => {
	const { findings } = draftOf(lindqvistCapture(today), vocabulary, today)
	const said = new Map(findings.map(one => [one.label, one.proposed]))
	expect(said.get('Scoliosis')).toBe('excluded')
	expect(said.has('Retinal detachment')).toBe(false)
})
