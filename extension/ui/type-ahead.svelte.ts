/** One line under the field. `from` and `to` index `words`: the typed part, underlined. */
export interface Suggestion {
	readonly key: string
	readonly words: string
	readonly from: number
	readonly to: number
	/** The id, or "as excluded", at the end of the line. */
	readonly end: string
	/** Said under the selected line alone: where the words come from. */
	readonly note?: string
}

/** Runs something later; answers the way to call it off. A test passes its own. */
export type After = (milliseconds: number, run: () => void) => () => void

export const afterTimeout: After = (milliseconds, run) => {
	const timer = setTimeout(run, milliseconds)
	return () => clearTimeout(timer)
}

/** A field that proposes while one types. The text is never lost by leaving it. */
export class TypeAhead<Hit extends Suggestion> {
	static readonly most = 8
	text = $state('')
	hits = $state.raw<readonly Hit[]>([])
	active = $state(0)
	open = $state(false)
	readonly current = $derived(this.open ? this.hits[this.active] : undefined)
	readonly #look: (text: string) => Promise<readonly Hit[]>
	readonly #after: After
	#callOff: () => void = () => undefined

	constructor(look: (text: string) => Promise<readonly Hit[]>, after: After = afterTimeout) {
		this.#look = look
		this.#after = after
	}
	type(text: string): void {
		this.text = text
		this.#callOff()
		if (text.trim() === '') this.close()
		else this.#callOff = this.#after(50, () => void this.look())
	}
	/** Looks the text up; an answer to an older text is dropped. */
	async look(): Promise<void> {
		const asked = this.text
		const hits = await this.#look(asked.trim())
		if (asked !== this.text) return
		this.hits = hits.slice(0, TypeAhead.most)
		this.active = 0
		this.open = true
	}
	move(steps: number): void {
		if (this.hits.length === 0) return
		this.open = true
		this.active = (this.active + steps + this.hits.length) % this.hits.length
	}
	/** First closes the list, then clears the text. Answers whether there was anything to do. */
	escape(): boolean {
		if (this.open) this.open = false
		else if (this.text !== '') this.clear()
		else return false
		return true
	}
	close(): void {
		this.open = false
		this.hits = []
	}
	clear(): void {
		this.#callOff()
		this.text = ''
		this.close()
	}
}
