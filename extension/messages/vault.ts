import { object, oneOf, string } from '#shared/kernel/parse.ts'
import { defineMessage, nothing } from './define.ts'

/** Whether this device has a vault, and whether its root is in memory now. */
export const vaultState = defineMessage<void, { readonly state: 'none' | 'locked' | 'unlocked' }>({
	name: 'vault/state',
	from: ['panel', 'frame', 'engine'],
	to: 'worker',
	parse: nothing,
	answer: object({ state: oneOf('none', 'locked', 'unlocked') }),
})

const passphrase = object({ passphrase: string(1_000) })

/** Makes the device's vault. It is refused when there is one: a vault is never overwritten. */
export const createVault = defineMessage<{ readonly passphrase: string }, void>({
	name: 'vault/create',
	from: ['panel'],
	to: 'worker',
	parse: passphrase,
	answer: nothing,
	secret: true,
})

export const unlockVault = defineMessage<{ readonly passphrase: string }, void>({
	name: 'vault/unlock',
	from: ['panel'],
	to: 'worker',
	parse: passphrase,
	answer: nothing,
	secret: true,
})

/** Forgets the root and ends the engine with everything its memory holds. */
export const lockVault = defineMessage<void, void>({
	name: 'vault/lock',
	from: ['panel'],
	to: 'worker',
	parse: nothing,
	answer: nothing,
})

/** Somebody is working: the automatic lock waits anew. */
export const keepUnlocked = defineMessage<void, void>({
	name: 'vault/keep-unlocked',
	from: ['panel'],
	to: 'worker',
	parse: nothing,
	answer: nothing,
})
