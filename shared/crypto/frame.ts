import { ByteReader, concat, u64 } from '../kernel/bytes.ts'
import { malformed } from '../kernel/parse.ts'
import { ok, type Result } from '../kernel/result.ts'
import { objectHead, readObject, type Unreadable } from './object-header.ts'

const header = 10

/** PADMÉ: the next length whose low bits are zero, so that a size tells O(log log n) bits. At most 12 % more. */
export function padme(length: number): number {
	if (length < 2) return length
	const exponent = Math.floor(Math.log2(length))
	const precision = Math.floor(Math.log2(exponent)) + 1
	const step = 2 ** Math.max(0, exponent - precision)
	return Math.ceil(length / step) * step
}

/** Content behind its length, filled with zeros to a size that many contents share (type 05). */
export function frame(content: Uint8Array, least: number): Uint8Array {
	const total = Math.max(least, padme(content.length + header))
	const used = concat(objectHead('frame'), u64(content.length), content)
	return concat(used, new Uint8Array(total - used.length))
}

/** The content of a frame; padding that is not zero is an error, so that nothing hides there. */
export function unframe(bytes: Uint8Array): Result<Uint8Array, Unreadable> {
	const opened = readObject(bytes, 'frame')
	if (!opened.ok) return opened
	const reader: ByteReader = opened.value
	const length = reader.u64()
	const content = length === undefined || length > reader.left ? undefined : reader.take(Number(length))
	if (!content || bytes.subarray(reader.at).some(byte => byte !== 0)) return malformed('frame')
	return ok(content)
}
