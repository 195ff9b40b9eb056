const values = new WeakMap<Secret<unknown>, unknown>()

/**
 * A key or identifier that prints as «secret» wherever it might leak: logs, JSON, template strings.
 * It guards against accidents, not attackers: a JavaScript value cannot be wiped from memory.
 */
export class Secret<T> {
	declare private readonly brand: T
	constructor(value: T) {
		values.set(this, value)
	}
	toString(): string {
		return '«secret»'
	}
	toJSON(): string {
		return '«secret»'
	}
}

/** The only way to the value inside: easy to grep for in review. */
export const reveal = <T>(secret: Secret<T>): T => values.get(secret) as T
