import type { Result } from '#shared/kernel/result.ts'
import type { Message } from '../messages/define.ts'
import { wakeEngine } from '../messages/engine.ts'
import { send } from '../messages/send.ts'
import { openStream, type Stream } from '../messages/stream.ts'

/** Asks the engine, and wakes it first when it sleeps. */
export async function askEngine<Input, Answer>(
	message: Message<Input, Answer>,
	input: Input,
): Promise<Result<Answer>> {
	const answer = await send(message, input)
	if (answer.ok || answer.error.kind !== 'unreachable') return answer
	const woken = await send(wakeEngine, undefined)
	return woken.ok ? send(message, input) : woken
}

/** Gives the engine long work; it is awake before the port is opened, because a port to nobody never answers. */
export async function giveEngine<Input, Progress, Answer>(
	stream: Stream<Input, Progress, Answer>,
	input: Input,
	told: (progress: Progress) => void,
): Promise<Result<Answer>> {
	const woken = await send(wakeEngine, undefined)
	return woken.ok ? openStream(stream, input, told) : woken
}
