import { array, boolean, integer, nullable, object, oneOf, pattern, string } from '#shared/kernel/parse.ts'
import { defineMessage, nothing } from './define.ts'

const binding = pattern<string>(/^[0-9a-zA-Z_-]{16,100}$/)

/** One match as the frame beside the chart draws it: states and words, no bars, no handle, nothing to act on. */
export interface FrameMatch {
	readonly institution: string
	readonly country: string
	readonly verdict: 'may-be-same' | 'different-gene' | 'against' | 'looks-alike'
	/** One cell per own observed finding, in the case's own order. */
	readonly cells: readonly ('shared' | 'near' | 'not-seen')[]
	readonly contradictions: number
	readonly shared: number
	readonly near: number
	readonly of: number
	/** The gene both cases name; null when there is none. */
	readonly gene: string | null
	readonly response: 'not-recorded' | 'treated' | 'improved' | 'worse' | 'unchanged'
}

/** What the frame shows for the confirmed case of its chart. */
export interface FrameView {
	/** How many of the whole list may be the same condition. */
	readonly same: number
	readonly findings: number
	readonly withGene: boolean
	/** The closest, three at most. */
	readonly matches: readonly FrameMatch[]
	readonly cards: number
	readonly institutions: number
	readonly stale: boolean
}

const frameMatch = object({
	institution: string(200),
	country: string(100),
	verdict: oneOf('may-be-same', 'different-gene', 'against', 'looks-alike'),
	cells: array(oneOf('shared', 'near', 'not-seen'), 500),
	contradictions: integer(0, 500),
	shared: integer(0, 500),
	near: integer(0, 500),
	of: integer(0, 500),
	gene: nullable(string(40)),
	response: oneOf('not-recorded', 'treated', 'improved', 'worse', 'unchanged'),
})

/** The frame asks for the confirmed case of the chart it stands beside; null while there is none. */
export const frameMatches = defineMessage<{ readonly binding: string }, FrameView | null>({
	name: 'frame/matches',
	from: ['frame'],
	to: 'engine',
	parse: object({ binding }),
	answer: nullable(
		object({
			same: integer(0, 1_000_000),
			findings: integer(0, 500),
			withGene: boolean,
			matches: array(frameMatch, 3),
			cards: integer(0),
			institutions: integer(0),
			stale: boolean,
		}),
	),
})

/** Matches of this chart's confirmed case stand ready: show them beside it. Ignored unless the chart is still that one. */
export const offerMatches = defineMessage<{ readonly binding: string }, void>({
	name: 'frame/offer',
	from: ['panel', 'worker'],
	to: 'content',
	parse: object({ binding }),
	answer: nothing,
})

/** The frame's page has loaded and runs. Without this the badge leads to the panel instead. */
export const frameAlive = defineMessage<void, void>({
	name: 'frame/alive',
	from: ['frame'],
	to: 'content',
	parse: nothing,
	answer: nothing,
})

/** The clinician closed the frame; or moved it on to the next corner. */
export const closeFrame = defineMessage<void, void>({
	name: 'frame/close',
	from: ['frame'],
	to: 'content',
	parse: nothing,
	answer: nothing,
})
export const moveFrame = defineMessage<void, void>({
	name: 'frame/move',
	from: ['frame'],
	to: 'content',
	parse: nothing,
	answer: nothing,
})
