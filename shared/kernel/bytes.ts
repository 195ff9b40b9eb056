/** A lower-case `0x…` string. */
export type Hex = `0x${string}`

const encoder = new TextEncoder()
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export const utf8 = (text: string): Uint8Array => encoder.encode(text)

/** The text of well-formed UTF-8 bytes, else `undefined`. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
	try {
		return strict.decode(bytes)
	} catch {
		return undefined
	}
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
	let at = 0
	for (const part of parts) {
		whole.set(part, at)
		at += part.length
	}
	return whole
}

/** Equality without an early exit, so that comparing a tag or a key tells nothing by its time. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
	if (a.length !== b.length) return false
	let difference = 0
	for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number)
	return difference === 0
}

/** Lexicographic order of bytes: negative, zero or positive. */
export function compare(a: Uint8Array, b: Uint8Array): number {
	const shared = Math.min(a.length, b.length)
	for (let i = 0; i < shared; i++) {
		const difference = (a[i] as number) - (b[i] as number)
		if (difference !== 0) return difference
	}
	return a.length - b.length
}

export const toHex = (bytes: Uint8Array): Hex =>
	`0x${Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')}`

/** The bytes of a lower-case hex string, of exactly `length` bytes when given, else `undefined`. */
export function fromHex(text: string, length?: number): Uint8Array | undefined {
	if (!/^0x(?:[0-9a-f]{2})*$/.test(text)) return undefined
	if (length !== undefined && text.length !== 2 + 2 * length) return undefined
	const bytes = new Uint8Array((text.length - 2) / 2)
	for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 + 2 * i, 4 + 2 * i), 16)
	return bytes
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** base64url without padding. */
export function toBase64url(bytes: Uint8Array): string {
	let text = ''
	for (let i = 0; i < bytes.length; i += 3) {
		const left = bytes.length - i
		const word = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
		for (let digit = 0; digit < Math.min(left + 1, 4); digit++)
			text += alphabet[(word >> (18 - 6 * digit)) & 63]
	}
	return text
}

/** The bytes of canonical base64url without padding, else `undefined`: one spelling per value. */
export function fromBase64url(text: string): Uint8Array | undefined {
	if (text.length % 4 === 1) return undefined
	const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
	let word = 0
	let bits = 0
	let at = 0
	for (const digit of text) {
		const value = alphabet.indexOf(digit)
		if (value < 0) return undefined
		word = ((word << 6) | value) & 0xffff
		bits += 6
		if (bits >= 8) {
			bits -= 8
			bytes[at++] = (word >> bits) & 255
		}
	}
	return (word & ((1 << bits) - 1)) === 0 ? bytes : undefined
}

/** `value` as an unsigned big-endian integer of `width` bytes; throws when it does not fit. */
export function unsigned(value: number | bigint, width: number): Uint8Array {
	let rest = BigInt(value)
	if (rest < 0n || rest >> BigInt(8 * width) !== 0n) throw new RangeError(`${value} is not a u${8 * width}`)
	const bytes = new Uint8Array(width)
	for (let i = width - 1; i >= 0; i--) {
		bytes[i] = Number(rest & 255n)
		rest >>= 8n
	}
	return bytes
}
export const u8 = (value: number): Uint8Array => unsigned(value, 1)
export const u16 = (value: number): Uint8Array => unsigned(value, 2)
export const u32 = (value: number): Uint8Array => unsigned(value, 4)
export const u64 = (value: number | bigint): Uint8Array => unsigned(value, 8)

/** Reads fixed-width unsigned big-endian integers and slices; `undefined` once past the end. */
export class ByteReader {
	at = 0
	readonly bytes: Uint8Array
	constructor(bytes: Uint8Array) {
		this.bytes = bytes
	}
	get left(): number {
		return this.bytes.length - this.at
	}
	take(length: number): Uint8Array | undefined {
		if (length < 0 || length > this.left) return undefined
		this.at += length
		return this.bytes.slice(this.at - length, this.at)
	}
	/** At most 6 bytes, so that the value is an exact number. */
	unsigned(width: number): number | undefined {
		const bytes = this.take(width)
		return bytes?.reduce((value, byte) => value * 256 + byte, 0)
	}
	u64(): bigint | undefined {
		const bytes = this.take(8)
		return bytes?.reduce((value, byte) => value * 256n + BigInt(byte), 0n)
	}
}
