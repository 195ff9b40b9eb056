import { err, type Result } from '#shared/kernel/result.ts'
import { browser } from '../platform/browser.ts'
import { onDirect } from '../platform/direct.ts'
import type { Message, Role } from './define.ts'
import { type Envelope, parseEnvelope } from './envelope.ts'
import { surfaceBug } from './surface-bug.ts'
import { type From, roleOfPage, type Sender, whoSent } from './sender.ts'

/** What one context does with one kind of message. */
export interface Handler {
	readonly message: Message<unknown, unknown>
	readonly handle: (input: unknown, from: From) => Promise<Result<unknown>>
}

/** Joins a message to what this context does with it. */
export const on = <Input, Answer>(
	message: Message<Input, Answer>,
	handle: (input: Input, from: From) => Promise<Result<Answer>> | Result<Answer>,
): Handler => ({
	message: message as Message<unknown, unknown>,
	handle: async (input, from) => handle(input as Input, from),
})

/** Handlers of this very context, so that a role hosted here is reached without the browser's broadcast. */
const here = new Map<string, Handler>()
let own: readonly Role[] = []

/** The handler of this very context for a message, and the own role that may send it. */
export function local(name: string): { readonly handler: Handler; readonly as: From } | undefined {
	const handler = here.get(name)
	const role = handler && (own.find(mine => handler.message.from.includes(mine)) ?? own[0])
	return handler && role && { handler, as: { role, tab: undefined, frame: undefined } }
}

/**
 * Answers the messages addressed to `roles`; everything else is left to its addressee. Called once per context and
 * synchronously at start-up, so that a woken worker hears the event that woke it.
 */
export function serve(roles: readonly [Role, ...Role[]], handlers: readonly Handler[]): void {
	own = roles
	for (const handler of handlers) {
		if (here.has(handler.message.name)) throw new Error(`two handlers for ${handler.message.name}`)
		if (!roles.includes(handler.message.to))
			throw new Error(`${handler.message.name} is not for ${roles.join()}`)
		here.set(handler.message.name, handler)
	}
	browser.runtime.onMessage.addListener(((
		wire: unknown,
		sender: Sender,
		answer: (result: Result<unknown>) => void,
	) => {
		const envelope = parseEnvelope(wire)
		if (!envelope.ok || !roles.includes(envelope.value.to)) return false
		const handler = here.get(envelope.value.name)
		if (!handler || handler.message.secret) return false
		void answerTo(handler, envelope.value, whoSent(sender)).then(answer)
		return true
	}) as never)
	if (handlers.some(({ message }) => message.secret)) onDirect(answerDirect)
}

/** A secret message came from one of our own pages straight to this context. */
async function answerDirect(wire: unknown, page: string): Promise<Result<unknown>> {
	const envelope = parseEnvelope(wire)
	if (!envelope.ok) return envelope
	const handler = here.get(envelope.value.name)
	const role = roleOfPage(page)
	if (!handler?.message.secret) return err({ kind: 'unreachable' })
	return answerTo(handler, envelope.value, role && { role, tab: undefined, frame: undefined })
}

/** Checks sender, then body, then asks the handler. No text of an exception crosses. */
export async function answerTo(
	handler: Handler,
	envelope: Pick<Envelope, 'body'>,
	from: From | undefined,
): Promise<Result<unknown>> {
	if (!from || !handler.message.from.includes(from.role)) return err({ kind: 'sender-not-allowed' })
	const input = handler.message.parse(envelope.body)
	if (!input.ok) return input
	try {
		return await handler.handle(input.value, from)
	} catch (thrown) {
		surfaceBug(handler.message.name, thrown)
		return err({ kind: 'handler-failed' })
	}
}
