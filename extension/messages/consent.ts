import { array, boolean, integer, object, oneOf } from '#shared/kernel/parse.ts'
import type { ConsentForm, ConsentView } from '../panel/product.ts'
import { binding, type Bound, bound } from './bound.ts'
import { asSent, defineMessage } from './define.ts'

export const currentConsent = defineMessage<Bound, ConsentView | null>({
	name: 'consent/current',
	from: ['panel'],
	to: 'engine',
	parse: bound,
	answer: asSent(),
})

/** Records what the family agreed to, on chain as an opaque handle, on a named click. */
export const grantConsent = defineMessage<Bound & { readonly form: ConsentForm }, ConsentView>({
	name: 'consent/grant',
	from: ['panel'],
	to: 'engine',
	parse: object({
		binding,
		form: object({
			subject: oneOf('adult', 'minor', 'proxy', 'deceased'),
			data: array(oneOf('codes', 'labs', 'narrative', 'images', 'outcome'), 5),
			purposes: array(oneOf('care-match', 'second-opinion'), 2),
			institutionNamed: boolean,
			recontact: boolean,
			until: integer(),
			how: oneOf('witnessed', 'paper', 'remote'),
		}),
	}),
	answer: asSent(),
})
