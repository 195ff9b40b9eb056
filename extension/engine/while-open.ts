import { err, type Result } from '#shared/kernel/result.ts'
import type { Message } from '../messages/define.ts'
import { type Handler, on } from '../messages/serve.ts'
import { Locked } from './worker-keys.ts'

/** A handler that needs the vault open, and says so when it is not. */
export const onWhileOpen = <Input, Answer>(
	message: Message<Input, Answer>,
	handle: (input: Input) => Promise<Result<Answer>>,
): Handler =>
	on(message, async input => {
		try {
			return await handle(input)
		} catch (thrown) {
			if (thrown instanceof Locked) return err({ kind: 'locked' })
			throw thrown
		}
	})
