import type { Finding, Section } from './finding.ts'

export interface Gene {
	/** HGNC number: 1424 for CAD. */
	readonly hgnc: number
	readonly symbol: string
}

export type Sex = 'not-stated' | 'female' | 'male' | 'other'
/** Position = nibble of protocol 5.3 b1. */
export const ageBands = [
	'not stated',
	'before birth',
	'under 28 days',
	'under 1 year',
	'1 to 4 years',
	'5 to 9 years',
	'10 to 14 years',
	'15 to 17 years',
	'18 to 29 years',
	'30 to 39 years',
	'40 to 49 years',
	'50 to 59 years',
	'60 to 69 years',
	'70 to 79 years',
	'80 years and over',
] as const
export type AgeBand = (typeof ageBands)[number]
export const responses = ['not-recorded', 'treated', 'improved', 'worse', 'unchanged'] as const
export type Response = (typeof responses)[number]

/** What one chart's section gave: three different things that must never look alike. */
export interface SectionState {
	readonly section: Section
	readonly status: 'captured' | 'not-loaded' | 'not-available'
	readonly rows: number
}

/**
 * Which patient, in which chart: a keyed hash of (origin, tenant, subject, name + birth date + sex), so that sources
 * which disagree never merge. It opens nothing, names nobody and never leaves the device.
 */
export type Binding = string

/** What was read from a chart and not yet confirmed. Nothing of it has been sent anywhere. */
export interface Draft {
	readonly binding: Binding
	/** The chart mark's two words: the same on badge, frame and panel. */
	readonly mark: readonly [string, string]
	readonly sections: readonly SectionState[]
	readonly findings: readonly Finding[]
	readonly genes: readonly Gene[]
	readonly sex: Sex
	readonly ageBand: AgeBand
}

/** A draft that a clinician has decided on. */
export interface Case {
	/** 16 random bytes as hex: stays inside the institution, never on the wire. */
	readonly id: string
	readonly binding: Binding
	readonly mark: readonly [string, string]
	readonly findings: readonly Finding[]
	readonly genes: readonly Gene[]
	readonly sex: Sex
	readonly ageBand: AgeBand
	/** 0, or the card's onset nibble of protocol 5.3. */
	readonly onset: number
	readonly response: Response
	/** The clinician's own words: travels only in a sealed record part, after consent. */
	readonly narrative: string
	readonly confirmedAt: number
	/** Set once, when published. */
	readonly consent?: string
}
