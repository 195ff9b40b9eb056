import { ByteReader } from '../kernel/bytes.ts'
import { type Malformed, malformed } from '../kernel/parse.ts'
import { err, ok, type Result } from '../kernel/result.ts'

/** Byte 1 of every stored binary object, protocol 1. */
export const objectTypes = {
	keyFile: 0x01,
	exchangeFile: 0x02,
	keyTable: 0x03,
	segment: 0x04,
	frame: 0x05,
	sealedBody: 0x06,
	roomEvent: 0x07,
	vaultSlot: 0x08,
	sealedHeader: 0x09,
	roomHistory: 0x0a,
	auditEntry: 0x0b,
	roomEpoch: 0x0c,
	ratchet: 0x0d,
	recordFile: 0x0e,
} as const
export type ObjectType = keyof typeof objectTypes

/** Written by a later version of the product: an update reads it, this one must not guess. */
export interface NeedsNewerVersion {
	readonly kind: 'needs-newer-version'
}
export type Unreadable = Malformed | NeedsNewerVersion

export const needsNewerVersion = err<NeedsNewerVersion>({ kind: 'needs-newer-version' })

/** The two bytes an object of this type begins with. */
export const objectHead = (type: ObjectType): Uint8Array => Uint8Array.of(1, objectTypes[type])

/** A reader behind the two bytes, once they say what was expected. */
export function readObject(bytes: Uint8Array, type: ObjectType): Result<ByteReader, Unreadable> {
	const [version, found] = bytes
	if (version === undefined || found === undefined) return malformed(type)
	if (version !== 1 || found === 0 || found > objectTypes.recordFile) return needsNewerVersion
	if (found !== objectTypes[type]) return malformed(type)
	const reader = new ByteReader(bytes)
	reader.at = 2
	return ok(reader)
}
