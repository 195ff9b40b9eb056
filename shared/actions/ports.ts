import type { Clock, Random } from '../kernel/clock.ts'
import type { Result } from '../kernel/result.ts'
import type { DeploymentId } from '../crypto/deployment.ts'
import type { Signer } from '../crypto/vault-root.ts'
import type { Call, Mined, SendError } from '../ledger/chain.ts'
import type { Contracts } from '../ledger/contracts.ts'
import type { ReadError } from '../ledger/endpoints.ts'
import type { Registry } from '../ledger/registry.ts'
import type { Storage, StorageReader } from '../zero-g/storage.ts'
import type { Keys } from './keys.ts'
import type { Documents } from './store.ts'

/** The chain: what it says, and what is said to it. */
export interface Ledger {
	readonly contracts: Contracts
	/** The registry at the newest final block, from both endpoints. */
	registry(held: Registry): Promise<Result<Registry, ReadError>>
	send(call: Call): Promise<Result<Mined, SendError>>
}

/** What a use case may touch. A composition root joins each to a browser, a folder or a test. */
export interface Ports {
	readonly ledger: Ledger
	readonly storage: StorageReader
	/** Storage whose uploads this address pays: each purpose pays for its own, so that uses do not link. */
	uploads(payer: Signer): Storage
	/** Sealed at rest. */
	readonly documents: Documents
	readonly keys: Keys
	readonly random: Random
	readonly clock: Clock
}

/** Whose device or node this is. */
export interface InstitutionPorts extends Ports {
	readonly institution: number
}

export const deploymentOf = ({ ledger }: Pick<Ports, 'ledger'>): DeploymentId =>
	ledger.contracts.deployment.id
