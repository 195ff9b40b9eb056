import { concept, daysBefore, panelRoots, type Chart } from '../chart.ts'

/** The child of the story: invented, three years old, seen in New York; nothing in her chart names her disease. */
export function whitfield(today: Date): Chart {
	const day = (before: number) => daysBefore(today, before)
	return {
		uuid: '00000000-0000-4000-8000-000000000001',
		identifier: '100-0417-22',
		given: ['Amara'],
		family: 'Whitfield (demo)',
		gender: 'female',
		born: day(1250),
		city: 'New York',
		country: 'United States',
		problems: [
			{ text: 'Global developmental delay', snomed: '224958001', icd10: 'F88', since: day(944) },
			{ text: 'Generalised tonic-clonic seizures', snomed: '54200006', icd10: 'G40.6', since: day(511) },
			{ text: 'Developmental regression', snomed: '609225004', icd10: 'F84.3', since: day(250) },
			{ text: 'Ataxia', snomed: '20262006', icd10: 'R27.0', since: day(250) },
		],
		allergies: [],
		medications: [
			{
				drug: 'Levetiracetam',
				strength: '100 mg/mL',
				dose: 3,
				unit: 'mL',
				frequency: 'Twice daily',
				since: day(505),
				reason: 'Seizures',
			},
		],
		panels: [
			{
				name: 'Haematology',
				concept: panelRoots.blood,
				date: day(9),
				results: [
					{
						test: 'Haemoglobin',
						concept: concept('21'),
						loinc: '718-7',
						value: 8.9,
						unit: 'g/dL',
						low: 10.9,
						high: 15,
					},
					{
						test: 'MCV',
						concept: concept('851'),
						loinc: '787-2',
						value: 84,
						unit: 'fL',
						low: 75,
						high: 87,
					},
					{
						test: 'Blood smear',
						concept: concept('162013'),
						loinc: '5909-7',
						value: 'Marked anisopoikilocytosis. No blasts.',
					},
				],
			},
			{
				name: 'Metabolic',
				concept: panelRoots.chemistry,
				date: day(9),
				results: [
					{
						test: 'Lactate',
						concept: concept('165'),
						loinc: '2524-7',
						value: 1.4,
						unit: 'mmol/L',
						low: 0.5,
						high: 2.2,
					},
					{
						test: 'Ammonia',
						concept: concept('159825'),
						loinc: '16362-6',
						value: 31,
						unit: 'µmol/L',
						low: 11,
						high: 48,
					},
				],
			},
		],
		vitals: {
			date: day(0),
			systolic: 92,
			diastolic: 56,
			pulse: 104,
			temperature: 36.8,
			respiration: 24,
			saturation: 98,
			weight: 13.6,
			height: 93,
		},
		notes: [
			{
				kind: 'imaging',
				title: 'MRI brain',
				date: day(20),
				text:
					'Impression: volume loss of both cerebellar hemispheres and vermis. ' +
					'Basal ganglia normal. No acute lesion.',
			},
			{
				kind: 'clinic',
				title: 'Clinic note',
				date: day(14),
				text:
					'Walked at 19 months, now unsteady again and needs a hand. ' +
					'Query nystagmus on left gaze, not sustained. Second admission in status this year. ' +
					'Parents ask whether anyone has seen another child like this.',
			},
		],
		diagnoses: [],
	}
}
