import type { DeploymentId } from '../crypto/deployment.ts'
import { scalar } from '../crypto/kdf.ts'
import { addressOf, signDigest } from '../crypto/sign.ts'
import { type Domain, type Message, typedDataDigest } from '../crypto/typed-data.ts'
import type { Signer, VaultRoot } from '../crypto/vault-root.ts'
import { type Hex, toHex } from '../kernel/bytes.ts'
import { reveal, Secret } from '../kernel/secret.ts'
import { Narrow, Revoke } from './statements.ts'

/**
 * The key that can only narrow or revoke one consent. It comes from the patient's vault and the 16 random bytes on the
 * receipt, so receipt and vault together bring it back and neither alone does.
 */
export function capability(deployment: DeploymentId, root: VaultRoot, receipt: Uint8Array): Signer {
	if (receipt.length !== 16) throw new RangeError('a receipt has 16 bytes')
	const path = `root/capability/${toHex(receipt).slice(2)}`
	const key = new Secret(scalar(deployment, reveal(root), path))
	return { key, address: addressOf(key) }
}

/** A revocation that anybody may send, at any time, any number of times. */
export const signRevoke = (domain: Domain, capability: Signer, handle: Hex): Hex =>
	signDigest(capability.key, typedDataDigest(domain, Revoke, { handle }))

export const signNarrow = (domain: Domain, capability: Signer, narrow: Message<typeof Narrow>): Hex =>
	signDigest(capability.key, typedDataDigest(domain, Narrow, narrow))
