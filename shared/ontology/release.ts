import type { TermId } from './term-id.ts'

/** Position = the code in a pack. */
export const scopes = ['exact', 'broad', 'narrow', 'related'] as const
export type Scope = (typeof scopes)[number]

/** Another name of a term, as the release spells it. */
export interface Synonym {
	readonly text: string
	readonly scope: Scope
	/** A word patients use. */
	readonly layperson: boolean
	readonly abbreviation: boolean
	readonly plural: boolean
	/** British spelling. */
	readonly british: boolean
}

/** One live term of a release, unaltered. */
export interface ReleaseTerm {
	readonly id: TermId
	readonly label: string
	readonly parents: readonly TermId[]
	readonly synonyms: readonly Synonym[]
	readonly alternatives: readonly TermId[]
	/** `SNOMEDCT_US:246545002`, `UMLS:C0025362`. */
	readonly references: readonly string[]
}

/** What an official release file says, whatever its format. */
export interface Release {
	/** The release's own name: its date, 2024-04-26. */
	readonly version: string
	readonly terms: readonly ReleaseTerm[]
	/** Retired ids and what replaces them. */
	readonly replaced: readonly (readonly [retired: TermId, current: TermId])[]
}

/** Why a file is not a release. `at` is a line or a path, never its content. */
export type ReleaseError =
	{ readonly kind: 'unknown-release-format' } | { readonly kind: 'malformed-release'; readonly at: string }
