/**
 * Reads of JSON that anybody may have written: whatever it holds, the answer is a value of the type asked for, of
 * bounded size, and nothing throws.
 */
export type Json = Readonly<Record<string, unknown>>

const nothing: Json = Object.freeze({})

export const asRecord = (input: unknown): Json =>
	typeof input === 'object' && input !== null && !Array.isArray(input) ? (input as Json) : nothing

/** At most `limit` members: a hospital's list may be long, an attacker's endless. */
export const asList = (input: unknown, limit = 1_000): readonly unknown[] =>
	Array.isArray(input) ? input.slice(0, limit) : []

export const asRecords = (input: unknown, limit = 1_000): readonly Json[] =>
	asList(input, limit).map(asRecord)

/** Text without the spaces around it; anything else, and text beyond `limit`, is cut or empty. */
export const asText = (input: unknown, limit = 300): string =>
	typeof input === 'string' ? input.slice(0, limit).trim() : ''

export const asNumber = (input: unknown): number | undefined => {
	const number = typeof input === 'string' && input.trim() !== '' ? Number(input) : input
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** The date of an ISO instant, else `undefined`. */
export function asDate(input: unknown): string | undefined {
	const found = /^(\d{4}-\d{2}-\d{2})/.exec(asText(input, 40))?.[1]
	return found !== undefined && !Number.isNaN(Date.parse(found)) ? found : undefined
}

/** The value of a JSON text, else `undefined`. */
export function asJson(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return undefined
	}
}

/** JSON as text again; `undefined` for a value too deep to write. */
export function asJsonText(value: unknown): string | undefined {
	try {
		return JSON.stringify(value)
	} catch {
		return undefined
	}
}
