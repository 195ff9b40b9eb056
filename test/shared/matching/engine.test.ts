import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEngine, type IndexedCard, type SearchQuery } from '#shared/matching/engine.ts'
import { Ontology } from '#shared/ontology/ontology.ts'
import { starterPack } from '#shared/ontology/starter/starter.ts'
import type { TermId } from '#shared/ontology/term-id.ts'
import { term } from '../ontology/tiny.ts'

const ontology = new Ontology(starterPack())
const byLabel = new Map([...ontology.terms()].map(id => [ontology.label(id) as string, id]))
const named = (...labels: readonly string[]): readonly TermId[] =>
	labels.map(label => byLabel.get(label) ?? term(`no term ${label}`))

const cad = { symbol: 'CAD', hgnc: 1424 }
const other = { symbol: 'ABCB7', hgnc: 48 }
const card = (
	handle: string,
	observed: readonly TermId[],
	change: Partial<IndexedCard> = {},
): IndexedCard => ({
	handle,
	institution: { id: 2, name: 'Faxaflói University Hospital', country: 'IS' },
	observed,
	excluded: [],
	genes: [],
	sex: 'not-stated',
	ageBand: 'not stated',
	response: 'not-recorded',
	diagnosisConfirmed: false,
	institutionNamed: false,
	demo: true,
	...change,
})
const ours = named('Seizure', 'Ataxia', 'Anisopoikilocytosis', 'Cerebellar atrophy')
const query: SearchQuery = { observed: ours, excluded: [], genes: [cad], by: 'findings-and-gene' }

const findings = [...ontology.terms()].filter(id => ontology.isFinding(id))
const anyFindings = fc.uniqueArray(fc.constantFrom(...findings), { minLength: 1, maxLength: 10 })

describe('a match', () => {
	test('adds up: terms and gene count exactly what was ranked, and no term more than its weight', () => {
		fc.assert(
			fc.property(anyFindings, fc.array(anyFindings, { maxLength: 12 }), (observed, library) => {
				const cards = library.map((theirs, at) =>
					card(`c${at}`, theirs, { genes: at % 3 === 0 ? [cad] : [] }),
				)
				const search = (by: SearchQuery['by']) =>
					createEngine(ontology, cards).search({ ...query, observed, by }).matches
				for (const { explanation } of search('findings-and-gene'))
					for (const { weight, counted, how } of explanation.terms) {
						expect(counted).toBeLessThanOrEqual(weight)
						expect(counted === weight).toBe(how === 'exact')
						expect(counted === 0).toBe(how === 'not-seen')
					}
				const totals = new Map(
					search('findings').map(({ handle, explanation }) => [
						handle,
						explanation.terms.reduce((sum, { counted }) => sum + counted, 0),
					]),
				)
				for (const { handle, explanation } of search('findings-and-gene'))
					expect(explanation.terms.reduce((sum, { counted }) => sum + counted, 0)).toBe(
						totals.get(handle) ?? 0,
					)
			}),
			{ numRuns: 60 },
		)
	})
	test('says how each finding was met: exactly, through a shared ancestor, or not at all', () => {
		const theirs = named('Seizure', 'Gait ataxia', 'Splenomegaly')
		const [match] = createEngine(ontology, [card('a', theirs)]).search(query).matches
		const how = Object.fromEntries(match?.explanation.terms.map(({ label, how }) => [label, how]) ?? [])
		expect(how).toEqual({
			Seizure: 'exact',
			Ataxia: 'via',
			Anisopoikilocytosis: 'not-seen',
			'Cerebellar atrophy': 'not-seen',
		})
		const ataxia = match?.explanation.terms.find(({ label }) => label === 'Ataxia')
		expect(ataxia?.via).toMatchObject({ label: 'Ataxia', theirsLabel: 'Gait ataxia' })
		expect([match?.shared, match?.near, match?.of]).toEqual([1, 1, 4])
		expect(match?.explanation.onlyTheirs.map(({ label }) => label)).toEqual(['Splenomegaly'])
	})
	test('shows contradictions on both sides and does not score them', () => {
		const cards = [card('a', ours), card('b', [...ours, ...named('Fever')], { excluded: named('Anemia') })]
		const asked = { ...query, excluded: named('Fever') }
		const engine = createEngine(ontology, cards)
		const plain = engine.search(query).matches.find(({ handle }) => handle === 'b')
		const contradicted = engine.search(asked).matches.find(({ handle }) => handle === 'b')
		expect(contradicted?.place).toBe(plain?.place)
		expect(contradicted?.explanation.conflicts).toEqual([
			{ ours: 'Fever', theirs: 'Fever', observedBy: 'theirs' },
		])
		const anemic = engine.search({ ...query, observed: [...ours, ...named('Hemolytic anemia')] }).matches
		expect(anemic.find(({ handle }) => handle === 'b')?.explanation.conflicts).toEqual([
			{ ours: 'Hemolytic anemia', theirs: 'Anemia', observedBy: 'ours' },
		])
	})
})

