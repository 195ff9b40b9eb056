import { ok, type Result } from '../kernel/result.ts'
import type { ReadError } from '../ledger/endpoints.ts'
import { readRegistry } from '../ledger/read-registry.ts'
import { emptyRegistry, type Registry } from '../ledger/registry.ts'
import type { Contracts } from '../ledger/contracts.ts'
import type { Ledger, Ports } from './ports.ts'
import type { Documents } from './store.ts'

const name = 'registry'
/** The same as on disk, so that it is not opened and read again at every step. */
const inMemory = new WeakMap<Documents, Registry>()

/** What this device last read from the chain. */
export async function heldRegistry({ documents }: Pick<Ports, 'documents'>): Promise<Registry> {
	const held = inMemory.get(documents) ?? (await documents.get<Registry>(name)) ?? emptyRegistry
	inMemory.set(documents, held)
	return held
}

/** The registry at the newest final block, kept: a later one may only be ahead of it. */
export async function freshRegistry(
	ports: Pick<Ports, 'documents' | 'ledger'>,
): Promise<Result<Registry, ReadError>> {
	const held = await heldRegistry(ports)
	const fresh = await ports.ledger.registry(held)
	if (!fresh.ok) return fresh
	if (fresh.value.block === held.block) return ok(held)
	await ports.documents.put(name, fresh.value)
	inMemory.set(ports.documents, fresh.value)
	return ok(fresh.value)
}

/** The chain itself as a port. */
export const ledgerOf = (contracts: Contracts): Ledger => ({
	contracts,
	registry: held => readRegistry(contracts, held),
	send: call => contracts.chain.send(call),
})
