import type { Gene } from '#shared/case/case.ts'
import { object, string } from '#shared/kernel/parse.ts'
import type { TermHit } from '../panel/product.ts'
import { asSent, defineMessage } from './define.ts'

const text = object({ text: string(200) })

/** Terms whose label or synonym begins so. What is typed stays on this machine. */
export const findTerms = defineMessage<{ readonly text: string }, readonly TermHit[]>({
	name: 'lookup/find-terms',
	from: ['panel'],
	to: 'engine',
	parse: text,
	answer: asSent(),
})

export const findGenes = defineMessage<{ readonly text: string }, readonly Gene[]>({
	name: 'lookup/find-genes',
	from: ['panel'],
	to: 'engine',
	parse: text,
	answer: asSent(),
})
