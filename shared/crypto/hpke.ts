import { expand, extract } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { XWing } from '@noble/post-quantum/hybrid.js'
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { concat, u16, u8, utf8 } from '../kernel/bytes.ts'
import type { Random } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { reveal, Secret } from '../kernel/secret.ts'
import type { Key } from './kdf.ts'
import { type DoesNotOpen, doesNotOpen } from './seal.ts'

/** Lengths of the hybrid KEM 0x647a, X25519 with ML-KEM-768; the private key is a seed of 32 bytes. */
export const hybridLengths = { publicKey: 1216, encapsulation: 1120, seed: 32 } as const

/** The public key is not one: nothing was encapsulated to it. */
export interface BadKey {
	readonly kind: 'bad-key'
}

const none = new Uint8Array()
const sealing = 0x0003
const exportOnly = 0xffff
type Aead = typeof sealing | typeof exportOnly

const suite = (aead: Aead): Uint8Array => concat(utf8('HPKE'), u16(0x647a), u16(0x0001), u16(aead))

const labeledExtract = (aead: Aead, salt: Uint8Array, label: string, material: Uint8Array): Uint8Array =>
	extract(sha256, concat(utf8('HPKE-v1'), suite(aead), utf8(label), material), salt)

const labeledExpand = (aead: Aead, key: Uint8Array, label: string, info: Uint8Array, length: number) =>
	expand(sha256, key, concat(u16(length), utf8('HPKE-v1'), suite(aead), utf8(label), info), length)

/** The key schedule of RFC 9180 5.1 in base mode. */
function schedule(aead: Aead, shared: Uint8Array, info: Uint8Array) {
	const pskIdHash = labeledExtract(aead, none, 'psk_id_hash', none)
	const context = concat(u8(0), pskIdHash, labeledExtract(aead, none, 'info_hash', info))
	const secret = labeledExtract(aead, shared, 'secret', none)
	return (label: string, length: number) => labeledExpand(aead, secret, label, context, length)
}

function cipher(shared: Uint8Array, info: Uint8Array, aad: Uint8Array) {
	const derive = schedule(sealing, shared, info)
	return chacha20poly1305(derive('key', 32), derive('base_nonce', 12), aad)
}

const exported = (shared: Uint8Array, info: Uint8Array, exporterContext: string): Key => {
	const exporter = schedule(exportOnly, shared, info)('exp', 32)
	return new Secret(labeledExpand(exportOnly, exporter, 'sec', utf8(exporterContext), 32))
}

/** The public key of a seed. */
export const hybridPublicKey = (seed: Key): Uint8Array => XWing.keygen(reveal(seed)).publicKey

export const newHybridSeed = (random: Random): Key => new Secret(random.bytes(hybridLengths.seed))

/** FIPS 203 7.2: every 12-bit coefficient of an ML-KEM-768 key is below q. The library leaves this to its caller. */
function isReduced(publicKey: Uint8Array): boolean {
	for (let at = 0; at < 1152; at += 3) {
		const [a, b, c] = publicKey.subarray(at, at + 3) as unknown as readonly [number, number, number]
		if ((a | ((b & 15) << 8)) >= 3329 || ((b >> 4) | (c << 4)) >= 3329) return false
	}
	return true
}

function encapsulate(
	publicKey: Uint8Array,
	random: Random,
): Result<{ readonly enc: Uint8Array; readonly shared: Uint8Array }, BadKey> {
	if (publicKey.length !== hybridLengths.publicKey || !isReduced(publicKey)) return err({ kind: 'bad-key' })
	const coins = random.bytes(64)
	try {
		const { cipherText, sharedSecret } = XWing.encapsulate(publicKey, coins)
		return ok({ enc: cipherText, shared: sharedSecret })
	} catch {
		return err({ kind: 'bad-key' })
	}
}

function decapsulate(seed: Key, enc: Uint8Array): Result<Uint8Array, DoesNotOpen> {
	if (enc.length !== hybridLengths.encapsulation) return doesNotOpen
	try {
		return ok(XWing.decapsulate(enc, reveal(seed)))
	} catch {
		return doesNotOpen
	}
}

/** One message to one key: `enc` ‖ ciphertext (RFC 9180 base mode, ChaCha20-Poly1305). */
export function sealTo(
	publicKey: Uint8Array,
	info: Uint8Array,
	aad: Uint8Array,
	plaintext: Uint8Array,
	random: Random,
): Result<Uint8Array, BadKey> {
	const made = encapsulate(publicKey, random)
	if (!made.ok) return made
	return ok(concat(made.value.enc, cipher(made.value.shared, info, aad).encrypt(plaintext)))
}

/** The message, for the holder of the seed, with the same `info` and `aad`. */
export function openWith(
	seed: Key,
	info: Uint8Array,
	aad: Uint8Array,
	sealed: Uint8Array,
): Result<Uint8Array, DoesNotOpen> {
	const shared = decapsulate(seed, sealed.slice(0, hybridLengths.encapsulation))
	if (!shared.ok) return shared
	try {
		const ciphertext = sealed.subarray(hybridLengths.encapsulation)
		return ok(cipher(shared.value, info, aad).decrypt(ciphertext))
	} catch {
		return doesNotOpen
	}
}

/** A secret that the holder of the seed can derive too, and nothing else: export-only HPKE. */
export function exportTo(
	publicKey: Uint8Array,
	info: Uint8Array,
	exporterContext: string,
	random: Random,
): Result<{ readonly enc: Uint8Array; readonly secret: Key }, BadKey> {
	const made = encapsulate(publicKey, random)
	if (!made.ok) return made
	return ok({ enc: made.value.enc, secret: exported(made.value.shared, info, exporterContext) })
}

/** The same secret from `enc`. A wrong `enc` gives another secret, which opens nothing. */
export function exportFrom(
	seed: Key,
	info: Uint8Array,
	exporterContext: string,
	enc: Uint8Array,
): Result<Key, DoesNotOpen> {
	const shared = decapsulate(seed, enc)
	return shared.ok ? ok(exported(shared.value, info, exporterContext)) : shared
}
