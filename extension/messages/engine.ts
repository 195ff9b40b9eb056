import { boolean, object } from '#shared/kernel/parse.ts'
import { defineMessage, nothing } from './define.ts'

/** Sees to it that the engine runs: the panel asks this first, then talks to the engine itself. */
export const wakeEngine = defineMessage<void, void>({
	name: 'engine/wake',
	from: ['panel', 'frame'],
	to: 'worker',
	parse: nothing,
	answer: nothing,
})

/** Whether the engine listens yet: a page that is being made exists before its code runs. */
export const engineListens = defineMessage<void, void>({
	name: 'engine/listens',
	from: ['worker'],
	to: 'engine',
	parse: nothing,
	answer: nothing,
})

/** The vault was opened or an alarm rang: finish what was begun, and sync when it is time. */
export const resumeWork = defineMessage<void, void>({
	name: 'engine/resume',
	from: ['worker'],
	to: 'engine',
	parse: nothing,
	answer: nothing,
})

/** Work was left unfinished or is finished: whether an alarm should wake the engine for it. */
export const workWaits = defineMessage<{ readonly waits: boolean }, void>({
	name: 'engine/work-waits',
	from: ['engine'],
	to: 'worker',
	parse: object({ waits: boolean }),
	answer: nothing,
})
