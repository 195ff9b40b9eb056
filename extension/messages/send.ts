import { err, type Result } from '#shared/kernel/result.ts'
import { browser } from '../platform/browser.ts'
import { sendDirect } from '../platform/direct.ts'
import type { Message, Role } from './define.ts'
import { type Envelope, parseAnswer, wrap } from './envelope.ts'
import { answerTo, local } from './serve.ts'

/** Which content script is meant; without a tab, the one of the tab that the asking page stands in. */
interface Destination {
	readonly tab?: number
	readonly frame?: number
}

/** Asks the context that a message is for. `tab` is needed for content scripts, and `frame` is its top frame unless told. */
export async function send<Input, Answer>(
	message: Message<Input, Answer>,
	input: Input,
	to: Destination = {},
): Promise<Result<Answer>> {
	const hosted = message.to === 'content' ? undefined : local(message.name)
	if (hosted) return (await answerTo(hosted.handler, { body: input }, hosted.as)) as Result<Answer>
	try {
		const wire = wrap(message as Message<unknown, unknown>, input)
		const answer = await deliver(message, wire, to)
		return parseAnswer(message as Message<never, Answer>, answer)
	} catch {
		// The browser rejects when nobody listens: the context is gone, asleep or was never there.
		return err({ kind: 'unreachable' })
	}
}

/** Tells whoever listens, and does not mind when nobody does: a panel may simply be closed. */
export function tell<Input>(message: Message<Input, void>, input: Input): void {
	void send(message, input)
}

async function deliver(
	message: { readonly secret?: true; readonly to: Role },
	wire: Envelope,
	to: Destination,
): Promise<unknown> {
	if (message.secret) return sendDirect(wire)
	if (message.to !== 'content') return browser.runtime.sendMessage(wire)
	const tab = to.tab ?? (await browser.tabs.getCurrent()).id
	return browser.tabs.sendMessage(tab as number, wire, { frameId: to.frame ?? 0 })
}
