import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { draftOf } from '#shared/case/draft.ts'
import { ageBandOn } from '#shared/case/person.ts'
import { whitfieldCapture } from '#test/ehr/openmrs/capture.ts'
import { vocabulary } from '../text/names.ts'

const today = new Date('2026-10-12T12:00:00Z')

describe('the draft of an OpenMRS chart', () => {
	const draft = draftOf(whitfieldCapture(today), vocabulary, today)

	test('proposes what the chart says, and decides nothing', () => {
		expect(draft.findings.map(({ label, proposed }) => `${label}: ${proposed}`).sort()).toEqual([
			'Abnormal mean corpuscular volume: excluded',
			'Anemia: observed',
			'Anisopoikilocytosis: observed',
			'Ataxia: observed',
			'Bilateral tonic-clonic seizure: observed',
			'Cerebellar atrophy: observed',
			'Developmental regression: observed',
			'Global developmental delay: observed',
			'Hyperammonemia: excluded',
			'Increased circulating lactate concentration: excluded',
			'Nystagmus: uncertain',
			'Status epilepticus: observed',
		])
		expect(new Set(draft.findings.map(finding => finding.state))).toEqual(new Set(['suggested']))
	})

	test('shows each finding with its row, its day and its value, once however often it was returned', () => {
		const anemia = draft.findings.find(finding => finding.label === 'Anemia')
		expect(anemia?.sources).toEqual([
			{
				section: 'laboratory',
				title: 'Haemoglobin',
				date: '2026-10-03',
				value: '8.9 g/dL (10.9 to 15)',
				row: expect.stringMatching(/^Observation\//),
			},
		])
	})

	test('quotes a narrative by its phrase alone', () => {
		const quotes = draft.findings.flatMap(({ sources }) => sources.flatMap(({ quote }) => quote ?? []))
		expect(quotes.sort()).toEqual([
			'admission in status',
			'anisopoikilocytosis',
			'nystagmus',
			'volume loss of both cerebellar hemispheres',
		])
	})

	test('keeps of the person sex and age band alone', () => {
		expect([draft.sex, draft.ageBand]).toEqual(['female', '1 to 4 years'])
		expect(JSON.stringify(draft)).not.toMatch(/Whitfield|Amara|100-0417|2023-05-11/)
	})
})

describe('hostile JSON', () => {
	const anything = fc.oneof(
		fc.jsonValue({ maxDepth: 4 }),
		fc.record({
			resourceType: fc.constantFrom(
				'Bundle',
				'Condition',
				'Observation',
				'Patient',
				'DiagnosticReport',
				'__proto__',
			),
			id: fc.jsonValue(),
			subject: fc.oneof(fc.constant({ reference: 'Patient/x' }), fc.jsonValue()),
			code: fc.jsonValue(),
			entry: fc.jsonValue(),
			category: fc.jsonValue(),
			valueQuantity: fc.jsonValue(),
			interpretation: fc.jsonValue(),
			conclusion: fc.jsonValue(),
		}),
		fc.record({
			results: fc.array(fc.record({ uuid: fc.string(), obs: fc.jsonValue(), encounters: fc.jsonValue() })),
		}),
	)
	const path = fc.constantFrom(
		'/ws/rest/v1/obs',
		'/ws/rest/v1/encounter',
		'/ws/rest/v1/obstree',
		'/ws/rest/v1/visit',
		'/x',
	)

	test('of any shape gives a draft', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(path, anything), { maxLength: 4 }), answers => {
				const resources = answers.map(([at, json]) => ({ path: at, json: JSON.stringify(json) }))
				const capture = { binding: 'b', mark: ['a', 'b'] as const, subject: 'x', sections: [], resources }
				const draft = draftOf(capture, vocabulary, today)
				expect(draft.findings.every(finding => finding.state === 'suggested')).toBe(true)
			}),
			{ numRuns: 300 },
		)
	})

	test('that is no JSON gives an empty draft', () => {
		const capture = {
			binding: 'b',
			mark: ['a', 'b'] as const,
			subject: 'x',
			sections: [],
			resources: [{ path: '/', json: '{"resourceType":' }],
		}
		expect(draftOf(capture, vocabulary, today).findings).toEqual([])
	})

	test('nested without end is read to a bounded depth', () => {
		const json = `${'{"subSets":['.repeat(50_000)}${']}'.repeat(50_000)}`
		const resources = [{ path: '/ws/rest/v1/obstree', json }]
		const capture = { binding: 'b', mark: ['a', 'b'] as const, subject: 'x', sections: [], resources }
		expect(draftOf(capture, vocabulary, today).findings).toEqual([])
	})
})

test.each([
	['2026-10-01', 'under 28 days'],
	['2026-01-01', 'under 1 year'],
	['2025-10-13', 'under 1 year'],
	['2025-10-12', '1 to 4 years'],
	['2011-10-12', '15 to 17 years'],
	['1940-01-01', '80 years and over'],
	['2027-01-01', 'not stated'],
	['', 'not stated'],
])('born on %s: %s', (born, band) => {
	expect(ageBandOn(today, born)).toBe(band)
})
