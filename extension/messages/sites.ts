import { array, object, pattern } from '#shared/kernel/parse.ts'
import { defineMessage, nothing } from './define.ts'

/** A web origin, as the browser writes it. */
export const webOrigin = pattern<string>(/^https?:\/\/[a-z0-9.[\]:_-]{1,255}$/)

/** The clinician has granted this origin in the browser's own dialog: watch it from now on, open tabs included. */
export const siteGranted = defineMessage<{ readonly origin: string }, void>({
	name: 'sites/granted',
	from: ['panel'],
	to: 'worker',
	parse: object({ origin: webOrigin }),
	answer: nothing,
})

/** The origins watched now. */
export const listSites = defineMessage<void, readonly string[]>({
	name: 'sites/list',
	from: ['panel'],
	to: 'worker',
	parse: nothing,
	answer: array(webOrigin, 1_000),
})

/** Stops watching an origin and gives the permission back. */
export const forgetSite = defineMessage<{ readonly origin: string }, void>({
	name: 'sites/forget',
	from: ['panel'],
	to: 'worker',
	parse: object({ origin: webOrigin }),
	answer: nothing,
})
