import type { Keys } from '#shared/actions/keys.ts'
import type { DeploymentId } from '#shared/crypto/deployment.ts'
import type { Key } from '#shared/crypto/kdf.ts'
import { addressOf } from '#shared/crypto/sign.ts'
import type { SeedPath, Signer, SignerPath } from '#shared/crypto/vault-root.ts'
import { fromBase64url, toHex } from '#shared/kernel/bytes.ts'
import { Secret } from '#shared/kernel/secret.ts'
import { deriveSeed, deriveSigner } from '../messages/keys.ts'
import { send } from '../messages/send.ts'

/** The vault was locked while work was under way: it is finished after the next unlock. */
export class Locked extends Error {
	constructor() {
		super('the vault is locked')
	}
}

/** Keys as the worker hands them out, one purpose at a time: the engine never holds the root. */
export class WorkerKeys implements Keys {
	readonly #deployment: DeploymentId
	constructor(deployment: DeploymentId) {
		this.#deployment = deployment
	}

	async seed(path: SeedPath): Promise<Key> {
		const answer = await send(deriveSeed, { deployment: toHex(this.#deployment), path })
		if (!answer.ok) throw new Locked()
		return keyOf(answer.value.seed)
	}

	async signer(path: SignerPath): Promise<Signer> {
		const answer = await send(deriveSigner, { deployment: toHex(this.#deployment), path })
		if (!answer.ok) throw new Locked()
		const key = keyOf(answer.value.key)
		return { key, address: addressOf(key) }
	}
}

const keyOf = (text: string): Key => new Secret(fromBase64url(text) as Uint8Array)
