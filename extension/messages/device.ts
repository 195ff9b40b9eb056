import { string, object } from '#shared/kernel/parse.ts'
import type { Activity, Status } from '../panel/product.ts'
import { nullable } from '#shared/kernel/parse.ts'
import { binding } from './bound.ts'
import { asSent, defineMessage, nothing } from './define.ts'

/** What the engine knows of itself: everything in `Status` but the vault and the chart, which the worker knows. */
export type EngineStatus = Omit<Status, 'vault' | 'chart'>

export const engineStatus = defineMessage<{ readonly binding: string | null }, EngineStatus>({
	name: 'device/status',
	from: ['panel'],
	to: 'engine',
	parse: object({ binding: nullable(binding) }),
	answer: asSent(),
})

/** Enrols this device with the institution that made the invitation; both screens show the fingerprint. */
export const joinInstitution = defineMessage<
	{ readonly invitation: string },
	{ readonly fingerprint: string }
>({
	name: 'device/join',
	from: ['panel'],
	to: 'engine',
	parse: object({ invitation: string(30_000) }),
	answer: asSent(),
})

/** Fetches heads, segments, asks and answers in bulk: the same requests whatever anybody searched for. */
export const syncDevice = defineMessage<
	void,
	{ readonly cards: number; readonly newAsks: number; readonly newAnswers: number }
>({
	name: 'device/sync',
	from: ['panel', 'worker'],
	to: 'engine',
	parse: nothing,
	answer: asSent(),
})

export const listActivity = defineMessage<void, readonly Activity[]>({
	name: 'device/activity',
	from: ['panel'],
	to: 'engine',
	parse: nothing,
	answer: asSent(),
})
