import type { Chart, Problem } from './chart.ts'
import { patientName, restIds, rowId } from './rest-shapes.ts'

const terminology = 'http://terminology.hl7.org/CodeSystem'
const at = (date: string) => `${date}T10:00:00+00:00`
const subject = (chart: Chart) => ({
	reference: `Patient/${chart.uuid}`,
	type: 'Patient',
	display: `${patientName(chart)} (OpenMRS ID: ${chart.identifier})`,
})
const coded = (system: string, code: string) => ({ coding: [{ system: `${terminology}/${system}`, code }] })

/** A resource as OpenMRS's FHIR module writes it: local concept first, without a system, then the mapped codes. */
export interface Resource {
	readonly resourceType: string
	readonly id: string
	readonly [member: string]: unknown
}

export function fhirPatient(chart: Chart): Resource {
	return {
		resourceType: 'Patient',
		id: chart.uuid,
		active: true,
		gender: chart.gender,
		birthDate: chart.born,
		deceasedBoolean: false,
		meta: { lastUpdated: at(chart.vitals.date) },
		identifier: [
			{
				id: rowId(chart, 1, 2),
				use: 'official',
				type: { coding: [{ code: restIds.openMrsId }], text: 'OpenMRS ID' },
				value: chart.identifier,
			},
		],
		name: [{ id: rowId(chart, 1, 1), family: chart.family, given: chart.given, text: patientName(chart) }],
		address: [{ id: rowId(chart, 1, 3), use: 'home', city: chart.city, country: chart.country }],
		telecom: [],
	}
}

const isStandingProblem = (problem: Problem) => problem.verification !== 'entered-in-error'

export function fhirConditions(chart: Chart): readonly Resource[] {
	return chart.problems.filter(isStandingProblem).map((problem, i) => ({
		resourceType: 'Condition',
		id: rowId(chart, 10, i),
		meta: { lastUpdated: at(problem.since) },
		clinicalStatus: coded('condition-clinical', problem.status ?? 'active'),
		...(problem.verification
			? { verificationStatus: coded('condition-ver-status', problem.verification) }
			: {}),
		category: [coded('condition-category', 'problem-list-item')],
		code: {
			coding: [
				{ code: rowId(chart, 11, i), display: problem.text },
				...(problem.snomed
					? [{ system: 'http://snomed.info/sct', code: problem.snomed, display: problem.text }]
					: []),
				...(problem.icd10 ? [{ system: 'http://hl7.org/fhir/sid/icd-10', code: problem.icd10 }] : []),
			],
			text: problem.text,
		},
		subject: subject(chart),
		onsetDateTime: at(problem.since),
		recordedDate: at(problem.since),
	}))
}

export function fhirAllergies(chart: Chart): readonly Resource[] {
	return chart.allergies.map((substance, i) => ({
		resourceType: 'AllergyIntolerance',
		id: rowId(chart, 12, i),
		type: 'allergy',
		category: ['medication'],
		criticality: 'high',
		clinicalStatus: { ...coded('allergyintolerance-clinical', 'active'), text: 'Active' },
		verificationStatus: { ...coded('allergyintolerance-verification', 'confirmed'), text: 'Confirmed' },
		code: { coding: [{ code: rowId(chart, 13, i), display: substance }], text: substance },
		patient: subject(chart),
		recordedDate: at(chart.vitals.date),
		reaction: [],
	}))
}

/** The default concept set of the vitals screen: concept, name, unit, LOINC code. */
const vitalSigns = {
	systolic: ['5085', 'Systolic blood pressure', 'mmHg', '8480-6'],
	diastolic: ['5086', 'Diastolic blood pressure', 'mmHg', '8462-4'],
	pulse: ['5087', 'Pulse', 'beats/min', '8867-4'],
	temperature: ['5088', 'Temperature (C)', 'DEG C', '8310-5'],
	respiration: ['5242', 'Respiratory rate', 'breaths/min', '9279-1'],
	saturation: ['5092', 'Arterial blood oxygen saturation (pulse oximeter)', '%', '59408-5'],
	weight: ['5089', 'Weight (kg)', 'kg', '29463-7'],
	height: ['5090', 'Height (cm)', 'cm', '8302-2'],
} as const
const signs = Object.entries(vitalSigns) as [
	keyof typeof vitalSigns,
	readonly [string, string, string, string],
][]

/** The vital signs as the vitals screen asks for their concepts, with the units it prints. */
export const vitalConcepts = signs.map(([, [number, display, units]]) => ({
	uuid: number.padEnd(36, 'A'),
	display,
	units,
}))

interface Measured {
	readonly id: string
	readonly category: 'vital-signs' | 'laboratory'
	readonly concept: string
	readonly display: string
	readonly loinc: string | undefined
	readonly encounter: string
	readonly date: string
	readonly value: number | string
	readonly unit: string | undefined
	readonly low?: number | undefined
	readonly high?: number | undefined
}

const quantity = (value: number, unit = '') => ({
	value,
	unit,
	system: 'http://unitsofmeasure.org',
	code: unit,
})

function observation(chart: Chart, measured: Measured): Resource {
	const { value, unit, low, high, loinc } = measured
	const range = {
		...(low === undefined ? {} : { low: quantity(low, unit) }),
		...(high === undefined ? {} : { high: quantity(high, unit) }),
	}
	return {
		resourceType: 'Observation',
		id: measured.id,
		status: 'final',
		category: [coded('observation-category', measured.category)],
		code: {
			coding: [
				{ code: measured.concept, display: measured.display },
				...(loinc ? [{ system: 'http://loinc.org', code: loinc }] : []),
			],
			text: measured.display,
		},
		subject: subject(chart),
		encounter: { reference: `Encounter/${measured.encounter}`, type: 'Encounter' },
		effectiveDateTime: at(measured.date),
		issued: at(measured.date),
		...(typeof value === 'number' ? { valueQuantity: quantity(value, unit) } : { valueString: value }),
		...(Object.keys(range).length ? { referenceRange: [range] } : {}),
	}
}

export function fhirObservations(chart: Chart): readonly Resource[] {
	const vitals = signs.map(([sign, [number, display, unit, loinc]], i) =>
		observation(chart, {
			id: rowId(chart, 14, i),
			category: 'vital-signs',
			concept: number.padEnd(36, 'A'),
			display,
			loinc,
			encounter: rowId(chart, 2, 40),
			date: chart.vitals.date,
			value: chart.vitals[sign],
			unit,
		}),
	)
	const labs = chart.panels.flatMap((panel, p) =>
		panel.results.map((result, i) =>
			observation(chart, {
				id: rowId(chart, 5, p * 50 + i),
				category: 'laboratory',
				concept: result.concept,
				display: result.test,
				loinc: result.loinc,
				encounter: rowId(chart, 2, 20 + p),
				date: panel.date,
				value: result.value,
				unit: result.unit,
				low: result.low,
				high: result.high,
			}),
		),
	)
	return [...vitals, ...labs]
}
