import { ByteReader, fromHex, type Hex, toHex } from '../kernel/bytes.ts'
import { type Malformed, malformed } from '../kernel/parse.ts'
import { ok, type Result } from '../kernel/result.ts'
import { readVarint, varint } from '../kernel/varint.ts'
import type { DeploymentId } from './deployment.ts'
import { hash } from './kdf.ts'
import { needsNewerVersion, type Unreadable } from './object-header.ts'

/** A field of a later version: readers may ignore an even tag and must hide the card over an odd one. */
export interface CardExtension {
	readonly tag: number
	readonly value: Uint8Array
}

/** What one published case tells permitted institutions: personal data, in about 60 bytes (protocol 5.3). */
export interface Card {
	/** The consent handle: 16 bytes. */
	readonly handle: Hex
	readonly revision: number
	/** Consent expiry, in 91-day periods. */
	readonly expiry: number
	/** 0 not stated, 1 female, 2 male, 3 other. */
	readonly sex: number
	/** 0 not recorded, 1 treated, 2 improved, 3 worse, 4 unchanged. */
	readonly response: number
	readonly ageBand: number
	readonly onset: number
	/** UN M49 sub-region; see `regions`. */
	readonly region: number
	/** Bits of `cardFlags`. */
	readonly flags: number
	/** HPO numbers, ascending. */
	readonly observed: readonly number[]
	readonly excluded: readonly number[]
	/** HGNC numbers, ascending. */
	readonly genes: readonly number[]
	readonly extensions: readonly CardExtension[]
}

export const cardFlags = {
	record: 1,
	images: 2,
	laboratory: 4,
	narrative: 8,
	followUp: 16,
	sequenced: 32,
	diagnosisConfirmed: 64,
	institutionNamed: 128,
} as const

/** Sub-regions of at least 20 million people; 9 stands for every smaller one, 0 for not stated. */
export const regions: ReadonlySet<number> = new Set([
	5, 9, 11, 13, 14, 15, 17, 18, 21, 29, 30, 34, 35, 39, 53, 143, 145, 151, 154, 155,
])

/** HPO onset terms by onset code; 0 is not stated. */
export const onsetTerms = [
	undefined,
	'HP:0030674',
	'HP:0003577',
	'HP:0003623',
	'HP:0003593',
	'HP:0011463',
	'HP:0003621',
	'HP:0011462',
	'HP:0003596',
	'HP:0003584',
] as const

export const cardLimits = { terms: 40, genes: 3, bytes: 1024 } as const
const greatestTerm = 9_999_999
const greatestNumber = 0xffff_ffff

/** A code of a later list reads as "not stated"; the bytes stay as they are. */
export const stated = (card: Card): Pick<Card, 'response' | 'ageBand' | 'onset' | 'region'> => ({
	response: card.response > 4 ? 0 : card.response,
	ageBand: card.ageBand > 14 ? 0 : card.ageBand,
	onset: card.onset >= onsetTerms.length ? 0 : card.onset,
	region: regions.has(card.region) ? card.region : 0,
})

/** What merging and hiding need of any card, also of one that only a newer version can show. */
export interface CardIdentity {
	readonly handle: Hex
	readonly revision: number
	readonly expiry: number
}

function readIdentity(reader: ByteReader): CardIdentity | undefined {
	const handle = reader.take(16)
	const revision = readVarint(reader)
	const expiry = readVarint(reader)
	if (!handle || revision === undefined || expiry === undefined || expiry > 0xffff) return undefined
	return { handle: toHex(handle), revision, expiry }
}

export const cardIdentity = (card: Uint8Array): CardIdentity | undefined =>
	card.length > cardLimits.bytes ? undefined : readIdentity(new ByteReader(card))

function readAscending(reader: ByteReader, most: number, greatest: number): readonly number[] | undefined {
	const count = readVarint(reader)
	if (count === undefined || count > most) return undefined
	const values: number[] = []
	let value = 0
	for (let i = 0; i < count; i++) {
		const delta = readVarint(reader)
		if (!delta) return undefined
		value += delta
		if (value > greatest) return undefined
		values.push(value)
	}
	return values
}

function readExtensions(reader: ByteReader): readonly CardExtension[] | undefined {
	const extensions: CardExtension[] = []
	let last = -1
	while (reader.left > 0) {
		const tag = readVarint(reader)
		const length = readVarint(reader)
		const value = length === undefined ? undefined : reader.take(length)
		if (tag === undefined || !value || tag <= last) return undefined
		extensions.push({ tag, value })
		last = tag
	}
	return extensions
}

/** The card that exactly these bytes spell. A card with an odd extension is for a newer version. */
export function decodeCard(bytes: Uint8Array): Result<Card, Unreadable> {
	if (bytes.length > cardLimits.bytes) return malformed('card')
	const reader = new ByteReader(bytes)
	const identity = readIdentity(reader)
	const fixed = reader.take(4)
	if (!identity || !fixed) return malformed('card')
	const [b0, b1, region, flags] = fixed as unknown as readonly [number, number, number, number]
	if (b0 >> 5 !== 0) return malformed('card')
	const observed = readAscending(reader, cardLimits.terms, greatestTerm)
	const excluded = readAscending(reader, cardLimits.terms, greatestTerm)
	const genes = readAscending(reader, cardLimits.genes, greatestNumber)
	if (!observed || !excluded || !genes || observed.length === 0) return malformed('card')
	if (observed.length + excluded.length > cardLimits.terms) return malformed('card')
	const seen = new Set(observed)
	if (excluded.some(term => seen.has(term))) return malformed('card')
	const extensions = readExtensions(reader)
	if (!extensions) return malformed('card')
	if (extensions.some(({ tag }) => tag % 2 === 1)) return needsNewerVersion
	const coded = { sex: b0 & 3, response: b0 >> 2, ageBand: b1 & 15, onset: b1 >> 4, region, flags }
	return ok({ ...identity, ...coded, observed, excluded, genes, extensions })
}

function* ascending(values: readonly number[]): Iterable<number> {
	yield* varint(values.length)
	let last = 0
	for (const value of values.toSorted((a, b) => a - b)) {
		yield* varint(value - last)
		last = value
	}
}

function* spell(card: Card): Iterable<number> {
	yield* fromHex(card.handle, 16) ?? []
	yield* varint(card.revision)
	yield* varint(card.expiry)
	yield card.sex | (card.response << 2)
	yield card.ageBand | (card.onset << 4)
	yield card.region
	yield card.flags
	yield* ascending(card.observed)
	yield* ascending(card.excluded)
	yield* ascending(card.genes)
	for (const { tag, value } of card.extensions) {
		yield* varint(tag)
		yield* varint(value.length)
		yield* value
	}
}

const inRange = ({ sex, response, ageBand, onset, region, flags }: Card): boolean =>
	[
		[sex, 3],
		[response, 7],
		[ageBand, 15],
		[onset, 15],
		[region, 255],
		[flags, 255],
	].every(
		([value, most]) =>
			Number.isInteger(value) && (value as number) >= 0 && (value as number) <= (most as number),
	)

/** The card's bytes, unless a reader would refuse them: too many terms, one twice, one in both lists. */
export function encodeCard(card: Card): Result<Uint8Array, Malformed> {
	if (!inRange(card)) return malformed('card')
	const bytes = Uint8Array.from(spell(card))
	return decodeCard(bytes).ok ? ok(bytes) : malformed('card')
}

/** What preview and publication both show, so that one can be held against the other. */
export const cardHash = (deployment: DeploymentId, card: Uint8Array): Hex =>
	toHex(hash(deployment, 'card', card))
