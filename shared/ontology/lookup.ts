import { foldedWords, NameIndex } from './name-index.ts'
import type { Ontology, Position } from './ontology.ts'
import { parseTermId, type TermId } from './term-id.ts'

/** A proposal while typing. */
export interface TermHit {
	readonly term: TermId
	/** The ontology's own label, unaltered. */
	readonly label: string
	/** The label or synonym that matched, and the part of it that did. */
	readonly matched: { readonly text: string; readonly from: number; readonly to: number }
	/** "no seizures" proposes the term as excluded. */
	readonly excluded: boolean
}

/** Finds findings by what a clinician types, best first, each term once. */
export interface Lookup {
	find(text: string, limit?: number): readonly TermHit[]
}

interface Name {
	readonly at: Position
	readonly text: string
	/** Its first word as compared, and how many there are. */
	readonly begins: string
	readonly words: number
	/** 0 for the label, 1 for an exact synonym, 2 for a looser one. */
	readonly remote: number
}

const negation = /^\s*(?:no|not|without|denies|absence of|negative for)\s+(?=\S)/i

/** Reads all names once; a search then takes a few milliseconds on a whole release. */
export function createLookup(ontology: Ontology): Lookup {
	const names = [...ontology.terms()].flatMap((term): Name[] => {
		const at = ontology.position(term)
		if (!ontology.isFindingAt(at)) return []
		const synonyms = ontology.synonyms(term)
		const all = [
			{ text: ontology.labelAt(at), remote: 0 },
			...synonyms.map(({ text, scope }) => ({ text, remote: scope === 'exact' ? 1 : 2 })),
		]
		return all.map(name => {
			const words = foldedWords(name.text)
			return { at, ...name, begins: words[0]?.folded ?? '', words: words.length }
		})
	})
	const index = new NameIndex(names.map(({ text }) => text))

	const search = (typed: readonly string[]): readonly Name[] => {
		const best = new Map<Position, { readonly name: Name; readonly rank: number }>()
		for (const match of index.find(typed)) {
			const name = names[match.name] as Name
			const rank = rankOf(match.cost, name, typed, ontology)
			const known = best.get(name.at)
			if (!known || rank < known.rank) best.set(name.at, { name, rank })
		}
		return [...best.values()].sort((a, b) => a.rank - b.rank || a.name.at - b.name.at).map(({ name }) => name)
	}
	const hit = (name: Name, typed: readonly string[], excluded: boolean): TermHit => ({
		term: ontology.termAt(name.at),
		label: ontology.labelAt(name.at),
		matched: { text: name.text, ...highlight(name.text, typed) },
		excluded,
	})

	return {
		find(text, limit = 8) {
			const id = parseTermId(text.trim().toUpperCase())
			const current = id.ok ? ontology.resolve(id.value) : undefined
			if (current) return [byId(ontology, current)]
			const typed = foldedWords(text).map(({ folded }) => folded)
			const denied = foldedWords(text.replace(negation, '')).map(({ folded }) => folded)
			if (denied.length === typed.length)
				return search(typed)
					.slice(0, limit)
					.map(name => hit(name, typed, false))
			// "No speech" is itself a name: then the words are meant as they stand, before the negated reading.
			const literal = search(typed).filter(name =>
				foldedWords(name.text).some(({ folded }) => folded === typed[0]),
			)
			return [
				...literal.map(name => hit(name, typed, false)),
				...search(denied)
					.slice(0, limit)
					.map(name => hit(name, denied, true)),
			].slice(0, limit)
		},
	}
}

function byId(ontology: Ontology, term: TermId): TermHit {
	const label = ontology.label(term) as string
	return { term, label, matched: { text: label, from: 0, to: label.length }, excluded: false }
}

/** Lower is better: closeness first, then names with little besides what was typed, then common findings. */
function rankOf(cost: number, name: Name, typed: readonly string[], ontology: Ontology): number {
	const begins = name.begins.startsWith(typed[0] as string) ? 0 : 3
	const known = ontology.count(ontology.termAt(name.at))
	const common = Math.round((8 * known) / Math.max(1, ontology.about.counts.population / 20))
	return 10 * cost + 2 * Math.max(0, name.words - typed.length) + name.remote + begins - Math.min(4, common)
}

/** The stretch of the name from its first to its last typed word; of an unfinished word, the typed part. */
function highlight(text: string, typed: readonly string[]): { readonly from: number; readonly to: number } {
	const parts = typed.flatMap(word => {
		const words = foldedWords(text)
		const whole = words.find(({ folded }) => folded === word)
		if (whole) return [whole]
		const begun = words.find(({ folded }) => folded.startsWith(word))
		return begun ? [{ from: begun.from, to: Math.min(begun.to, begun.from + word.length) }] : []
	})
	if (parts.length < typed.length) return { from: 0, to: text.length }
	return { from: Math.min(...parts.map(({ from }) => from)), to: Math.max(...parts.map(({ to }) => to)) }
}
