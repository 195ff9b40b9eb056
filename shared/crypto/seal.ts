import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { concat, equal } from '../kernel/bytes.ts'
import type { Random } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { DeploymentId } from './deployment.ts'
import { kdf } from './kdf.ts'

/** Wrong key, wrong place or changed bytes: a seal cannot tell which. */
export interface DoesNotOpen {
	readonly kind: 'does-not-open'
}
export const doesNotOpen = err<DoesNotOpen>({ kind: 'does-not-open' })

/** What a seal is bound to besides its key: purpose, fixed-width ids, and the clear bytes in front of it. */
export interface SealScope {
	readonly label: string
	readonly context: Uint8Array
	readonly head: Uint8Array
}

/** Bytes a seal adds to `head` and plaintext. */
export const sealOverhead = 32 + 16
const nonce = new Uint8Array(12)

/** ChaCha20-Poly1305 under a key that is used once, so that there is no nonce to get wrong. */
export const sealOnce = (key: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array =>
	chacha20poly1305(key, nonce, aad).encrypt(plaintext)

export function openOnce(
	key: Uint8Array,
	aad: Uint8Array,
	ciphertext: Uint8Array,
): Result<Uint8Array, DoesNotOpen> {
	if (ciphertext.length < 16) return doesNotOpen
	try {
		return ok(chacha20poly1305(key, nonce, aad).decrypt(ciphertext))
	} catch {
		return doesNotOpen
	}
}

/** `seal` of protocol 1: head ‖ fresh salt ‖ ciphertext. */
export const seal = (
	deployment: DeploymentId,
	key: Uint8Array,
	scope: SealScope,
	plaintext: Uint8Array,
	random: Random,
): Uint8Array => {
	const salt = random.bytes(32)
	const aad = concat(scope.head, salt)
	const once = kdf(deployment, key, scope.label, concat(scope.context, salt))
	return concat(aad, sealOnce(once, aad, plaintext))
}

/** The plaintext, if the file was sealed under this key, for this scope, in this deployment. */
export function open(
	deployment: DeploymentId,
	key: Uint8Array,
	scope: SealScope,
	file: Uint8Array,
): Result<Uint8Array, DoesNotOpen> {
	const clear = scope.head.length + 32
	if (file.length < clear + 16 || !equal(file.subarray(0, scope.head.length), scope.head)) return doesNotOpen
	const salt = file.subarray(scope.head.length, clear)
	const once = kdf(deployment, key, scope.label, concat(scope.context, salt))
	return openOnce(once, file.subarray(0, clear), file.subarray(clear))
}
