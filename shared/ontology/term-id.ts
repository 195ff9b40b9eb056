import { ok, type Result } from '../kernel/result.ts'
import { malformed, type Malformed } from '../kernel/parse.ts'

declare const brand: unique symbol

/** The id of a Human Phenotype Ontology term, always written `HP:` and seven digits. */
export type TermId = `HP:${string}` & { readonly [brand]: 'TermId' }

/** The one way from text to a `TermId`: nothing else may cast to it. */
export const parseTermId = (input: unknown, at = ''): Result<TermId, Malformed> =>
	typeof input === 'string' && /^HP:\d{7}$/.test(input) ? ok(input as TermId) : malformed(at)

/** The number on the wire (protocol 5.3): 1250 for HP:0001250. */
export const termNumber = (term: TermId): number => Number(term.slice(3))

/** Throws outside 0 to 9,999,999: a decoder has refused such a number before. */
export function termOfNumber(number: number): TermId {
	if (!Number.isInteger(number) || number < 0 || number > 9_999_999) throw new RangeError('not an HPO number')
	return `HP:${String(number).padStart(7, '0')}` as TermId
}
