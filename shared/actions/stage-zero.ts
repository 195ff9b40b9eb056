import type { Hex } from '../kernel/bytes.ts'
import type { Institution } from '../ledger/registry.ts'

/** One who would receive a class key, and what it would open. */
export interface SlotRequest {
	readonly sender: Institution
	readonly reader: Institution
	readonly audience: number
	/** Handles of every card the class holds. */
	readonly handles: readonly Hex[]
	/** Time of the final block. */
	readonly time: number
}

/**
 * The gate before a slot is written: standing, policy, consents of all cards, agreement and rule pack. `undefined` is
 * "not known", which is never a yes: the slot is random bytes then.
 */
export type StageZero = (request: SlotRequest) => Promise<boolean | undefined> | boolean | undefined
