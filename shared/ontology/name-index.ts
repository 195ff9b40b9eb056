/** A word of a name or of what was typed: folded for comparing, and where it stands. */
export interface FoldedWord {
	readonly folded: string
	readonly from: number
	readonly to: number
}

/** Words without case, accents, the ae/oe of British spelling and the ph that many write as f. */
export const foldedWords = (text: string): readonly FoldedWord[] =>
	Array.from(text.matchAll(/[\p{L}\p{N}]+/gu), found => ({
		folded: fold(found[0]),
		from: found.index,
		to: found.index + found[0].length,
	}))

function fold(word: string): string {
	const plain = isAscii(word) ? word : word.normalize('NFKD').replace(/\p{M}/gu, '')
	return plain.toLowerCase().replace(/ae|oe/g, 'e').replace(/ph/g, 'f')
}

/** Nearly every word, and folding accents is what costs. */
const isAscii = (word: string): boolean => !/[^\x20-\x7e]/.test(word)

/** How far a typed word is from a word of a name. */
export const closeness = { exact: 0, prefix: 1, typo: 4 } as const
/** A name in which every typed word was found. */
export interface NameMatch {
	readonly name: number
	/** The worse the higher; the sum over the typed words. */
	readonly cost: number
}

/** The words of many names, and the names of each word. */
export class NameIndex {
	readonly #words: readonly string[]
	readonly #names: readonly (readonly number[])[]
	readonly #reached: Int32Array
	readonly #cost: Int32Array

	constructor(names: readonly string[]) {
		const byWord = new Map<string, number[]>()
		for (const [name, text] of names.entries())
			for (const folded of new Set(foldedWords(text).map(word => word.folded))) {
				const list = byWord.get(folded)
				if (list) list.push(name)
				else byWord.set(folded, [name])
			}
		this.#words = [...byWord.keys()].sort()
		this.#names = this.#words.map(word => byWord.get(word) as number[])
		this.#reached = new Int32Array(names.length)
		this.#cost = new Int32Array(names.length)
	}

	/** Names that hold every typed word exactly, as a prefix, or, when a word is found neither way, nearly. */
	find(typed: readonly string[]): readonly NameMatch[] {
		if (typed.length === 0) return []
		this.#reached.fill(0)
		let last: number[] = []
		for (const [step, word] of typed.entries()) {
			last = []
			for (const { at, cost } of this.#candidates(word))
				for (const name of this.#names[at] as readonly number[]) {
					// Candidates come best first, so a name reached in this step already has its best cost.
					if (this.#reached[name] !== step) continue
					this.#reached[name] = step + 1
					this.#cost[name] = (step === 0 ? 0 : (this.#cost[name] as number)) + cost
					last.push(name)
				}
		}
		return last.map(name => ({ name, cost: this.#cost[name] as number }))
	}

	#candidates(word: string): readonly { readonly at: number; readonly cost: number }[] {
		const first = this.#firstAtLeast(word)
		const found: { at: number; cost: number }[] = []
		for (let at = first; this.#words[at]?.startsWith(word); at++)
			found.push({ at, cost: this.#words[at] === word ? closeness.exact : closeness.prefix })
		return found.length > 0 ? found : this.#nearly(word)
	}

	#firstAtLeast(word: string): number {
		let [low, high] = [0, this.#words.length]
		while (low < high) {
			const middle = (low + high) >> 1
			if ((this.#words[middle] as string) < word) low = middle + 1
			else high = middle
		}
		return low
	}

	/** Words one slip away, two for long ones, with the same first letter; the end may not have been typed yet. */
	#nearly(word: string): readonly { readonly at: number; readonly cost: number }[] {
		const slips = word.length < 4 ? 0 : word.length < 8 ? 1 : 2
		if (slips === 0) return []
		const found: { at: number; cost: number }[] = []
		const letter = word.charAt(0)
		for (let at = this.#firstAtLeast(letter); this.#words[at]?.startsWith(letter); at++) {
			const other = this.#words[at] as string
			if (other.length < word.length - slips) continue
			const distance = prefixDistance(word, other, slips)
			if (distance <= slips)
				found.push({ at, cost: closeness.typo * distance + (other.length > word.length + slips ? 1 : 0) })
		}
		return found.sort((a, b) => a.cost - b.cost)
	}
}

/**
 * The least number of insertions, deletions, substitutions and swaps of neighbours that turn `typed` into some
 * beginning of `word`; anything above `most` may be answered as `most + 1`.
 */
export function prefixDistance(typed: string, word: string, most: number): number {
	const width = Math.min(word.length, typed.length + most)
	let before: number[] = []
	let above = Array.from({ length: width + 1 }, (_, column) => column)
	for (let row = 1; row <= typed.length; row++) {
		const current = [row]
		let least = row
		for (let column = 1; column <= width; column++) {
			const same = typed[row - 1] === word[column - 1]
			let cost = Math.min(
				(above[column] as number) + 1,
				(current[column - 1] as number) + 1,
				(above[column - 1] as number) + (same ? 0 : 1),
			)
			if (row > 1 && column > 1 && typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1])
				cost = Math.min(cost, (before[column - 2] as number) + 1)
			current.push(cost)
			least = Math.min(least, cost)
		}
		if (least > most) return most + 1
		before = above
		above = current
	}
	return Math.min(most + 1, ...above)
}
