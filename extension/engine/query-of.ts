import type { Case } from '#shared/case/case.ts'
import type { SearchQuery } from '#shared/matching/engine.ts'

/** What is compared: only what was asserted. Uncertain and suggested findings take no part. */
export const queryOf = (current: Case, by: SearchQuery['by']): SearchQuery => ({
	observed: current.findings.filter(({ state }) => state === 'observed').map(({ term }) => term),
	excluded: current.findings.filter(({ state }) => state === 'excluded').map(({ term }) => term),
	genes: current.genes,
	by,
	...(current.consent === undefined ? {} : { without: [current.consent] }),
})
