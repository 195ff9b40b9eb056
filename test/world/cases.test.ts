import { describe, expect, test } from 'vitest'
import { createEngine } from '#shared/matching/engine.ts'
import { Ontology } from '#shared/ontology/ontology.ts'
import { starterPack } from '#shared/ontology/starter/starter.ts'
import { type DemoCase, demoCases } from './cases.ts'

const ontology = new Ontology(starterPack())
const twentyNumbers = Array.from({ length: 20 }, (_, at) => at + 1)

/** Where the two story cases stand for New York's child, whose own case is not in the index. */
function storyPlaces(seed: number, by: 'findings' | 'findings-and-gene'): readonly number[] {
	const cases = demoCases(seed)
	const newYork = cases.find(({ story }) => story === 'new-york') as DemoCase
	const cards = cases
		.filter(each => each !== newYork)
		.map(each => ({
			...each,
			handle: each.id,
			institution: { id: each.institution, name: '', country: '' },
			demo: true,
		}))
	const { matches } = createEngine(ontology, cards).search({ ...newYork, by, limit: cards.length })
	return (['reykjavik', 'bengaluru'] as const).map(story => {
		const handle = cases.find(each => each.story === story)?.id
		return matches.findIndex(match => match.handle === handle) + 1
	})
}

describe('the demonstration cases', () => {
	test('are 240 of twelve institutions: 3 of the story, 37 look-alikes, 200 of forty conditions', () => {
		const cases = demoCases(1)
		const kind = (wanted: DemoCase['kind']) => cases.filter(each => each.kind === wanted)
		expect([kind('story').length, kind('look-alike').length, kind('background').length]).toEqual([3, 37, 200])
		expect(new Set(kind('background').map(({ condition }) => condition)).size).toBe(40)
		expect([...new Set(cases.map(({ institution }) => institution))].sort((a, b) => a - b)).toEqual(
			Array.from({ length: 12 }, (_, at) => at + 1),
		)
		expect(new Set(cases.map(({ id }) => id)).size).toBe(240)
	})
	test('come from one number: the same again, others for another', () => {
		expect(demoCases(7)).toEqual(demoCases(7))
		expect(demoCases(8)).not.toEqual(demoCases(7))
	})
	test('fit on a card: at most 40 known terms, ascending, none both seen and excluded', () => {
		for (const { observed, excluded, genes } of demoCases(3)) {
			expect(observed.length).toBeGreaterThan(0)
			expect(observed.length + excluded.length).toBeLessThanOrEqual(40)
			expect(genes.length).toBeLessThanOrEqual(3)
			for (const terms of [observed, excluded]) expect([...terms].sort()).toEqual(terms)
			for (const term of observed) {
				expect(ontology.isFinding(term)).toBe(true)
				expect(excluded).not.toContain(term)
			}
		}
	})
	test('tell the story: CAD in all three, Reykjavík named by consent, Bengaluru improved', () => {
		const stories = Object.fromEntries(demoCases(1).flatMap(each => (each.story ? [[each.story, each]] : [])))
		for (const each of Object.values(stories)) expect(each.genes).toEqual([{ symbol: 'CAD', hgnc: 1424 }])
		expect(stories.reykjavik).toMatchObject({ institution: 2, institutionNamed: true })
		expect(stories.bengaluru).toMatchObject({ institution: 3, response: 'improved' })
		expect(stories['new-york']).toMatchObject({ institution: 1, ageBand: '1 to 4 years' })
	})
})

describe.each(twentyNumbers)('in demonstration world %i', seed => {
	test('findings alone leave at least one story case outside the first three', () => {
		const places = storyPlaces(seed, 'findings')
		expect(Math.min(...places)).toBeGreaterThan(0)
		expect(Math.max(...places)).toBeGreaterThan(3)
	})
	test('the candidate gene brings both among the first three', () => {
		const places = storyPlaces(seed, 'findings-and-gene')
		expect(Math.min(...places)).toBeGreaterThan(0)
		expect(Math.max(...places)).toBeLessThanOrEqual(3)
	})
})
