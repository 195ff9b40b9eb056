import { parseTermId, type TermId } from '../ontology/term-id.ts'

/** A turn of phrase that reports use for a finding whose names they do not use. */
export interface Phrase {
	readonly shape: RegExp
	readonly term: TermId
}

const phrase = (id: string, shape: RegExp): Phrase => {
	const term = parseTermId(id)
	if (!term.ok) throw new Error(`${id} is not a term`)
	return { shape, term: term.value }
}
const side = '(?:the |both |left |right |bilateral )*'

/**
 * Our own, few and checkable. Radiologists write "volume loss" for atrophy of a part of the brain; clinicians pluralise
 * or shorten seizure types. Each is tried on the whole text; the part that matched is the quote.
 */
export const phrases: readonly Phrase[] = [
	phrase(
		'HP:0001272',
		new RegExp(`volume loss (?:of|in|affecting) ${side}cerebell(?:ar hemispheres?|um)`, 'gi'),
	),
	phrase('HP:0001272', /cerebellar (?:volume loss|shrinkage|wasting)/gi),
	phrase('HP:0006855', new RegExp(`volume loss (?:of|in|affecting) ${side}(?:cerebellar )?vermis`, 'gi')),
	phrase(
		'HP:0002059',
		new RegExp(`volume loss (?:of|in|affecting) ${side}cerebr(?:al hemispheres?|um)`, 'gi'),
	),
	phrase('HP:0002059', /cerebral (?:volume loss|shrinkage|wasting)/gi),
	phrase('HP:0002069', /(?:primary )?generali[sz]ed tonic[- ]clonic (?:seizures?|convulsions?)/gi),
	phrase('HP:0002133', /(?:admi\w+|presented|was) (?:with |for |in )status\b(?! (?:post|quo))/gi),
	phrase('HP:0004823', /aniso[- ]?poikilocytosis/gi),
	phrase('HP:0001250', /\bfits\b(?= of | since| at )/gi),
]
