import { object, oneOf, pattern } from '#shared/kernel/parse.ts'
import type { MatchList } from '#shared/matching/match.ts'
import type { MatchMark } from '../panel/product.ts'
import { binding, type Bound, bound } from './bound.ts'
import { asSent, defineMessage, nothing } from './define.ts'

/** A card's handle. */
export const handle = pattern<string>(/^0x[0-9a-f]{32}$/)

/** Ranks the local index against the confirmed case. No request leaves the machine for it. */
export const searchMatches = defineMessage<
	Bound & { readonly by: 'findings-and-gene' | 'findings' },
	MatchList
>({
	name: 'matching/search',
	from: ['panel', 'frame'],
	to: 'engine',
	parse: object({ binding, by: oneOf('findings-and-gene', 'findings') }),
	answer: asSent(),
})

export const markMatch = defineMessage<Bound & { readonly handle: string; readonly state: MatchMark }, void>({
	name: 'matching/mark',
	from: ['panel'],
	to: 'engine',
	parse: object({ binding, handle, state: oneOf('new', 'relevant', 'not-relevant') }),
	answer: nothing,
})

export const matchMarks = defineMessage<Bound, Readonly<Record<string, MatchMark>>>({
	name: 'matching/marks',
	from: ['panel'],
	to: 'engine',
	parse: bound,
	answer: asSent(),
})
