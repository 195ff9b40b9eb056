import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, unsigned, utf8 } from '../kernel/bytes.ts'
import { reveal, Secret } from '../kernel/secret.ts'
import type { DeploymentId } from './deployment.ts'

/** A key that lives longer than one call. */
export type Key = Secret<Uint8Array>

/** The order of secp256k1. */
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
const nothing = new Uint8Array()

/** `mednexus/1/<label> 00`: every derivation, hash and KEM context begins so. */
export const labelled = (label: string): Uint8Array => utf8(`mednexus/1/${label}\0`)

/** The one key derivation, protocol 1. `context` is a concatenation of fixed-width fields. */
export const kdf = (
	deployment: DeploymentId,
	key: Uint8Array,
	label: string,
	context: Uint8Array = nothing,
	length = 32,
): Uint8Array => hkdf(sha256, key, deployment, concat(labelled(label), context), length)

/** `kdf` for keys that live: chains step with it. */
export const deriveKey = (deployment: DeploymentId, key: Key, label: string, context?: Uint8Array): Key =>
	new Secret(kdf(deployment, reveal(key), label, context))

/** A hash that means nothing in another deployment or for another purpose: `H` of protocol 1. */
export const hash = (deployment: DeploymentId, label: string, bytes: Uint8Array): Uint8Array =>
	sha256(concat(labelled(label), deployment, bytes))

/** A private key of secp256k1, never zero: `scalar` of protocol 1. */
export function scalar(deployment: DeploymentId, key: Uint8Array, label: string): Uint8Array {
	const wide = kdf(deployment, key, label, nothing, 48).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
	return unsigned((wide % (order - 1n)) + 1n, 32)
}
