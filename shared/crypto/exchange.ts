import { concat, u32 } from '../kernel/bytes.ts'
import type { Random } from '../kernel/clock.ts'
import { malformed } from '../kernel/parse.ts'
import { ok, type Result } from '../kernel/result.ts'
import type { DeploymentId } from './deployment.ts'
import { type BadKey, exportFrom, exportTo, hybridLengths } from './hpke.ts'
import { type Key, labelled } from './kdf.ts'
import { keyFileHash } from './key-file.ts'
import { objectHead, readObject, type Unreadable } from './object-header.ts'
import { type PairChain, startPairChain } from './pair-chain.ts'
import type { DoesNotOpen } from './seal.ts'
import { struct } from './typed-data.ts'

/** The next class epoch of each of the four audience classes. */
export type ClassEpochs = readonly [number, number, number, number]

export interface ExchangeEntry {
	readonly receiver: number
	readonly generation: number
	/** The receiver's next class epochs, as the sender read them at a final block. */
	readonly back: ClassEpochs
	readonly enc: Uint8Array
}
/** All exchanges one institution made in one window; an entry for everybody tells nobody who reads whom. */
export interface ExchangeFile {
	readonly sender: number
	readonly sequence: number
	readonly first: ClassEpochs
	/** Ascending by receiver. */
	readonly entries: readonly ExchangeEntry[]
}

/** What an officer signs so that an exchange file counts; `file` is its keccak-256. */
export const ExchangeAnnouncement = struct('ExchangeFile', {
	institution: 'uint32',
	sequence: 'uint32',
	file: 'bytes32',
	root: 'bytes32',
	length: 'uint32',
	previous: 'bytes32',
})

const headLength = 30
export const exchangeEntryLength = 24 + hybridLengths.encapsulation
const epochs = (values: ClassEpochs): Uint8Array => concat(...values.map(u32))

export function encodeExchangeFile(file: ExchangeFile): Uint8Array {
	const { sender, sequence, first, entries } = file
	if (entries.some((entry, i) => entry.receiver <= (entries[i - 1]?.receiver ?? -1)))
		throw new RangeError('entries are not ascending by receiver')
	const spelled = entries.map(({ receiver, generation, back, enc }) =>
		concat(u32(receiver), u32(generation), epochs(back), enc),
	)
	const head = concat(objectHead('exchangeFile'), u32(sender), u32(sequence), epochs(first))
	return concat(head, u32(entries.length), ...spelled)
}

export function decodeExchangeFile(bytes: Uint8Array): Result<ExchangeFile, Unreadable> {
	const opened = readObject(bytes, 'exchangeFile')
	if (!opened.ok) return opened
	const reader = opened.value
	const u32s = (count: number) => Array.from({ length: count }, () => reader.unsigned(4) as number)
	const [sender, sequence, ...rest] = u32s(6) as [number, number, ...ClassEpochs]
	const count = reader.unsigned(4)
	if (count === undefined || bytes.length !== headLength + count * exchangeEntryLength)
		return malformed('exchangeFile')
	const entries: ExchangeEntry[] = []
	for (let i = 0; i < count; i++) {
		const [receiver, generation, ...back] = u32s(6) as [number, number, ...ClassEpochs]
		const enc = reader.take(hybridLengths.encapsulation)
		if (!enc || receiver <= (entries.at(-1)?.receiver ?? -1)) return malformed('exchangeFile')
		entries.push({ receiver, generation, back, enc })
	}
	return ok({ sender, sequence, first: rest, entries })
}

/** Which encapsulation this is: both ids, the turn, the generation and the very key file. */
export interface ExchangeTerms {
	readonly sender: number
	readonly receiver: number
	readonly sequence: number
	readonly generation: number
	/** The receiver's key file, as announced. */
	readonly keyFile: Uint8Array
}

/** What the encapsulation is bound to, protocol 4.1. */
export const exchangeInfo = (deployment: DeploymentId, terms: ExchangeTerms): Uint8Array =>
	concat(
		labelled('exchange'),
		deployment,
		u32(terms.sender),
		u32(terms.receiver),
		u32(terms.sequence),
		u32(terms.generation),
		keyFileHash(terms.keyFile),
	)

/** A fresh pair root for the receiver's key, and what lets the receiver derive it. Erase it once chains are started. */
export const encapsulatePair = (
	deployment: DeploymentId,
	publicKey: Uint8Array,
	terms: ExchangeTerms,
	random: Random,
): Result<{ readonly enc: Uint8Array; readonly secret: Key }, BadKey> =>
	exportTo(publicKey, exchangeInfo(deployment, terms), 'pair', random)

/** The pair root, for the holder of the window's seed. */
export const decapsulatePair = (
	deployment: DeploymentId,
	seed: Key,
	terms: ExchangeTerms,
	enc: Uint8Array,
): Result<Key, DoesNotOpen> => exportFrom(seed, exchangeInfo(deployment, terms), 'pair', enc)

/** The eight chains of one exchange: four classes each way. The same on both sides. */
export function startPair(
	deployment: DeploymentId,
	root: Key,
	sender: number,
	first: ClassEpochs,
	receiver: number,
	back: ClassEpochs,
): readonly PairChain[] {
	const each = (from: number, to: number, starts: ClassEpochs) =>
		starts.map((epoch, audience) => startPairChain(deployment, root, { from, to, class: audience, epoch }))
	return [...each(sender, receiver, first), ...each(receiver, sender, back)]
}
