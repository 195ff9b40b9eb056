/** One invented patient, as a hospital would hold her: the shapes of OpenMRS are drawn from this, both FHIR and REST. */
export interface Chart {
	readonly uuid: string
	readonly identifier: string
	readonly given: readonly string[]
	readonly family: string
	readonly gender: 'female' | 'male'
	/** ISO date. */
	readonly born: string
	readonly city: string
	readonly country: string
	readonly problems: readonly Problem[]
	readonly allergies: readonly string[]
	readonly medications: readonly Medication[]
	readonly panels: readonly Panel[]
	readonly vitals: Vitals
	readonly notes: readonly Note[]
	readonly diagnoses: readonly Diagnosis[]
}

export interface Problem {
	readonly text: string
	readonly snomed?: string
	readonly icd10?: string
	/** ISO date. */
	readonly since: string
	readonly verification?: 'confirmed' | 'provisional' | 'differential' | 'refuted' | 'entered-in-error'
	readonly status?: 'active' | 'inactive' | 'resolved'
}
export interface Medication {
	readonly drug: string
	readonly strength: string
	readonly dose: number
	readonly unit: string
	readonly frequency: string
	readonly since: string
	readonly reason: string
}
/** A group of tests drawn on one day. */
export interface Panel {
	readonly name: string
	readonly concept: string
	readonly date: string
	readonly results: readonly Result[]
}
export interface Result {
	readonly test: string
	readonly concept: string
	readonly loinc?: string
	/** A number with its unit and range, or the laboratory's own words. */
	readonly value: number | string
	readonly unit?: string
	readonly low?: number
	readonly high?: number
}
export interface Vitals {
	readonly date: string
	readonly systolic: number
	readonly diastolic: number
	readonly pulse: number
	readonly temperature: number
	readonly respiration: number
	readonly saturation: number
	readonly weight: number
	readonly height: number
}
/** Free text filed in an encounter: a clinic note, or the impression of an imaging study. */
export interface Note {
	readonly kind: 'clinic' | 'imaging'
	readonly title: string
	readonly date: string
	readonly text: string
}
export interface Diagnosis {
	readonly text: string
	readonly certainty: 'PROVISIONAL' | 'CONFIRMED'
	readonly rank: number
}

/** A concept's identifier as the shared OpenMRS dictionary writes it: the number, padded to 36 characters. */
export const concept = (number: string): string => number.padEnd(36, 'A')

/** The roots the results screen asks for when a hospital has configured none of its own. */
export const panelRoots = {
	blood: 'ae485e65-2e3f-4297-b35e-c818bbefe894',
	chemistry: '8904fa2b-6a8f-437d-89ec-6fce3cd99093',
} as const

/** The ISO date `days` before `today`. */
export const daysBefore = (today: Date, days: number): string =>
	new Date(today.getTime() - days * 86_400_000).toISOString().slice(0, 10)

/** What a value says beside its reference range, in the words of an OpenMRS observation tree. */
export function flagOf(result: Result): 'NORMAL' | 'HIGH' | 'LOW' | undefined {
	if (typeof result.value !== 'number' || (result.low === undefined && result.high === undefined))
		return undefined
	if (result.low !== undefined && result.value < result.low) return 'LOW'
	return result.high !== undefined && result.value > result.high ? 'HIGH' : 'NORMAL'
}
