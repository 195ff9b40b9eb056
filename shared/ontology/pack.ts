import type { Synonym } from './release.ts'

/** The first bytes of a pack: a reader of another version must refuse it. */
export const packFormat = 'mednexus-ontology/1\n'

/** Where the numbers behind the weights come from. */
export type CountBasis = 'cases' | 'disease annotations' | 'hierarchy'

/** What is shown wherever content of the ontology is shown, and what a pack says of itself. */
export interface PackAbout {
	/** "Human Phenotype Ontology". */
	readonly name: string
	/** The release, which is its date: 2024-04-26. */
	readonly version: string
	/** In words, when the pack is not the whole release. */
	readonly lacks: string | null
	readonly source: { readonly name: string; readonly sha256: string | null }
	readonly licence: { readonly id: string; readonly text: string; readonly attribution: string }
	readonly counts: {
		readonly basis: CountBasis
		readonly source: string
		/** Cases or diseases counted. */
		readonly population: number
	}
}

/** A pack in memory: one entry per term, in ascending order of HPO number. Terms point at each other by position. */
export interface Pack {
	readonly about: PackAbout
	readonly numbers: readonly number[]
	readonly labels: readonly string[]
	readonly parents: readonly (readonly number[])[]
	readonly synonyms: readonly (readonly Synonym[])[]
	readonly references: readonly (readonly string[])[]
	/** Retired HPO number -> position of the term that replaces it. */
	readonly retired: ReadonlyMap<number, number>
	/** In how many closures of the counted population the term is found. */
	readonly counts: readonly number[]
	readonly shared: readonly number[]
	readonly asserted: readonly number[]
}

/** Why bytes were not taken as a pack. `at` names a field, never its content. */
export type PackError =
	| { readonly kind: 'not-a-pack' }
	| { readonly kind: 'newer-pack' }
	| { readonly kind: 'no-licence' }
	| { readonly kind: 'malformed-pack'; readonly at: string }
