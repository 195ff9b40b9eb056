import type { DeploymentId } from '../crypto/deployment.ts'
import type { Key } from '../crypto/kdf.ts'
import {
	rootSeed,
	rootSigner,
	type SeedPath,
	type Signer,
	type SignerPath,
	type VaultRoot,
} from '../crypto/vault-root.ts'

/** Hands out what one job needs, derived from the vault root, never the root. */
export interface Keys {
	signer(path: SignerPath): Promise<Signer>
	seed(path: SeedPath): Promise<Key>
}

/** Keys where the root itself is at hand: an institution's node, a test. */
export const keysOf = (deployment: DeploymentId, root: VaultRoot): Keys => ({
	signer: path => Promise.resolve(rootSigner(deployment, root, path)),
	seed: path => Promise.resolve(rootSeed(deployment, root, path)),
})
