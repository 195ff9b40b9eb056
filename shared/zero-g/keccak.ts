import { keccak_256 } from '@noble/hashes/sha3.js'
import { createKeccak, type IHasher } from 'hash-wasm'

let compiled: IHasher | undefined

/** Settles once the compiled hash is at hand; from then on hashing is an order of magnitude faster. */
export const keccakReady: Promise<void> = createKeccak(256).then(
	hasher => void (compiled = hasher),
	// A page may forbid WebAssembly: the same hash in plain JavaScript serves there.
	() => {},
)

/**
 * Keccak-256, the hash of 0G Storage and of the chain.
 * The one place to exchange for a faster implementation: everything in this folder hashes through it.
 */
export const keccak = (bytes: Uint8Array): Uint8Array =>
	compiled ? compiled.init().update(bytes).digest('binary') : keccak_256(bytes)
