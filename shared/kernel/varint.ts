import type { ByteReader } from './bytes.ts'

/** LEB128 of an unsigned 32-bit integer, minimal: one spelling per value. */
export function varint(value: number): Uint8Array {
	if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff)
		throw new RangeError(`${value} is not a u32`)
	const bytes: number[] = []
	let rest = value
	while (rest >= 128) {
		bytes.push((rest % 128) | 128)
		rest = Math.floor(rest / 128)
	}
	bytes.push(rest)
	return Uint8Array.from(bytes)
}

/** The next minimal LEB128 below 2^32, else `undefined`. */
export function readVarint(reader: ByteReader): number | undefined {
	let value = 0
	for (let i = 0; i < 5; i++) {
		const byte = reader.unsigned(1)
		if (byte === undefined) return undefined
		value += (byte & 127) * 2 ** (7 * i)
		if (byte < 128) return (byte === 0 && i > 0) || value > 0xffff_ffff ? undefined : value
	}
	return undefined
}
