import type { TermId } from '../ontology/term-id.ts'
import { assertionOf } from './assertion.ts'
import type { TermDictionary } from './dictionary.ts'
import { phrases } from './phrases.ts'
import { wordsOf, type Word } from './words.ts'

/** A finding that a text names: where, in which words, and what the text says of it. */
export interface Mention {
	readonly term: TermId
	readonly label: string
	/** Offsets of the quote in the text. */
	readonly from: number
	readonly to: number
	/** The text's own words, the phrase alone. */
	readonly quote: string
	readonly says: 'observed' | 'excluded' | 'uncertain'
	readonly by: 'label' | 'synonym' | 'phrase'
}

/** Anything that turns a text into mentions; the reader of charts depends on this alone. */
export type FindTerms = (text: string) => readonly Mention[]

const longestText = 200_000
const mostMentions = 500

/**
 * A first, honest recogniser: names and a few phrases of our own, with negation, doubt and relatives read from the
 * clause. It knows no grammar. What it proposes is always a suggestion with its quote; it decides nothing.
 */
export const termFinder =
	(dictionary: TermDictionary): FindTerms =>
	text => {
		const read = text.slice(0, longestText)
		const words = wordsOf(read)
		const places = [...phrasePlaces(read, words, dictionary), ...namePlaces(read, words, dictionary)]
		return apart(places)
			.slice(0, mostMentions)
			.flatMap(place => mentionAt(read, words, place, dictionary))
	}

interface Place {
	readonly term: TermId
	readonly by: Mention['by']
	readonly first: number
	readonly last: number
}

function namePlaces(text: string, words: readonly Word[], dictionary: TermDictionary): readonly Place[] {
	const written = words.map(word => ({ plain: word.plain, text: text.slice(word.from, word.to) }))
	const places: Place[] = []
	for (let at = 0; at < words.length; at++) {
		const hit = dictionary.startingAt(written, at)
		if (!hit || !isOnePhrase(text, words, at, at + hit.words - 1)) continue
		places.push({ term: hit.term, by: hit.by, first: at, last: at + hit.words - 1 })
		at += hit.words - 1
	}
	return places
}

/** Words of one name are not held apart by the end of a sentence. */
const isOnePhrase = (text: string, words: readonly Word[], first: number, last: number): boolean =>
	!/[.;!?\n]/.test(text.slice(words[first]?.to, last > first ? words[last]?.from : words[first]?.to))

function phrasePlaces(text: string, words: readonly Word[], dictionary: TermDictionary): readonly Place[] {
	return phrases.flatMap(({ shape, term }) => {
		if (dictionary.label(term) === undefined) return []
		return Array.from(text.matchAll(shape)).flatMap(found => {
			const first = words.findIndex(word => word.from >= found.index)
			const last = words.findLastIndex(word => word.to <= found.index + found[0].length)
			return first < 0 || last < first ? [] : [{ term, by: 'phrase' as const, first, last }]
		})
	})
}

/** Of places that overlap the longest stands; of equals the one given first. Text order. */
function apart(places: readonly Place[]): readonly Place[] {
	const longestFirst = [...places].sort((a, b) => b.last - b.first - (a.last - a.first))
	const kept: Place[] = []
	for (const place of longestFirst)
		if (kept.every(other => place.last < other.first || place.first > other.last)) kept.push(place)
	return kept.sort((a, b) => a.first - b.first)
}

function mentionAt(
	text: string,
	words: readonly Word[],
	{ term, by, first, last }: Place,
	dictionary: TermDictionary,
): readonly Mention[] {
	const label = dictionary.label(term)
	const says = assertionOf(text, words, first, last)
	if (label === undefined || says === 'relative') return []
	const from = (words[first] as Word).from
	const to = (words[last] as Word).to
	return [{ term, label, from, to, quote: text.slice(from, to), says, by }]
}
