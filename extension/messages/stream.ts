import { object, pattern } from '#shared/kernel/parse.ts'
import { err, type Result } from '#shared/kernel/result.ts'
import type { Runtime } from 'webextension-polyfill'
import { browser } from '../platform/browser.ts'
import type { Message } from './define.ts'
import { parseAnswer } from './envelope.ts'
import { surfaceBug } from './surface-bug.ts'
import { type From, type Sender, whoSent } from './sender.ts'

/** Long work: what goes in, what is told on the way, and what comes out at the end. */
export interface Stream<Input, Progress, Answer> {
	readonly message: Message<Input, Answer>
	/** A type only: progress comes from our own engine. */
	readonly progress?: Progress
}

/** What serves one stream. `signal` aborts when the asking page is gone; work that must finish may ignore it. */
export interface StreamHandler {
	readonly message: Message<unknown, unknown>
	readonly run: (
		input: unknown,
		told: (progress: unknown) => void,
		signal: AbortSignal,
		from: From,
	) => Promise<Result<unknown>>
}

const prefix = 'mednexus/1/'
const opening = object({ name: pattern<string>(/^mednexus\/1\/[a-z]+\/[a-z-]+$/) })

/** Joins a stream to what this context does with it. */
export const onStream = <Input, Progress, Answer>(
	stream: Stream<Input, Progress, Answer>,
	run: (
		input: Input,
		told: (progress: Progress) => void,
		signal: AbortSignal,
		from: From,
	) => Promise<Result<Answer>>,
): StreamHandler => ({
	message: stream.message as Message<unknown, unknown>,
	run: run as StreamHandler['run'],
})

const streamsHere = new Map<string, StreamHandler>()

/** Serves the streams addressed to this context. Called once, synchronously at start-up. */
export function serveStreams(handlers: readonly StreamHandler[]): void {
	for (const handler of handlers) streamsHere.set(prefix + handler.message.name, handler)
	browser.runtime.onConnect.addListener(port => {
		const opened = opening({ name: port.name })
		const handler = opened.ok ? streamsHere.get(opened.value.name) : undefined
		if (handler) serveOne(port, handler)
	})
}

function serveOne(port: Runtime.Port, handler: StreamHandler): void {
	const gone = new AbortController()
	port.onDisconnect.addListener(() => gone.abort())
	const post = (message: unknown): void => {
		if (!gone.signal.aborted) port.postMessage(message)
	}
	port.onMessage.addListener(body => {
		const told = (progress: unknown): void => post({ progress })
		void answerStream(handler, body, whoSent((port.sender ?? {}) as Sender), told, gone.signal).then(
			result => {
				post({ result })
			},
		)
	})
}

async function answerStream(
	handler: StreamHandler,
	body: unknown,
	from: From | undefined,
	told: (progress: unknown) => void,
	signal: AbortSignal,
): Promise<Result<unknown>> {
	if (!from || !handler.message.from.includes(from.role)) return err({ kind: 'sender-not-allowed' })
	const input = handler.message.parse(body)
	if (!input.ok) return input
	try {
		return await handler.run(input.value, told, signal, from)
	} catch (thrown) {
		surfaceBug(handler.message.name, thrown)
		return err({ kind: 'handler-failed' })
	}
}

/** Asks for long work and hears of its progress. It ends with one `Result`, whatever happens to the other side. */
export function openStream<Input, Progress, Answer>(
	stream: Stream<Input, Progress, Answer>,
	input: Input,
	told: (progress: Progress) => void,
): Promise<Result<Answer>> {
	return new Promise(resolve => {
		const port = browser.runtime.connect({ name: prefix + stream.message.name })
		port.onDisconnect.addListener(() => resolve(err({ kind: 'unreachable' })))
		port.onMessage.addListener(message => {
			const { progress, result } = message as { progress?: Progress; result?: unknown }
			if (progress !== undefined) told(progress)
			if (result === undefined) return
			resolve(parseAnswer(stream.message as Message<never, Answer>, result))
			port.disconnect()
		})
		port.postMessage(input)
	})
}
