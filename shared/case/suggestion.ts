import type { TermId } from '../ontology/term-id.ts'
import { parseTermId } from '../ontology/term-id.ts'
import type { TermDictionary } from '../text/dictionary.ts'
import type { FindTerms } from '../text/find-terms.ts'
import type { Finding, Source } from './finding.ts'

/** What a chart's row says of a finding. */
export type Says = Finding['proposed']

/** One row's proposal of one finding. */
export interface Suggestion {
	readonly term: TermId
	readonly says: Says
	readonly source: Source
}

/** How the words and codes of a row become terms. */
export interface Vocabulary {
	readonly dictionary: TermDictionary
	readonly findTerms: FindTerms
}

/** A coded idea as a chart writes it: every name and every code it was given. */
export interface Coded {
	readonly names: readonly string[]
	readonly codes: readonly { readonly system: string; readonly code: string }[]
}

const hpoSystems = /human-phenotype-ontology|purl\.obolibrary\.org\/obo\/hp/i
const snomed = 'http://snomed.info/sct'

/**
 * The findings a coded idea means, with its own certainty. An HPO code is taken as it is; then the words, because a
 * cross-reference can be wider than what the clinician chose; then the cross-reference; then names within the words.
 */
export function meant(
	coded: Coded,
	says: Says,
	vocabulary: Vocabulary,
): readonly Omit<Suggestion, 'source'>[] {
	const { dictionary, findTerms } = vocabulary
	const whole =
		fromCodes(coded, hpoSystems, code => hpoTerm(code, dictionary)) ?? fromNames(coded, dictionary)
	const term = whole ?? fromCodes(coded, snomed, code => dictionary.referenced(`SNOMEDCT_US:${code}`))
	if (term) return [{ term, says }]
	const [name = ''] = coded.names
	return findTerms(name).map(mention => ({ term: mention.term, says: both(says, mention.says) }))
}

function fromCodes(
	coded: Coded,
	system: RegExp | string,
	read: (code: string) => TermId | undefined,
): TermId | undefined {
	for (const one of coded.codes) {
		if (typeof system === 'string' ? one.system !== system : !system.test(one.system)) continue
		const term = read(one.code)
		if (term) return term
	}
	return undefined
}

function fromNames(coded: Coded, dictionary: TermDictionary): TermId | undefined {
	for (const name of coded.names) {
		const term = dictionary.named(name)
		if (term) return term
	}
	return undefined
}

function hpoTerm(code: string, dictionary: TermDictionary): TermId | undefined {
	const parsed = parseTermId(code.replace('_', ':'))
	return parsed.ok && dictionary.label(parsed.value) !== undefined ? parsed.value : undefined
}

/** The certainty of a statement about a statement: an unsure denial, or a refuted one, is for a person to read. */
export function both(outer: Says, inner: Says): Says {
	if (outer === 'observed') return inner
	if (inner === 'observed') return outer
	return 'uncertain'
}

/** The findings a narrative names, each quoting its phrase alone. */
export const narrated = (
	text: string,
	source: Omit<Source, 'quote'>,
	{ findTerms }: Vocabulary,
): readonly Suggestion[] =>
	findTerms(text).map(mention => ({
		term: mention.term,
		says: mention.says,
		source: { ...source, quote: mention.quote.slice(0, 200) },
	}))

/**
 * One finding a term, with every row that speaks of it, each row once. Rows that contradict make it uncertain, except
 * that one abnormal laboratory result stands beside normal ones of other days. Nothing is accepted here.
 */
export function gather(suggestions: readonly Suggestion[], dictionary: TermDictionary): readonly Finding[] {
	const byTerm = new Map<TermId, Suggestion[]>()
	for (const suggestion of suggestions) {
		const known = byTerm.get(suggestion.term)
		if (!known) byTerm.set(suggestion.term, [suggestion])
		else if (!known.some(other => isSameRow(other, suggestion))) known.push(suggestion)
	}
	return [...byTerm].flatMap(([term, rows]) => {
		const label = dictionary.label(term)
		if (label === undefined) return []
		return [{ term, label, state: 'suggested', proposed: agreed(rows), sources: rows.map(row => row.source) }]
	})
}

const isSameRow = (a: Suggestion, b: Suggestion): boolean =>
	a.source.row === b.source.row && a.says === b.says

function agreed(rows: readonly Suggestion[]): Says {
	const isLab = rows.every(row => row.source.section === 'laboratory')
	const said = new Set(rows.map(row => row.says))
	if (said.has('observed')) return said.has('excluded') && !isLab ? 'uncertain' : 'observed'
	return said.has('uncertain') ? 'uncertain' : 'excluded'
}
