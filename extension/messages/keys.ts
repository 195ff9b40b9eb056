import type { SeedPath, SignerPath } from '#shared/crypto/vault-root.ts'
import { object, pattern } from '#shared/kernel/parse.ts'
import type { Hex } from '#shared/kernel/bytes.ts'
import { defineMessage } from './define.ts'

const deployment = pattern<Hex>(/^0x[0-9a-f]{64}$/)
const seedPath = pattern<SeedPath>(/^(?:rest\/[a-z0-9-]{1,40}|age|log)$/)
const signerPath = pattern<SignerPath>(
	/^(?:sign\/member\/\d{1,4}|tx\/(?:publish|consent|ask|record|anchor)\/\d{1,4})$/,
)

/** Which key of which deployment; the root it is derived from stays with the worker. */
interface KeyRequest<Path> {
	readonly deployment: Hex
	readonly path: Path
}

/** One seed for one store or purpose, handed from the worker to the engine alone. */
export const deriveSeed = defineMessage<KeyRequest<SeedPath>, { readonly seed: string }>({
	name: 'keys/derive-seed',
	from: ['engine'],
	to: 'worker',
	parse: object({ deployment, path: seedPath }),
	answer: object({ seed: pattern<string>(/^[\w-]{43}$/) }),
	secret: true,
})

/** One signing key for one purpose and job. Officers' keys are not handed out. */
export const deriveSigner = defineMessage<KeyRequest<SignerPath>, { readonly key: string }>({
	name: 'keys/derive-signer',
	from: ['engine'],
	to: 'worker',
	parse: object({ deployment, path: signerPath }),
	answer: object({ key: pattern<string>(/^[\w-]{43}$/) }),
	secret: true,
})
