import { err, ok, type Result } from './result.ts'

/** Where hostile or foreign input stopped making sense. The offending value itself is never carried. */
export interface Malformed {
	readonly kind: 'malformed'
	readonly at: string
}
/** Turns unknown input into a typed value, or says at which path it is not one. */
export type Parser<T> = (input: unknown, at?: string) => Result<T, Malformed>
export type Parsed<P> = P extends Parser<infer T> ? T : never

export const malformed = (at: string) => err<Malformed>({ kind: 'malformed', at })

export const string =
	(limit = 10_000): Parser<string> =>
	(input, at = '') =>
		typeof input === 'string' && input.length <= limit ? ok(input) : malformed(at)

export const boolean: Parser<boolean> = (input, at = '') =>
	typeof input === 'boolean' ? ok(input) : malformed(at)

export const integer =
	(least = 0, most = Number.MAX_SAFE_INTEGER): Parser<number> =>
	(input, at = '') =>
		Number.isSafeInteger(input) && (input as number) >= least && (input as number) <= most
			? ok(input as number)
			: malformed(at)

export const pattern =
	<T extends string>(shape: RegExp): Parser<T> =>
	(input, at = '') =>
		typeof input === 'string' && shape.test(input) ? ok(input as T) : malformed(at)

export const oneOf =
	<const T extends readonly (string | number)[]>(...allowed: T): Parser<T[number]> =>
	(input, at = '') =>
		allowed.includes(input as T[number]) ? ok(input as T[number]) : malformed(at)

export const nullable =
	<T>(inner: Parser<T>): Parser<T | null> =>
	(input, at = '') =>
		input === null ? ok(null) : inner(input, at)

export const array =
	<T>(inner: Parser<T>, limit = 10_000): Parser<readonly T[]> =>
	(input, at = '') => {
		if (!Array.isArray(input) || input.length > limit) return malformed(at)
		const values: T[] = []
		for (const [index, item] of input.entries()) {
			const parsed = inner(item, `${at}[${index}]`)
			if (!parsed.ok) return parsed
			values.push(parsed.value)
		}
		return ok(values)
	}

/** Members not named in `shape` are dropped: an allow-list. */
export const object =
	<S extends Record<string, Parser<unknown>>>(shape: S): Parser<{ readonly [K in keyof S]: Parsed<S[K]> }> =>
	(input, at = '') => {
		if (typeof input !== 'object' || input === null || Array.isArray(input)) return malformed(at)
		const values: Record<string, unknown> = {}
		for (const [name, inner] of Object.entries(shape)) {
			const parsed = inner((input as Record<string, unknown>)[name], `${at}.${name}`)
			if (!parsed.ok) return parsed
			values[name] = parsed.value
		}
		return ok(values as { readonly [K in keyof S]: Parsed<S[K]> })
	}
