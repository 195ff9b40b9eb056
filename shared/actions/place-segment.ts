import { concat, fromHex, toHex, type Hex } from '../kernel/bytes.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { releaseKey, type ClassChain } from '../crypto/class-chain.ts'
import { hash } from '../crypto/kdf.ts'
import { sealSegment, type TooLarge } from '../crypto/segment.ts'
import type { Signer } from '../crypto/vault-root.ts'
import { publishHead } from '../ledger/calls.ts'
import type { SendError } from '../ledger/chain.ts'
import type { Membership } from '../ledger/membership.ts'
import type { StorageError } from '../zero-g/storage.ts'
import { deploymentOf, type Ports } from './ports.ts'

/** A release that is to become the head of an (institution, class). */
export interface Placement {
	/** The chain at the new release. */
	readonly chain: ClassChain
	/** Storage root of the key table of the epoch. */
	readonly tableRoot: Hex
	/** The head it follows; 32 zero bytes for the first. */
	readonly previous: Hex
	readonly payload: Uint8Array
	/** The size that must not be gone below. */
	readonly floor: number
	readonly sender: Signer
	readonly membership: Membership
}
export interface Placed {
	readonly root: Hex
	readonly length: number
}
/** Somebody published in between: look again, merge, try again. */
export interface Stale {
	readonly kind: 'stale'
}
export type PlaceError = Stale | SendError | StorageError | TooLarge

interface Outbox {
	readonly previous: Hex
	readonly release: number
	/** A hash: the payload of a feed is keys, which have no place in a store that keeps old values. */
	readonly payload: Hex
	readonly file: Uint8Array
}

/**
 * Seals, keeps, uploads and publishes one release, in this order: the exact bytes are on the device before anything is
 * sent, so that a worker that dies sends the same ones again and never two different ones.
 */
export async function placeSegment(ports: Ports, placement: Placement): Promise<Result<Placed, PlaceError>> {
	const { chain, previous, sender, membership } = placement
	const file = await sealedOnce(ports, placement)
	if (!file.ok) return file
	const stored = await ports.uploads(sender).put(file.value)
	if (!stored.ok) return stored
	const { root, length } = stored.value
	const move = { audience: chain.class, previous, root, epoch: chain.epoch }
	const sent = await ports.ledger.send(publishHead(ports.ledger.contracts, sender, move, membership))
	if (sent.ok) return ok({ root, length })
	const { error } = sent
	if (error.kind !== 'refused' || error.refusal.name !== 'Stale') return err(error)
	// An earlier transaction of ours may have done it already: then the head is this very root.
	return error.refusal.args[0] === root ? ok({ root, length }) : err({ kind: 'stale' })
}

async function sealedOnce(
	ports: Ports,
	{ chain, tableRoot, previous, payload, floor }: Placement,
): Promise<Result<Uint8Array, TooLarge>> {
	const name = `outbox/${chain.class}`
	const table = fromHex(tableRoot, 32) as Uint8Array
	const digest = toHex(hash(deploymentOf(ports), 'outbox', concat(table, payload)))
	const held = await ports.documents.get<Outbox>(name)
	const same = held?.previous === previous && held.release === chain.release && held.payload === digest
	if (same) return ok(held.file)
	const key = releaseKey(deploymentOf(ports), chain)
	const file = sealSegment(deploymentOf(ports), key, chain, table, payload, ports.random, floor)
	if (!file.ok) return file
	const outbox: Outbox = { previous, release: chain.release, payload: digest, file: file.value }
	await ports.documents.put(name, outbox)
	return file
}
