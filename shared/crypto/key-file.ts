import { keccak_256 } from '@noble/hashes/sha3.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, type Hex, toHex, u32, u64, u8 } from '../kernel/bytes.ts'
import { malformed } from '../kernel/parse.ts'
import { ok, type Result } from '../kernel/result.ts'
import { hexBytes } from './abi.ts'
import { hybridLengths } from './hpke.ts'
import { needsNewerVersion, objectHead, readObject, type Unreadable } from './object-header.ts'
import { struct } from './typed-data.ts'

/** What an institution's key is for (protocol 3). Kind 5, a member's one-time key, never goes on chain. */
export const keyKinds = { exchange: 1, inbox: 2, record: 3, log: 4, memberDevice: 5 } as const
export type KeyKind = (typeof keyKinds)[keyof typeof keyKinds]

/** One public key with whose it is, its turn and its time. */
export interface KeyFile {
	readonly kind: KeyKind
	readonly institution: number
	readonly generation: number
	/** Unix seconds, compared with the time of a final block. */
	readonly notBefore: number
	readonly notAfter: number
	/** Digest of the announcement before, zero for the first. */
	readonly previous: Hex
	readonly publicKey: Uint8Array
}

/** What an officer signs so that a key counts; `key` is the commitment of the file. */
export const KeyAnnouncement = struct('KeyAnnouncement', {
	institution: 'uint32',
	kind: 'uint8',
	generation: 'uint32',
	key: 'bytes32',
	previous: 'bytes32',
	notBefore: 'uint64',
	notAfter: 'uint64',
})

export const zero32: Hex = `0x${'00'.repeat(32)}`
const lengthOf = (kind: KeyKind): number => (kind === keyKinds.log ? 32 : hybridLengths.publicKey)

export const encodeKeyFile = (file: KeyFile): Uint8Array => {
	if (file.publicKey.length !== lengthOf(file.kind))
		throw new RangeError('a key has not the length of its kind')
	return concat(
		objectHead('keyFile'),
		u8(file.kind),
		u32(file.institution),
		u32(file.generation),
		u64(file.notBefore),
		u64(file.notAfter),
		hexBytes(file.previous, 32),
		file.publicKey,
	)
}

export function decodeKeyFile(bytes: Uint8Array): Result<KeyFile, Unreadable> {
	const opened = readObject(bytes, 'keyFile')
	if (!opened.ok) return opened
	const reader = opened.value
	const kind = reader.unsigned(1)
	const institution = reader.unsigned(4)
	const generation = reader.unsigned(4)
	const times = [reader.u64(), reader.u64()].map(Number)
	const previous = reader.take(32)
	if (kind === undefined || institution === undefined || generation === undefined || !previous)
		return malformed('keyFile')
	if (!isKeyKind(kind)) return needsNewerVersion
	const [notBefore, notAfter] = times as [number, number]
	if (!Number.isSafeInteger(notBefore) || !Number.isSafeInteger(notAfter) || notAfter < notBefore)
		return malformed('keyFile')
	const publicKey = reader.take(lengthOf(kind))
	if (!publicKey || reader.left > 0) return malformed('keyFile')
	return ok({ kind, institution, generation, notBefore, notAfter, previous: toHex(previous), publicKey })
}

const isKeyKind = (kind: number): kind is KeyKind => Object.values<number>(keyKinds).includes(kind)

/** What the contract stores and `KeyAnnouncement.key` says. */
export const keyCommitment = (file: Uint8Array): Hex => toHex(keccak_256(file))
/** What encapsulations to the key are bound to. */
export const keyFileHash = (file: Uint8Array): Uint8Array => sha256(file)

/** Two people compare it, each on their own screen: six groups of four hex digits. */
export const fingerprint = (file: Uint8Array): string =>
	(toHex(sha256(file)).slice(2, 26).match(/.{4}/g) as string[]).join(' ')
