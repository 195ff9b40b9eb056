import { concat, equal, u32, u8 } from '../kernel/bytes.ts'
import type { Random } from '../kernel/clock.ts'
import { malformed } from '../kernel/parse.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { reveal, Secret } from '../kernel/secret.ts'
import { type ClassEpoch, epochContext } from './class-chain.ts'
import type { DeploymentId } from './deployment.ts'
import { type Key, kdf } from './kdf.ts'
import { objectHead, readObject, type Unreadable } from './object-header.ts'
import { openOnce, sealOnce } from './seal.ts'

/** One who may read: an institution by its id, or a member by its slot in the member feed. */
export interface TableReader {
	readonly slot: number
	/** The pair chain's key at this epoch. */
	readonly key: Key
}
/** The slot opened to a key that is not the one committed to for everybody. */
export interface NotCommitted {
	readonly kind: 'not-committed'
}

const headLength = 2 + 32 + 32
const slotLength = 32 + 16
/** 66 + 48 · 65,536: nothing larger is fetched. */
export const largestTable = headLength + slotLength * 65_536

const commitment = (deployment: DeploymentId, classKey: Uint8Array, at: ClassEpoch, salt: Uint8Array) =>
	kdf(deployment, classKey, 'class/commit', concat(epochContext(at), salt))

const slotKey = (deployment: DeploymentId, at: ClassEpoch, reader: TableReader, salt: Uint8Array) => {
	const context = concat(u32(at.sender), u32(reader.slot), u8(at.class), u32(at.epoch), salt)
	return kdf(deployment, reveal(reader.key), 'slot', context)
}

/** A fresh class key, drawn for every epoch. */
export const newClassKey = (random: Random): Key => new Secret(random.bytes(32))

/**
 * The key table of one class epoch (type 03): a slot for every reader, random bytes for everyone else, so that
 * neither readers nor their number show. Whoever passes a reader has checked the whole stage-0 gate for it.
 */
export function buildKeyTable(
	deployment: DeploymentId,
	at: ClassEpoch,
	classKey: Key,
	readers: readonly TableReader[],
	highestSlot: number,
	random: Random,
): Uint8Array {
	const salt = random.bytes(32)
	const head = concat(objectHead('keyTable'), salt, commitment(deployment, reveal(classKey), at, salt))
	const bySlot = new Map(readers.map(reader => [reader.slot, reader]))
	const highest = readers.reduce((most, { slot }) => Math.max(most, slot), Math.max(1, highestSlot))
	if (bySlot.has(0) || bySlot.size !== readers.length)
		throw new RangeError('a slot is taken twice or is zero')
	const slots = Array.from({ length: Math.ceil(highest / 64) * 64 }, (_, index) => {
		const reader = bySlot.get(index + 1)
		if (!reader) return random.bytes(slotLength)
		return sealOnce(slotKey(deployment, at, reader, salt), head, reveal(classKey))
	})
	return concat(head, ...slots)
}

/** The class key, if this table holds a slot for the reader; `undefined` means "not for us" and is no error. */
export function openKeyTable(
	deployment: DeploymentId,
	at: ClassEpoch,
	reader: TableReader,
	table: Uint8Array,
): Result<Key | undefined, Unreadable | NotCommitted> {
	const opened = readObject(table, 'keyTable')
	if (!opened.ok) return opened
	const slots = (table.length - headLength) / slotLength
	if (slots <= 0 || slots % 64 !== 0 || table.length > largestTable) return malformed('keyTable')
	if (reader.slot < 1 || reader.slot > slots) return ok(undefined)
	const start = headLength + slotLength * (reader.slot - 1)
	const salt = table.subarray(2, 34)
	const once = slotKey(deployment, at, reader, salt)
	const classKey = openOnce(once, table.slice(0, headLength), table.subarray(start, start + slotLength))
	if (!classKey.ok) return ok(undefined)
	if (!equal(commitment(deployment, classKey.value, at, salt), table.subarray(34, headLength)))
		return err({ kind: 'not-committed' })
	return ok(new Secret(classKey.value))
}
