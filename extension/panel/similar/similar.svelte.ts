import type { Failure } from '#shared/kernel/result.ts'
import type { Match, MatchList } from '#shared/matching/match.ts'
import type { MatchMark, Product } from '../product.ts'

/** What a case is compared by. */
export type By = 'findings-and-gene' | 'findings'

/** The cases like the confirmed one. Everything here happens on this computer. */
export class Similar {
	list = $state.raw<MatchList | null>(null)
	by = $state<By>('findings-and-gene')
	/** Index of the row the keyboard acts on. */
	selected = $state(0)
	/** Handle of the match that is explained. */
	opened = $state<string | null>(null)
	marks = $state.raw<Readonly<Record<string, MatchMark>>>({})
	busy = $state(false)
	failure = $state.raw<Failure | null>(null)
	readonly matches = $derived(this.list?.matches ?? [])
	readonly current = $derived(this.matches[this.selected])
	readonly same = $derived(this.matches.filter(match => match.verdict === 'may-be-same').length)
	readonly #product: Product['matches']
	#turn = 0

	constructor(product: Product['matches']) {
		this.#product = product
	}
	async search(by: By = this.by): Promise<void> {
		const turn = ++this.#turn
		this.by = by
		this.busy = true
		this.failure = null
		const [found, marks] = await Promise.all([this.#product.search(by), this.#product.marks?.()])
		if (turn !== this.#turn) return
		this.busy = false
		if (!found.ok) {
			this.failure = found.error
			return
		}
		const kept = this.current?.handle
		this.list = found.value
		this.marks = { ...this.marks, ...marks }
		this.selected = Math.max(
			0,
			this.matches.findIndex(match => match.handle === kept),
		)
	}
	move(steps: number): void {
		this.selected = Math.max(0, Math.min(this.matches.length - 1, this.selected + steps))
	}
	/** Opens the explanation of a match, or closes it when it is open. */
	explain(match: Match | undefined = this.current): void {
		if (match) this.opened = this.opened === match.handle ? null : match.handle
	}
	/** Marks the selected match; the same mark again takes it back. Answers the mark that stands. */
	async mark(mark: MatchMark, match: Match | undefined = this.current): Promise<MatchMark | undefined> {
		if (!match) return undefined
		const stands = this.marks[match.handle] === mark ? 'new' : mark
		this.marks = { ...this.marks, [match.handle]: stands }
		await this.#product.mark(match.handle, stands)
		return stands
	}
	/** Forgets the former case's matches. */
	clear(): void {
		this.#turn += 1
		this.list = null
		this.selected = 0
		this.opened = null
		this.marks = {}
		this.busy = false
		this.failure = null
	}
}
