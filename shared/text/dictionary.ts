import type { TermId } from '../ontology/term-id.ts'
import { plainName, wordsOf } from './words.ts'

/** The little that reading a chart needs to know of an ontology; `Ontology` answers it. */
export interface NamedTerms {
	terms(): Iterable<TermId>
	label(term: TermId): string | undefined
	synonyms(
		term: TermId,
	): readonly { readonly text: string; readonly scope: string; readonly abbreviation: boolean }[]
	/** Ids in other terminologies: `SNOMEDCT_US:54200006`. */
	references(term: TermId): readonly string[]
	/** A finding, as opposed to a mode of inheritance, an onset or a modifier. */
	isFinding(term: TermId): boolean
}

/** One way to write a term. */
interface Entry {
	readonly term: TermId
	readonly by: 'label' | 'synonym'
	/** Set for an abbreviation, which counts in a text only when written in the same letters. */
	readonly exactly?: string
}
/** A name found at a place: how many words it took, and which term it names. */
export interface Hit {
	readonly term: TermId
	readonly by: 'label' | 'synonym'
	readonly words: number
}

/** Names of findings, for looking up a row of a chart and for finding names in running text. */
export class TermDictionary {
	readonly #labels = new Map<TermId, string>()
	readonly #names = new Map<string, Entry>()
	/** The lengths, in words, of the names that begin with a word; longest first. */
	readonly #lengths = new Map<string, number[]>()
	readonly #references = new Map<string, TermId[]>()

	constructor(source: NamedTerms) {
		const findings = [...source.terms()].filter(term => source.isFinding(term))
		// All labels before any synonym: a term's own name is never taken from it by another's synonym.
		for (const term of findings) {
			const label = source.label(term)
			if (label === undefined) continue
			this.#labels.set(term, label)
			this.#enter(label, { term, by: 'label' })
		}
		for (const term of findings) {
			for (const synonym of source.synonyms(term)) {
				if (synonym.scope !== 'exact') continue
				const exactly = synonym.abbreviation ? { exactly: synonym.text } : {}
				for (const name of spellings(synonym.text)) this.#enter(name, { term, by: 'synonym', ...exactly })
			}
			for (const reference of source.references(term)) {
				const known = this.#references.get(reference)
				if (known) known.push(term)
				else this.#references.set(reference, [term])
			}
		}
		for (const lengths of this.#lengths.values()) lengths.sort((a, b) => b - a)
	}

	/** The ontology's own label, unaltered; `undefined` for what is no finding of this release. */
	label(term: TermId): string | undefined {
		return this.#labels.get(term)
	}

	/** The term that a whole name means. */
	named(name: string): TermId | undefined {
		const entry = this.#names.get(plainName(name))
		return entry && isSpelledSo(entry, name) ? entry.term : undefined
	}

	/** The term another terminology's code means; `undefined` when the release gives it to several. */
	referenced(reference: string): TermId | undefined {
		const terms = this.#references.get(reference)
		return terms?.length === 1 ? terms[0] : undefined
	}

	/** The longest name that starts at a place of a text. */
	startingAt(
		words: readonly { readonly plain: string; readonly text: string }[],
		at: number,
	): Hit | undefined {
		for (const length of this.#lengths.get(words[at]?.plain ?? '') ?? []) {
			const taken = words.slice(at, at + length)
			if (taken.length < length) continue
			const entry = this.#names.get(taken.map(one => one.plain).join(' '))
			if (entry && isSpelledSo(entry, taken.map(one => one.text).join(' ')))
				return { term: entry.term, by: entry.by, words: length }
		}
		return undefined
	}

	#enter(name: string, entry: Entry): void {
		const words = wordsOf(name).map(one => one.plain)
		const [first] = words
		const plain = words.join(' ')
		// A name of one or two letters means too many things in a note, unless it is a known abbreviation.
		if (first === undefined || (plain.length < 3 && !entry.exactly) || this.#names.has(plain)) return
		this.#names.set(plain, entry)
		const lengths = this.#lengths.get(first)
		if (!lengths) this.#lengths.set(first, [words.length])
		else if (!lengths.includes(words.length)) lengths.push(words.length)
	}
}

const isSpelledSo = (entry: Entry, text: string): boolean => !entry.exactly || entry.exactly === text.trim()

/** A synonym, and itself without its remark: "Grand mal (without specification of onset)". */
function spellings(text: string): readonly string[] {
	const bare = text.replace(/\s*\([^)]*\)\s*$/, '')
	return bare === text || bare === '' ? [text] : [text, bare]
}
