import { responses } from '#shared/case/case.ts'
import { object, oneOf, pattern, string } from '#shared/kernel/parse.ts'
import type { AnswerForm, AskView } from '../panel/product.ts'
import { binding, type Bound } from './bound.ts'
import { asSent, defineMessage, nothing } from './define.ts'
import { handle } from './matching.ts'

export const listAsks = defineMessage<void, readonly AskView[]>({
	name: 'asks/list',
	from: ['panel'],
	to: 'engine',
	parse: nothing,
	answer: asSent(),
})

/** Asks the institution behind a match, signed and sealed, on a named click. */
export const sendAsk = defineMessage<Bound & { readonly handle: string; readonly text: string }, AskView>({
	name: 'asks/send',
	from: ['panel'],
	to: 'engine',
	parse: object({ binding, handle, text: string(4_000) }),
	answer: asSent(),
})

export const answerAsk = defineMessage<{ readonly ask: string; readonly answer: AnswerForm }, AskView>({
	name: 'asks/answer',
	from: ['panel'],
	to: 'engine',
	parse: object({
		ask: pattern<string>(/^0x[0-9a-f]{64}$/),
		answer: object({
			outcome: oneOf('yes', 'no', 'declined'),
			text: string(4_000),
			response: oneOf(...responses),
		}),
	}),
	answer: asSent(),
})
