import { describe, expect, test } from 'vitest'
import { term, tinyOntology } from './tiny.ts'

describe('the ontology', () => {
	const ontology = tinyOntology()
	test('knows what a term is a kind of, and how many steps away', () => {
		expect([...ontology.ancestors(term('HP:0000050'))].sort()).toEqual([
			'HP:0000001',
			'HP:0000010',
			'HP:0000020',
			'HP:0000040',
			'HP:0000118',
		])
		expect(ontology.distance(term('HP:0000050'), term('HP:0000010'))).toBe(2)
		expect(ontology.distance(term('HP:0000050'), term('HP:0000118'))).toBe(2)
		expect(ontology.distance(term('HP:0000010'), term('HP:0000050'))).toBeUndefined()
		expect(ontology.isA(term('HP:0000020'), term('HP:0000020'))).toBe(true)
	})
	test('walks both ways', () => {
		expect(ontology.parents(term('HP:0000050'))).toEqual(['HP:0000020', 'HP:0000040'])
		expect(ontology.children(term('HP:0000010'))).toEqual(['HP:0000020', 'HP:0000030'])
	})
	test('follows a retired id to what replaces it, over two replacements', () => {
		expect(ontology.replacement(term('HP:0000021'))).toBe('HP:0000020')
		expect(ontology.replacement(term('HP:0000060'))).toBe('HP:0000030')
		expect(ontology.isObsolete(term('HP:0000020'))).toBe(false)
		expect(ontology.resolve(term('HP:9999999'))).toBeUndefined()
	})
	test('tells findings from the rest and keeps names as released', () => {
		expect(ontology.isFinding(term('HP:0000050'))).toBe(true)
		expect(ontology.isFinding(term('HP:0000005'))).toBe(false)
		expect(ontology.label(term('HP:0000030'))).toBe('Green glow')
		expect(ontology.synonyms(term('HP:0000030'))[0]).toMatchObject({ text: 'Green colour', british: true })
		expect(ontology.references(term('HP:0000020'))).toEqual(['UMLS:C01'])
		expect(ontology.label(term('HP:9999999'))).toBeUndefined()
	})
})
