import { sha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { concat, type Hex, toHex } from '../kernel/bytes.ts'
import { canonicalBytes, type Json } from './canonical-json.ts'
import type { DeploymentId } from './deployment.ts'

/** A promise of canonical bytes that nobody can guess without the secret salt: `commit` of protocol 1. */
export const commitBytes = (deployment: DeploymentId, salt: Uint8Array, bytes: Uint8Array): Hex => {
	if (salt.length !== 32) throw new RangeError('a salt has 32 bytes')
	return toHex(keccak_256(concat(Uint8Array.of(1), deployment, salt, sha256(bytes))))
}

export const commit = (deployment: DeploymentId, salt: Uint8Array, content: Json): Hex =>
	commitBytes(deployment, salt, canonicalBytes(content))
