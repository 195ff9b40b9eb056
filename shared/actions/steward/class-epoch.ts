import type { Hex } from '../../kernel/bytes.ts'
import { ok, type Result } from '../../kernel/result.ts'
import { chainAtRelease, startClassChain, type ClassChain } from '../../crypto/class-chain.ts'
import { buildKeyTable, newClassKey, type TableReader } from '../../crypto/key-table.ts'
import { chainAtEpoch, nextEpoch } from '../../crypto/pair-chain.ts'
import type { Head } from '../../ledger/registry.ts'
import { deploymentOf } from '../ports.ts'
import type { HeldKeys } from '../ratchet.ts'
import type { StewardError, StewardPorts } from './steward.ts'

/** An epoch of an own class: who has a slot, under which table. Holds no key. */
export interface OwnEpoch {
	readonly epoch: number
	/** The release it opens with. */
	readonly first: number
	/** Institutions, or member slots in the feed; ascending. */
	readonly readers: readonly number[]
	readonly tableRoot: Hex
	/** Time of the final block when it was made. */
	readonly since: number
}
const openName = (audience: number): string => `epoch/${audience}`
const draftName = (audience: number): string => `epoch-draft/${audience}`

/** The epoch that is on chain, as this steward opened it. */
export const ownEpoch = (ports: StewardPorts, audience: number): Promise<OwnEpoch | undefined> =>
	ports.documents.get<OwnEpoch>(openName(audience))

/** A chain to publish the next release with, and the table it belongs to. */
export interface Opening {
	readonly chain: ClassChain
	readonly tableRoot: Hex
}

/**
 * Makes the next epoch of an own class: a fresh class key, a table with a slot for each reader, the chain at the
 * release that will open it. Chain and table are kept before anything is published; a head that moved since makes a new
 * one, because the first release is part of the chain.
 */
export async function draftEpoch(
	ports: StewardPorts,
	audience: number,
	head: Head | undefined,
	readers: readonly number[],
	time: number,
): Promise<Result<Opening, StewardError>> {
	const epoch = (head?.epoch ?? 0) + 1
	const first = (head?.release ?? 0) + 1
	const place = { sender: ports.institution, class: audience }
	const held = await ports.ratchet.read()
	const draft = await ports.documents.get<OwnEpoch>(draftName(audience))
	const slots = readers.flatMap(slot => slotOf(ports, held, audience, slot, epoch) ?? [])
	const reached = slots.map(({ slot }) => slot)
	const kept = held.chain(place, epoch)
	if (kept && draft?.epoch === epoch && draft.first === first && sameReaders(draft.readers, reached)) {
		return ok({ chain: kept, tableRoot: draft.tableRoot })
	}
	const deployment = deploymentOf(ports)
	const classKey = newClassKey(ports.random)
	const at = { ...place, epoch }
	const highest = Math.max(1, ...readers)
	const table = buildKeyTable(deployment, at, classKey, slots, highest, ports.random)
	const stored = await ports.uploads(await ports.keys.signer('tx/publish/0')).put(table)
	if (!stored.ok) return stored
	const chain = startClassChain(deployment, classKey, at, first)
	held.addChain(chain)
	await ports.ratchet.write(held)
	const made: OwnEpoch = { epoch, first, readers: reached, tableRoot: stored.value.root, since: time }
	await ports.documents.put(draftName(audience), made)
	return ok({ chain, tableRoot: stored.value.root })
}

/** The pair chain towards a reader at this epoch; `undefined` when no exchange reaches it: random bytes then. */
function slotOf(
	ports: StewardPorts,
	held: HeldKeys,
	audience: number,
	slot: number,
	epoch: number,
): TableReader | undefined {
	for (const pair of held.pairs(ports.institution, slot, audience)) {
		const there = chainAtEpoch(deploymentOf(ports), pair, epoch)
		if (there.ok) return { slot, key: there.value.key }
	}
	return undefined
}

/**
 * Brings the held chain of an own class to the final head. When that head opened the drafted epoch, the draft takes its
 * place and every pair chain of the class steps behind it.
 */
export async function settleOwnClass(
	ports: StewardPorts,
	audience: number,
	head: Head | undefined,
): Promise<ClassChain | undefined> {
	if (!head) return undefined
	const place = { sender: ports.institution, class: audience }
	const held = await ports.ratchet.read()
	const draft = await ports.documents.get<OwnEpoch>(draftName(audience))
	const chain = held.chain(place, head.epoch)
	if (!chain) return undefined
	const there = chainAtRelease(deploymentOf(ports), chain, head.release)
	if (!there.ok) return undefined
	const opened = draft?.epoch === head.epoch
	if (opened) stepPairs(ports, held, audience, head.epoch)
	if (opened || there.value.release !== chain.release) {
		held.setChain(there.value)
		await ports.ratchet.write(held)
	}
	if (opened) {
		await ports.documents.put(openName(audience), draft)
		await ports.documents.delete(draftName(audience))
	}
	return there.value
}

/** Sender's half of the ratchet: what could rebuild a published table is forgotten. */
function stepPairs(ports: StewardPorts, held: HeldKeys, audience: number, epoch: number): void {
	const readers = new Set(
		held.entries.flatMap(entry =>
			entry.kind === 'pair-chain' && entry.from === ports.institution && entry.class === audience
				? [entry.to]
				: [],
		),
	)
	for (const reader of readers) {
		const stepped = held.pairs(ports.institution, reader, audience).map(pair => {
			const there = chainAtEpoch(deploymentOf(ports), pair, epoch)
			return there.ok ? nextEpoch(deploymentOf(ports), there.value) : pair
		})
		held.setPairs(ports.institution, reader, audience, stepped)
	}
}

export const sameReaders = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join()
