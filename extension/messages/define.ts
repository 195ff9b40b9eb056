import type { Parser } from '#shared/kernel/parse.ts'
import { ok } from '#shared/kernel/result.ts'

/** A context of the extension, as trusted as the browser's own stamp on its messages makes it. */
export type Role = 'content' | 'frame' | 'panel' | 'worker' | 'engine'

/** One kind of message: who may send it, who hears it, what it carries and what comes back. */
export interface Message<Input, Answer> {
	/** `subject/verb-object`. */
	readonly name: string
	readonly from: readonly Role[]
	readonly to: Role
	readonly parse: Parser<Input>
	/** Checks the value of a good answer; `asSent()` where the answering context is as trusted as the asking one. */
	readonly answer: Parser<Answer>
	/** Carries a key or a passphrase: goes from point to point to the worker, never by the browser's broadcast. */
	readonly secret?: true
}

/** The only way to a message: nothing is sent that is not defined so. */
export const defineMessage = <Input, Answer>(message: Message<Input, Answer>): Message<Input, Answer> =>
	message

/** Takes an answer of our own extension pages as it is: they run the same code behind the same checks. */
export const asSent =
	<T>(): Parser<T> =>
	input =>
		ok(input as T)

/** A message or an answer that carries nothing. */
export const nothing: Parser<void> = () => ok(undefined)
