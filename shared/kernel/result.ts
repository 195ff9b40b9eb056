/** An expected outcome: a value, or a failure whose `kind` a person can act on. Bugs throw instead. */
export type Result<T, E = Failure> = Ok<T> | Err<E>
export interface Ok<T> {
	readonly ok: true
	readonly value: T
}
export interface Err<E> {
	readonly ok: false
	readonly error: E
}

/** The least an error carries. `kind` says what happened, in kebab-case; never content, keys or identifiers. */
export interface Failure {
	readonly kind: string
}

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value })
export const err = <const E>(error: E): Err<E> => ({ ok: false, error })
