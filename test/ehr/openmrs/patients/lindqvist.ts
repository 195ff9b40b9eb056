import { concept, daysBefore, panelRoots, type Chart } from '../chart.ts'

/** A second invented patient, unlike the first in every finding: whatever crosses between them shows at once. */
export function lindqvist(today: Date): Chart {
	const day = (before: number) => daysBefore(today, before)
	return {
		uuid: '00000000-0000-4000-8000-000000000002',
		identifier: '100-0733-05',
		given: ['Elias'],
		family: 'Lindqvist (demo)',
		gender: 'male',
		born: day(5321),
		city: 'New York',
		country: 'United States',
		problems: [
			{ text: 'Arachnodactyly', snomed: '62250003', icd10: 'Q87.4', since: day(1900) },
			{ text: 'Ectopia lentis', snomed: '74969002', icd10: 'Q12.1', since: day(1400) },
			{
				text: 'Aortic root aneurysm',
				icd10: 'I71.2',
				since: day(380),
				verification: 'provisional',
			},
			{ text: 'Scoliosis', snomed: '298382003', icd10: 'M41.9', since: day(700), verification: 'refuted' },
		],
		allergies: ['Penicillin'],
		medications: [
			{
				drug: 'Losartan',
				strength: '25 mg',
				dose: 1,
				unit: 'Tablet',
				frequency: 'Once daily',
				since: day(300),
				reason: 'Aortic root',
			},
		],
		panels: [
			{
				name: 'Metabolic',
				concept: panelRoots.chemistry,
				date: day(33),
				results: [
					{
						test: 'Homocysteine',
						concept: concept('165371'),
						loinc: '13965-9',
						value: 8.2,
						unit: 'µmol/L',
						low: 5,
						high: 12,
					},
				],
			},
		],
		vitals: {
			date: day(3),
			systolic: 112,
			diastolic: 68,
			pulse: 74,
			temperature: 36.6,
			respiration: 16,
			saturation: 99,
			weight: 52,
			height: 179,
		},
		notes: [
			{
				kind: 'clinic',
				title: 'Clinic note',
				date: day(3),
				text: 'Tall, long fingers. No pectus excavatum. Father had retinal detachment.',
			},
		],
		diagnoses: [{ text: 'Mitral valve prolapse', certainty: 'CONFIRMED', rank: 1 }],
	}
}
