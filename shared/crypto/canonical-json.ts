import { sha256 } from '@noble/hashes/sha2.js'
import { fromUtf8, utf8 } from '../kernel/bytes.ts'
import { type Malformed, malformed } from '../kernel/parse.ts'
import { ok, type Result } from '../kernel/result.ts'

/** What may stand in a signed, hashed or sealed JSON object: numbers are safe integers. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

const deepest = 32
const loneSurrogate = /\p{Surrogate}/u

function text(value: string): string {
	if (loneSurrogate.test(value)) throw new TypeError('not well-formed Unicode')
	return JSON.stringify(value.normalize('NFC'))
}

function write(value: Json | undefined, depth: number): string {
	if (depth > deepest) throw new TypeError('nested too deeply')
	if (value === null || typeof value === 'boolean') return String(value)
	if (typeof value === 'string') return text(value)
	if (typeof value === 'number') {
		if (!Number.isSafeInteger(value)) throw new TypeError('a number is not a safe integer')
		return String(value)
	}
	if (Array.isArray(value)) return `[${value.map(item => write(item, depth + 1)).join(',')}]`
	if (typeof value !== 'object') throw new TypeError('not JSON')
	const members = value as { readonly [name: string]: Json }
	// The default order of strings is by UTF-16 code units: the order RFC 8785 asks for.
	const names = Object.keys(members).sort()
	return `{${names.map(name => `${text(name)}:${write(members[name], depth + 1)}`).join(',')}}`
}

/** RFC 8785 with integers alone and text in NFC; throws on anything else, since we write our own objects. */
export const canonicalJson = (value: Json): string => write(value, 0)
export const canonicalBytes = (value: Json): Uint8Array => utf8(canonicalJson(value))
export const canonicalHash = (value: Json): Uint8Array => sha256(canonicalBytes(value))

/** Reads an object that is spelled in the one canonical way, so that no two parsers can read it differently. */
export function readCanonicalJson(bytes: Uint8Array, limit = 1 << 20): Result<Json, Malformed> {
	const source = bytes.length <= limit ? fromUtf8(bytes) : undefined
	if (source === undefined) return malformed('json')
	try {
		const value = JSON.parse(source) as Json
		return canonicalJson(value) === source ? ok(value) : malformed('json')
	} catch {
		return malformed('json')
	}
}
