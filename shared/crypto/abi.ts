import { concat, fromHex, type Hex, unsigned } from '../kernel/bytes.ts'

/** An unsigned integer as one 32-byte word of the contract ABI. */
export const uintWord = (value: number | bigint): Uint8Array => unsigned(value, 32)

/** An address or a shorter integer's bytes, right-aligned in one word. */
export const rightWord = (bytes: Uint8Array): Uint8Array => concat(new Uint8Array(32 - bytes.length), bytes)

/** A `bytesN`, left-aligned in one word. */
export const leftWord = (bytes: Uint8Array): Uint8Array => concat(bytes, new Uint8Array(32 - bytes.length))

/** The bytes of a hex value that must be well-formed here: anything else is a bug of the caller. */
export function hexBytes(text: Hex, length: number): Uint8Array {
	const bytes = fromHex(text.toLowerCase(), length)
	if (!bytes) throw new TypeError(`not ${length} bytes of hex`)
	return bytes
}

export const addressWord = (address: Hex): Uint8Array => rightWord(hexBytes(address, 20))
