import { object, pattern } from '#shared/kernel/parse.ts'
import type { Preview, Published, PublishStep } from '../panel/product.ts'
import { binding, type Bound, bound } from './bound.ts'
import { asSent, defineMessage } from './define.ts'
import type { Stream } from './stream.ts'

/** A preview whose bytes are base64url on the wire. */
export type SentPreview = Omit<Preview, 'bytes'> & { readonly bytes: string }

/** Exactly what would leave, and how identifying it is. Nothing leaves for it. */
export const previewCard = defineMessage<Bound, SentPreview>({
	name: 'publishing/preview',
	from: ['panel'],
	to: 'engine',
	parse: bound,
	answer: asSent(),
})

/** Publishes the previewed bytes, known by their hash; goes on although the panel is closed. */
export const publishCard: Stream<Bound & { readonly hash: string }, PublishStep, Published> = {
	message: defineMessage({
		name: 'publishing/publish',
		from: ['panel'],
		to: 'engine',
		parse: object({ binding, hash: pattern<string>(/^0x[0-9a-f]{64}$/) }),
		answer: asSent(),
	}),
}
