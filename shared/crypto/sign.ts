import { ed25519 } from '@noble/curves/ed25519.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { concat, fromHex, type Hex, toHex } from '../kernel/bytes.ts'
import { reveal } from '../kernel/secret.ts'
import type { Key } from './kdf.ts'

const addressOfPoint = (uncompressed: Uint8Array): Hex =>
	toHex(keccak_256(uncompressed.subarray(1)).slice(12))

/** The chain address of a secp256k1 private key, in lower case. */
export const addressOf = (key: Key): Hex => addressOfPoint(secp256k1.getPublicKey(reveal(key), false))

/** r ‖ s ‖ v over a digest: deterministic (RFC 6979), low s, v 27 or 28 as contracts expect. */
export function signDigest(key: Key, digest: Uint8Array): Hex {
	const signature = secp256k1.sign(digest, reveal(key), { prehash: false, format: 'recovered' })
	return toHex(concat(signature.subarray(1), Uint8Array.of(27 + (signature[0] as number))))
}

/** Who signed the digest; `undefined` for anything a contract would refuse, high s included. */
export function recoverSigner(digest: Uint8Array, signature: Hex): Hex | undefined {
	const bytes = fromHex(signature, 65)
	const recovery = (bytes?.[64] ?? 0) - 27
	if (!bytes || (recovery !== 0 && recovery !== 1)) return undefined
	try {
		const compact = bytes.subarray(0, 64)
		if (secp256k1.Signature.fromBytes(compact, 'compact').hasHighS()) return undefined
		const recovered = concat(Uint8Array.of(recovery), compact)
		const point = secp256k1.recoverPublicKey(recovered, digest, { prehash: false })
		return addressOfPoint(secp256k1.Point.fromBytes(point).toBytes(false))
	} catch {
		return undefined
	}
}

/** The public key of a log's Ed25519 seed. */
export const logPublicKey = (seed: Key): Uint8Array => ed25519.getPublicKey(reveal(seed))
