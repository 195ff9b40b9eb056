import { ByteReader, concat, u32, u8 } from '../kernel/bytes.ts'
import { malformed } from '../kernel/parse.ts'
import { ok, type Result } from '../kernel/result.ts'
import { reveal, Secret } from '../kernel/secret.ts'
import { readVarint, varint } from '../kernel/varint.ts'
import type { ClassChain, Release } from './class-chain.ts'
import type { Key } from './kdf.ts'
import type { KeyKind } from './key-file.ts'
import { needsNewerVersion, type Unreadable } from './object-header.ts'
import type { PairChain } from './pair-chain.ts'
import { isZero } from './segment.ts'

/** Kind 0: opens one release of one class. */
export interface ReleaseKeyEntry extends Release {
	readonly kind: 'release-key'
	readonly key: Key
}
/** Kind 1: `K(r)` of a class of one's own, to publish with. */
export interface OwnChainEntry extends ClassChain {
	readonly kind: 'own-chain'
}
/** Kind 2: the private half of an inbox or record key. */
export interface SeedEntry {
	readonly kind: 'seed'
	readonly keyKind: KeyKind
	readonly generation: number
	readonly seed: Key
}
/** Kind 3, in ratchet files alone: stewards hold pair chains, the member feed never carries one. */
export interface PairChainEntry extends PairChain {
	readonly kind: 'pair-chain'
}
export type FeedEntry = ReleaseKeyEntry | OwnChainEntry | SeedEntry
export type HeldKey = FeedEntry | PairChainEntry

const release = (code: number, entry: Release & { readonly key: Key }): Uint8Array =>
	concat(
		u8(code),
		u32(entry.sender),
		u8(entry.class),
		u32(entry.epoch),
		u32(entry.release),
		reveal(entry.key),
	)

function spell(entry: HeldKey): Uint8Array {
	switch (entry.kind) {
		case 'release-key':
			return release(0, entry)
		case 'own-chain':
			return release(1, entry)
		case 'seed':
			return concat(u8(2), u8(entry.keyKind), u32(entry.generation), reveal(entry.seed))
		case 'pair-chain':
			return concat(
				u8(3),
				u32(entry.from),
				u32(entry.to),
				u8(entry.class),
				u32(entry.epoch),
				reveal(entry.key),
			)
	}
}

/** `01 ‖ varint count ‖ entries`: the payload of the member feed (protocol 5.5) and of the ratchet file. */
export const encodeHeldKeys = (entries: readonly HeldKey[]): Uint8Array =>
	concat(Uint8Array.of(1), varint(entries.length), ...entries.map(spell))

function readRelease(reader: ByteReader): (Release & { readonly key: Key }) | undefined {
	const sender = reader.unsigned(4) as number
	const audience = reader.unsigned(1) as number
	const epoch = reader.unsigned(4) as number
	const turn = reader.unsigned(4) as number
	const key = reader.take(32)
	return key && { sender, class: audience, epoch, release: turn, key: new Secret(key) }
}

function readPairChain(reader: ByteReader): HeldKey | undefined {
	const from = reader.unsigned(4) as number
	const to = reader.unsigned(4) as number
	const audience = reader.unsigned(1) as number
	const epoch = reader.unsigned(4) as number
	const key = reader.take(32)
	return key && { kind: 'pair-chain', from, to, class: audience, epoch, key: new Secret(key) }
}

function readSeed(reader: ByteReader): HeldKey | undefined {
	const keyKind = reader.unsigned(1) as KeyKind
	const generation = reader.unsigned(4) as number
	const seed = reader.take(32)
	return seed && { kind: 'seed', keyKind, generation, seed: new Secret(seed) }
}

/** The entries of a payload, behind which there is nothing but zeros. */
export function decodeHeldKeys(payload: Uint8Array): Result<readonly HeldKey[], Unreadable> {
	const reader = new ByteReader(payload)
	if (reader.unsigned(1) !== 1) return needsNewerVersion
	const count = readVarint(reader)
	if (count === undefined || count > reader.left / 38) return malformed('held-keys')
	const entries: HeldKey[] = []
	for (let i = 0; i < count; i++) {
		const code = reader.unsigned(1) as number
		if (code > 3) return needsNewerVersion
		const at = code < 2 ? readRelease(reader) : undefined
		const kind = code === 0 ? 'release-key' : 'own-chain'
		const entry = at
			? ({ ...at, kind } as const)
			: code === 2
				? readSeed(reader)
				: code === 3
					? readPairChain(reader)
					: undefined
		if (!entry) return malformed('held-keys')
		entries.push(entry)
	}
	return isZero(payload.subarray(reader.at)) ? ok(entries) : malformed('held-keys')
}
