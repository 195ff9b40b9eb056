import type { AgeBand, Gene, Response, Sex } from '../case/case.ts'
import type { TermId } from '../ontology/term-id.ts'

/** How one query finding was met by a candidate. `weight` and `counted` are the pack's integers: they add up. */
export interface TermMatch {
	readonly term: TermId
	readonly label: string
	/** What an exact hit would count. */
	readonly weight: number
	/** What was counted: equals `weight` when exact, less via an ancestor, 0 when not seen. */
	readonly counted: number
	readonly how: 'exact' | 'via' | 'not-seen'
	/** The nearest shared ancestor and the candidate's own term under it, for `via`. */
	readonly via?: {
		readonly term: TermId
		readonly label: string
		readonly theirs: TermId
		readonly theirsLabel: string
	}
}

export interface Explanation {
	readonly terms: readonly TermMatch[]
	readonly genes: {
		readonly shared: readonly Gene[]
		readonly theirs: readonly Gene[]
		readonly weight: number
		readonly counted: number
	}
	/** Observed in theirs and not mentioned in ours. */
	readonly onlyTheirs: readonly { readonly term: TermId; readonly label: string }[]
	/** Observed on one side, excluded on the other: shown, never scored. */
	readonly conflicts: readonly {
		readonly ours: string
		readonly theirs: string
		readonly observedBy: 'ours' | 'theirs'
	}[]
}

/** "May be the same condition" or "Looks alike": words, never a percentage. */
export type Verdict = 'may-be-same' | 'different-gene' | 'against' | 'looks-alike'

export interface Match {
	/** Consent handle = card id, hex. */
	readonly handle: string
	readonly institution: { readonly id: number; readonly name: string; readonly country: string }
	readonly verdict: Verdict
	/** 1-based place in the list shown, and by phenotype alone. */
	readonly place: number
	readonly placeByFindings: number
	readonly shared: number
	readonly near: number
	readonly of: number
	readonly genes: readonly Gene[]
	readonly sex: Sex
	readonly ageBand: AgeBand
	readonly response: Response
	readonly institutionNamed: boolean
	readonly demo: boolean
	readonly explanation: Explanation
}

export interface MatchList {
	readonly matches: readonly Match[]
	readonly cards: number
	readonly institutions: number
	/** Unix seconds of the newest head in the index; null before the first sync. */
	readonly indexAt: number | null
	readonly stale: boolean
}
