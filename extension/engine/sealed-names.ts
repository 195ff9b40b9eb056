import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { fromUtf8, toBase64url, utf8 } from '#shared/kernel/bytes.ts'
import { reveal } from '#shared/kernel/secret.ts'
import type { Random } from '#shared/kernel/clock.ts'
import type { DeploymentId } from '#shared/crypto/deployment.ts'
import { deriveKey, type Key } from '#shared/crypto/kdf.ts'
import { openAtRest, sealAtRest } from '#shared/crypto/at-rest.ts'

/** Keeps names as unreadable on disk as what stands under them: a keyed hash to find them by, a seal to list them from. */
export class SealedNames {
	readonly #finding: Key
	readonly #listing: Key
	readonly #deployment: DeploymentId
	readonly #random: Random

	constructor(deployment: DeploymentId, restKey: Key, random: Random) {
		this.#finding = deriveKey(deployment, restKey, 'rest/find-name')
		this.#listing = deriveKey(deployment, restKey, 'rest/list-name')
		this.#deployment = deployment
		this.#random = random
	}

	/** The key an entry lies under. */
	found(name: string): string {
		return toBase64url(hmac(sha256, reveal(this.#finding), utf8(name)))
	}

	sealed(name: string): Uint8Array {
		return sealAtRest(this.#deployment, this.#listing, this.found(name), utf8(name), this.#random)
	}

	/** The name behind an entry; undefined when somebody else wrote it. */
	opened(found: string, sealed: Uint8Array): string | undefined {
		const name = openAtRest(this.#deployment, this.#listing, found, sealed)
		return name.ok ? fromUtf8(name.value) : undefined
	}
}
