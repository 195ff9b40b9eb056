import { err, type Result } from '#shared/kernel/result.ts'
import type { Message } from '../messages/define.ts'
import { type Handler, on } from '../messages/serve.ts'
import { Locked } from './worker-keys.ts'

/** Does what needs the vault open, and says so when it is not. */
export async function whileOpen<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
	try {
		return await work()
	} catch (thrown) {
		if (thrown instanceof Locked) return err({ kind: 'locked' })
		throw thrown
	}
}

/** A handler that needs the vault open. */
export const onWhileOpen = <Input, Answer>(
	message: Message<Input, Answer>,
	handle: (input: Input) => Promise<Result<Answer>>,
): Handler => on(message, input => whileOpen(() => handle(input)))
