import type { Hex } from '../kernel/bytes.ts'
import { reveal, Secret } from '../kernel/secret.ts'
import type { DeploymentId } from './deployment.ts'
import { type Key, kdf, scalar } from './kdf.ts'
import { addressOf } from './sign.ts'

/** 32 random bytes from which everything that may be derived again is derived; no exchange, chain or erasure key is. */
export type VaultRoot = Key

/** A sender address is never shared between purposes, so that uses do not link. */
export type SenderPurpose = 'publish' | 'consent' | 'ask' | 'record' | 'anchor' | 'vote'
export type SignerPath =
	'sign/officer' | `sign/member/${number}` | `tx/${SenderPurpose}/${number}` | `inft/${number}`
export type SeedPath = 'age' | 'log' | `rest/${string}`

export interface Signer {
	readonly key: Key
	readonly address: Hex
}

/** 32 bytes of the root's own for one use: an age or log seed, or the key of a store at rest (protocol 1). */
export const rootSeed = (deployment: DeploymentId, root: VaultRoot, path: SeedPath): Key =>
	new Secret(kdf(deployment, reveal(root), `root/${path}`))

/** A secp256k1 key of the root's own for one purpose, with its address. */
export function rootSigner(deployment: DeploymentId, root: VaultRoot, path: SignerPath): Signer {
	const key = new Secret(scalar(deployment, reveal(root), `root/${path}`))
	return { key, address: addressOf(key) }
}
