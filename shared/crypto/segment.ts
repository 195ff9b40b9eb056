import { ByteReader, compare, concat } from '../kernel/bytes.ts'
import type { Random } from '../kernel/clock.ts'
import { type Malformed, malformed } from '../kernel/parse.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { reveal } from '../kernel/secret.ts'
import { readVarint, varint } from '../kernel/varint.ts'
import { cardLimits } from './card.ts'
import { type Release, releaseContext } from './class-chain.ts'
import type { DeploymentId } from './deployment.ts'
import type { Key } from './kdf.ts'
import { needsNewerVersion, objectHead, readObject, type Unreadable } from './object-header.ts'
import { type DoesNotOpen, open, seal, sealOverhead } from './seal.ts'

/** More cards than one segment of 16 MiB holds. */
export interface TooLarge {
	readonly kind: 'too-large'
}

const headLength = 2 + 32
/** Bytes of a segment file that are not payload. */
export const segmentOverhead = headLength + sealOverhead
export const largestSegment = 16 * 1024 * 1024

/** The least of 4096·2^k and 6144·2^k that holds `length`: what a size tells is one of few classes. */
export function sizeClass(length: number): number {
	let size = 4096
	while (size * 1.5 < length) size *= 2
	return size < length ? size * 1.5 : size
}

/** Items behind their lengths, the payload of index segments (protocol 5.2). */
export function cardPayload(cards: readonly Uint8Array[]): Uint8Array {
	for (const [index, card] of cards.entries()) {
		const before = cards[index - 1]
		if (before && compare(before.subarray(0, 16), card.subarray(0, 16)) >= 0)
			throw new RangeError('cards are not ascending by handle')
	}
	const spelled = cards.flatMap(card => [varint(card.length), card])
	return concat(Uint8Array.of(1), varint(cards.length), ...spelled)
}

/** The cards of a payload, each as its bytes; order, lengths and zero padding are checked, the cards are not yet. */
export function readCardPayload(payload: Uint8Array): Result<readonly Uint8Array[], Unreadable> {
	const reader = new ByteReader(payload)
	if (reader.unsigned(1) !== 1) return needsNewerVersion
	const count = readVarint(reader)
	if (count === undefined || count > reader.left / 17) return malformed('segment')
	const cards: Uint8Array[] = []
	for (let i = 0; i < count; i++) {
		const length = readVarint(reader)
		if (length === undefined || length < 16 || length > cardLimits.bytes) return malformed('segment')
		const card = reader.take(length)
		const before = cards.at(-1)
		if (!card || (before && compare(before.subarray(0, 16), card.subarray(0, 16)) >= 0))
			return malformed('segment')
		cards.push(card)
	}
	return isZero(payload.subarray(reader.at)) ? ok(cards) : malformed('segment')
}

/** Whether padding is what it must be. */
export const isZero = (bytes: Uint8Array): boolean => bytes.every(byte => byte === 0)

const scope = (at: Release, head: Uint8Array) => ({ label: 'segment', context: releaseContext(at), head })

/**
 * Seals one release. `tableRoot` is the storage root of the epoch's key table; `floor` the size class that this
 * class may not go below yet, so that a withdrawal does not show in the size.
 */
export function sealSegment(
	deployment: DeploymentId,
	key: Key,
	at: Release,
	tableRoot: Uint8Array,
	payload: Uint8Array,
	random: Random,
	floor = 0,
): Result<Uint8Array, TooLarge> {
	const size = sizeClass(Math.max(payload.length + segmentOverhead, floor))
	if (size > largestSegment) return err({ kind: 'too-large' })
	const padded = new Uint8Array(size - segmentOverhead)
	padded.set(payload)
	const head = concat(objectHead('segment'), tableRoot)
	return ok(seal(deployment, reveal(key), scope(at, head), padded, random))
}

/** The storage root of the key table this segment belongs to: it stands in front, unsealed but authenticated. */
export function segmentTableRoot(file: Uint8Array): Result<Uint8Array, Unreadable> {
	const opened = readObject(file, 'segment')
	if (!opened.ok) return opened
	const root = opened.value.take(32)
	const proper = file.length <= largestSegment && file.length === sizeClass(file.length)
	return root && proper ? ok(root) : malformed('segment')
}

/** The padded payload of a segment, for the holder of that release's key alone. */
export function openSegment(
	deployment: DeploymentId,
	key: Key,
	at: Release,
	file: Uint8Array,
): Result<Uint8Array, Unreadable | DoesNotOpen | Malformed> {
	const root = segmentTableRoot(file)
	if (!root.ok) return root
	return open(deployment, reveal(key), scope(at, file.slice(0, headLength)), file)
}
