import { keccak_256 } from '@noble/hashes/sha3.js'

/**
 * Keccak-256, the hash of 0G Storage and of the chain.
 * The one place to exchange for a faster implementation: everything in this folder hashes through it.
 */
export const keccak = (bytes: Uint8Array): Uint8Array => keccak_256(bytes)
