import { type Malformed, integer, object, oneOf, pattern, type Parser } from '#shared/kernel/parse.ts'
import { err, type Result } from '#shared/kernel/result.ts'
import type { Message, Role } from './define.ts'

/** What every message looks like on the wire: its format version, whom it is for, its name, then what it carries. */
export interface Envelope {
	readonly v: 1
	readonly to: Role
	readonly name: string
	readonly body: unknown
}

/** Why a message came to nothing: distinct, because a person acts differently on each. */
export type Undelivered =
	| { readonly kind: 'sender-not-allowed' }
	| { readonly kind: 'unreachable' }
	| { readonly kind: 'handler-failed' }
	| Malformed

const roles = ['content', 'frame', 'panel', 'worker', 'engine'] as const

/** The outer shape; the body is left to the message's own parser. */
export const parseEnvelope: Parser<Envelope> = (input, at = '') => {
	const outer = object({
		v: oneOf(1),
		to: oneOf(...roles),
		name: pattern<string>(/^[a-z]+\/[a-z-]+$/),
	})(input, at)
	return outer.ok ? { ok: true, value: { ...outer.value, body: (input as { body?: unknown }).body } } : outer
}

export const wrap = <I>(message: Message<I, unknown>, body: I): Envelope => ({
	v: 1,
	to: message.to,
	name: message.name,
	body,
})

/** An answer is a `Result`, always; anything else on the wire is malformed. */
export function parseAnswer<A>(message: Message<never, A>, answer: unknown): Result<A> {
	const outer = object({ ok: oneOf('true', 'false') })({
		ok: String((answer as { ok?: unknown } | null | undefined)?.ok),
	})
	if (!outer.ok) return err({ kind: 'unreachable' })
	if (outer.value.ok === 'true') return message.answer((answer as { value?: unknown }).value, 'answer')
	const error = object({ kind: pattern<string>(/^[a-z0-9-]{1,60}$/) })((answer as { error?: unknown }).error)
	return error.ok
		? err({ ...((answer as { error: object }).error as object), kind: error.value.kind })
		: error
}

/** A tab's number as the browser gives it. */
export const tabId = integer(0)
