import type { Hex } from '../kernel/bytes.ts'

/** What a member shows to act: its leaf without the address, and the way to the root of the newest set (protocol 3). */
export interface Membership {
	readonly institution: number
	readonly scopes: number
	/** Unix seconds. */
	readonly expiry: number
	readonly salt: Hex
	readonly proof: readonly Hex[]
}

/** The same with the chain's own integer types. */
export const shown = ({ expiry, ...rest }: Membership) => ({ ...rest, expiry: BigInt(expiry) })
