import { type Bound, bound } from './bound.ts'
import { defineMessage, nothing } from './define.ts'

/** Matches of this chart's confirmed case stand ready: show them beside it. Ignored unless the chart is still that one. */
export const offerMatches = defineMessage<Bound, void>({
	name: 'frame/offer',
	from: ['panel', 'worker'],
	to: 'content',
	parse: bound,
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
