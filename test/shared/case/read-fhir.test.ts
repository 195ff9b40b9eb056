import { describe, expect, test } from 'vitest'
import { draftOf } from '#shared/case/draft.ts'
import { vocabulary } from '../text/names.ts'

const today = new Date('2026-10-12')
const coded = (code: string) => ({ coding: [{ code }] })
const subject = { reference: 'Patient/child' }

/** "Label: proposed" for each finding of a chart with these resources. */
function findings(...resources: object[]): readonly string[] {
	const bundle = { resourceType: 'Bundle', entry: resources.map(resource => ({ resource })) }
	const draft = draftOf(
		{
			binding: 'binding',
			mark: ['copper', 'heron'],
			subject: 'child',
			sections: [],
			resources: [{ path: '/ws/fhir2/R4/Any', json: JSON.stringify(bundle) }],
		},
		vocabulary,
		today,
	)
	return draft.findings.map(finding => `${finding.label}: ${finding.proposed}`)
}

const condition = (text: string, more: object = {}) => ({
	resourceType: 'Condition',
	id: text,
	subject,
	code: { text },
	...more,
})
const lab = (loinc: string, more: object) => ({
	resourceType: 'Observation',
	id: loinc,
	subject,
	status: 'final',
	code: { coding: [{ system: 'http://loinc.org', code: loinc }], text: 'a test' },
	...more,
})

describe('a condition', () => {
	test.each([
		['confirmed', ['Scoliosis: observed']],
		['provisional', ['Scoliosis: uncertain']],
		['differential', ['Scoliosis: uncertain']],
		['unconfirmed', ['Scoliosis: uncertain']],
		['refuted', ['Scoliosis: excluded']],
		['entered-in-error', []],
	])('that is %s', (status, expected) => {
		expect(findings(condition('Scoliosis', { verificationStatus: coded(status) }))).toEqual(expected)
	})

	test('is read by its words before a code that the ontology gives to something wider', () => {
		const code = {
			text: 'Ataxia',
			coding: [{ code: 'local' }, { system: 'http://snomed.info/sct', code: '20262006' }],
		}
		expect(findings({ ...condition('x'), code })).toEqual(['Ataxia: observed'])
	})

	test('is read by its code when its words are no name of the ontology', () => {
		const code = {
			text: 'Fits, both sides',
			coding: [{ system: 'http://snomed.info/sct', code: '54200006' }],
		}
		expect(findings({ ...condition('x'), code })).toEqual(['Bilateral tonic-clonic seizure: observed'])
	})

	test('of another patient is never read', () => {
		expect(findings(condition('Scoliosis', { subject: { reference: 'Patient/other' } }))).toEqual([])
	})
})

describe('a result', () => {
	const range = [{ low: { value: 10.9 }, high: { value: 15 } }]
	test.each([
		['below its range', { valueQuantity: { value: 8.9 }, referenceRange: range }, ['Anemia: observed']],
		['within its range', { valueQuantity: { value: 12 }, referenceRange: range }, ['Anemia: excluded']],
		['flagged low', { valueQuantity: { value: 8.9 }, interpretation: [coded('L')] }, ['Anemia: observed']],
		['flagged normal', { valueQuantity: { value: 12 }, interpretation: [coded('N')] }, ['Anemia: excluded']],
		['without flag or range', { valueQuantity: { value: 8.9 } }, []],
		['that is only a bound', { valueQuantity: { value: 5, comparator: '<' }, referenceRange: range }, []],
		[
			'with two ranges and no flag',
			{ valueQuantity: { value: 8.9 }, referenceRange: [...range, ...range] },
			[],
		],
		[
			'entered in error',
			{ status: 'entered-in-error', valueQuantity: { value: 8.9 }, referenceRange: range },
			[],
		],
	])('%s', (_, more, expected) => {
		expect(findings(lab('718-7', more))).toEqual(expected)
	})

	test('normal in a test that rises excludes the specific finding alone', () => {
		const more = { valueQuantity: { value: 1.4 }, interpretation: [coded('N')] }
		expect(findings(lab('2524-7', more))).toEqual(['Increased circulating lactate concentration: excluded'])
	})

	test('in words is read as a note', () => {
		expect(findings(lab('5909-7', { valueString: 'Marked anisopoikilocytosis.' }))).toEqual([
			'Anisopoikilocytosis: observed',
		])
	})

	test('abnormal once stands beside normal ones of other days', () => {
		const normal = { ...lab('718-7', { valueQuantity: { value: 12 }, referenceRange: range }), id: 'later' }
		expect(findings(lab('718-7', { valueQuantity: { value: 8.9 }, referenceRange: range }), normal)).toEqual([
			'Anemia: observed',
		])
	})
})

test("a relative's condition is never the patient's", () => {
	const member = {
		resourceType: 'FamilyMemberHistory',
		id: 'f',
		patient: subject,
		condition: [{ code: { text: 'Scoliosis' } }],
	}
	expect(findings(member)).toEqual([])
})

test('an imaging report is read from its conclusion and its codes', () => {
	const report = {
		resourceType: 'DiagnosticReport',
		id: 'r',
		subject,
		status: 'final',
		category: [coded('RAD')],
		conclusion: 'No cerebral atrophy.',
		conclusionCode: [{ text: 'Cerebellar atrophy' }],
	}
	expect(findings(report)).toEqual(['Cerebral atrophy: excluded', 'Cerebellar atrophy: observed'])
})

test('why a procedure was done is uncertain', () => {
	const procedure = {
		resourceType: 'Procedure',
		id: 'p',
		subject,
		status: 'completed',
		reasonCode: [{ text: 'Scoliosis' }],
	}
	expect(findings(procedure)).toEqual(['Scoliosis: uncertain'])
})

test('rows that contradict each other are left to a person', () => {
	expect(
		findings(condition('Scoliosis'), {
			...condition('Scoliosis', { verificationStatus: coded('refuted') }),
			id: 'second',
		}),
	).toEqual(['Scoliosis: uncertain'])
})
