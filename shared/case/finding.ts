import type { TermId } from '../ontology/term-id.ts'

/** Where in the chart a finding was read: shown beside it, and the way back to the row. Never leaves the device. */
export interface Source {
	readonly section: Section
	/** The row's own words, at most a phrase: "Blood smear". */
	readonly title: string
	/** ISO date of the row, when the chart has one. */
	readonly date?: string
	/** "8.9 g/dL (10.9 to 15.0)". */
	readonly value?: string
	/** `resourceType/id` or a REST row's key: dedupes rows that two requests both returned. */
	readonly row: string
	/** The matched words of a narrative, when the finding was read in one. */
	readonly quote?: string
}

export type Section =
	| 'problems'
	| 'diagnoses'
	| 'laboratory'
	| 'vitals'
	| 'imaging'
	| 'notes'
	| 'genetics'
	| 'family'
	| 'allergies'
	| 'medications'
	| 'procedures'
	| 'immunizations'

/**
 * `suggested` awaits a decision; `observed` and `excluded` are assertions; `uncertain` is kept and not published.
 * A term that is not in the case is *not assessed*, which is not the same as excluded.
 */
export type FindingState = 'suggested' | 'observed' | 'excluded' | 'uncertain'

export interface Finding {
	readonly term: TermId
	/** The ontology's own label, unaltered. */
	readonly label: string
	readonly state: FindingState
	/** What the chart says, before anybody decided. */
	readonly proposed: 'observed' | 'excluded' | 'uncertain'
	/** HPO onset term, when known: local, the card carries one for the whole case. */
	readonly onset?: TermId
	/** Empty: entered by the clinician. */
	readonly sources: readonly Source[]
}
