import { toHex, type Hex } from '../kernel/bytes.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Key } from '../crypto/kdf.ts'
import {
	chainAtRelease,
	nextRelease,
	releaseKey,
	startClassChain,
	type ClassChain,
} from '../crypto/class-chain.ts'
import { largestTable, openKeyTable } from '../crypto/key-table.ts'
import { chainAtEpoch, nextEpoch, type PairChain } from '../crypto/pair-chain.ts'
import { largestSegment, openSegment, segmentTableRoot } from '../crypto/segment.ts'
import type { Head } from '../ledger/registry.ts'
import type { StorageError } from '../zero-g/storage.ts'
import { deploymentOf, type Ports } from './ports.ts'

/** Somebody published something that is not what the format says. Nothing of it is used. */
export interface Unusable {
	readonly kind: 'unusable'
}
export type HeadError = StorageError | Unusable

export interface Place {
	readonly sender: number
	readonly class: number
}

/** The segment a head points to. Its root was recomputed by the storage port. */
export async function fetchSegment(
	ports: Pick<Ports, 'storage'>,
	head: Head,
): Promise<Result<{ readonly file: Uint8Array; readonly tableRoot: Hex }, HeadError>> {
	const file = await ports.storage.get(head.root, { most: largestSegment })
	if (!file.ok) return file
	const root = segmentTableRoot(file.value)
	if (!root.ok) return err({ kind: 'unusable' })
	return ok({ file: file.value, tableRoot: toHex(root.value) })
}

/** A chain brought to a head, what it opens there, and what is kept of it. */
export interface AtHead {
	readonly release: Key
	/** Opens later releases of the epoch only. */
	readonly next: ClassChain
}
export function atHead(ports: Pick<Ports, 'ledger'>, chain: ClassChain, head: Head): AtHead | undefined {
	const deployment = deploymentOf(ports)
	const there = chainAtRelease(deployment, chain, head.release)
	if (!there.ok) return undefined
	return { release: releaseKey(deployment, there.value), next: nextRelease(deployment, there.value) }
}

/** What a key table gave a reader: the class chain, or the knowledge that there is no slot; and the chains to keep. */
export interface OpenedEpoch {
	readonly chain: ClassChain | undefined
	/** Of the newest exchange first, every one past this epoch: what could open this table is to be forgotten. */
	readonly keep: readonly PairChain[]
}

/**
 * Opens the reader's slot in the table of the head's epoch, with the newest exchange's chain first. Once an epoch
 * opened with it, older exchanges are not kept.
 */
export async function openEpoch(
	ports: Ports,
	place: Place,
	head: Head,
	tableRoot: Hex,
	pairs: readonly PairChain[],
): Promise<Result<OpenedEpoch, HeadError>> {
	const table = await ports.storage.get(tableRoot, { most: largestTable })
	if (!table.ok) return table
	const deployment = deploymentOf(ports)
	const at = { sender: place.sender, class: place.class, epoch: head.epoch }
	const keep: PairChain[] = []
	for (const pair of pairs) {
		const there = chainAtEpoch(deployment, pair, head.epoch)
		if (!there.ok) {
			keep.push(pair)
			continue
		}
		keep.push(nextEpoch(deployment, there.value))
		const classKey = openKeyTable(deployment, at, { slot: pair.to, key: there.value.key }, table.value)
		if (!classKey.ok) return err({ kind: 'unusable' })
		if (classKey.value) {
			return ok({ chain: startClassChain(deployment, classKey.value, at, head.first), keep })
		}
	}
	return ok({ chain: undefined, keep })
}

/** The padded payload of a head's segment, for the holder of that release's key. */
export function openPayload(
	ports: Pick<Ports, 'ledger'>,
	place: Place,
	head: Head,
	key: Key,
	file: Uint8Array,
): Result<Uint8Array, Unusable> {
	const at = { ...place, epoch: head.epoch, release: head.release }
	const payload = openSegment(deploymentOf(ports), key, at, file)
	return payload.ok ? payload : err({ kind: 'unusable' })
}