describe('a gene', () => {
	const few = named('Seizure', 'Ataxia')
	const cards = [
		card('1', ours, { genes: [other], diagnosisConfirmed: true }),
		card('2', few, { genes: [cad], diagnosisConfirmed: true }),
		card('3', ours),
	]
	const engine = createEngine(ontology, cards)
	test('lifts the cards that share it, and the place by findings alone stays beside it', () => {
		const { matches } = engine.search(query)
		expect(matches.map(({ handle, place, placeByFindings }) => [handle, place, placeByFindings])).toEqual([
			['2', 1, 3],
			['1', 2, 1],
			['3', 3, 2],
		])
	})
	test('that differs and is confirmed changes the word, never the score', () => {
		const words = Object.fromEntries(
			engine.search(query).matches.map(({ handle, verdict }) => [handle, verdict]),
		)
		expect(words).toEqual({ 1: 'different-gene', 2: 'may-be-same', 3: 'may-be-same' })
		const { matches } = engine.search({ ...query, genes: [] })
		expect(matches.map(({ handle }) => handle)).toEqual(['1', '3', '2'])
	})
	test('is not compared when findings alone are asked for', () => {
		const [first] = engine.search({ ...query, by: 'findings' }).matches
		expect(first).toMatchObject({ handle: '1', verdict: 'may-be-same' })
		expect(first?.explanation.genes).toMatchObject({ shared: [], counted: 0, weight: 0, theirs: [other] })
	})
	test('alone brings nobody who shares no finding above those who share everything', () => {
		const stranger = card('0', named('Splenomegaly'), { genes: [cad] })
		const { matches } = createEngine(ontology, [...cards, stranger]).search(query)
		expect(matches.find(({ handle }) => handle === '0')?.verdict).not.toBe('may-be-same')
	})
})

describe('a search', () => {
	test('never returns the own card and counts what it searched', () => {
		const engine = createEngine(ontology, [card('own', ours), card('theirs', ours)])
		const result = engine.search({ ...query, without: ['own'] })
		expect(result.matches.map(({ handle }) => handle)).toEqual(['theirs'])
		expect([result.cards, result.institutions]).toEqual([1, 1])
	})
	test('names terms it ignored and answers an empty query with nothing', () => {
		const engine = createEngine(ontology, [card('a', ours)])
		expect(engine.search({ ...query, observed: [term('HP:9999999')] })).toMatchObject({
			matches: [],
			ignored: ['HP:9999999'],
		})
		expect(engine.search({ ...query, observed: [], genes: [] }).matches).toEqual([])
	})
	test('gives the same answer twice', () => {
		const cards = [card('a', ours), card('b', named('Seizure')), card('c', named('Ataxia', 'Anemia'))]
		const engine = createEngine(ontology, cards)
		expect(engine.search(query)).toEqual(engine.search(query))
	})
})
