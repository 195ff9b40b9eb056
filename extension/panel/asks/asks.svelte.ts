import type { Response } from '#shared/case/case.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { Match } from '#shared/matching/match.ts'
import type { AnswerForm, AskView, Product } from '../product.ts'

/** What a question may hold, so that it stays a question (and fits one sealed message). */
export const longestText = 2000

/** Questions sent and received, the one that is open, and the words being written. */
export class Asks {
	list = $state.raw<readonly AskView[]>([])
	loaded = $state(false)
	/** The ask that is read. */
	opened = $state<string | null>(null)
	/** The match a question is being written to. */
	asking = $state.raw<Match | null>(null)
	question = $state('')
	outcome = $state<AnswerForm['outcome'] | null>(null)
	response = $state<Response | null>(null)
	text = $state('')
	busy = $state(false)
	failure = $state.raw<Failure | null>(null)
	readonly current = $derived(this.list.find(ask => ask.ask === this.opened))
	readonly mayAnswer = $derived(this.current?.direction === 'received' && this.current.answer === null)
	/** Received questions without an answer. */
	readonly due = $derived(this.list.filter(ask => ask.direction === 'received' && ask.answer === null))
	/** The answer form's first open question; null when it is complete. */
	readonly missing = $derived.by(() => {
		if (this.outcome === null) return 'outcome'
		if (this.outcome === 'declined') return null
		if (this.response === null) return 'response'
		return this.text.trim() === '' ? 'text' : null
	})
	readonly #product: Product['asks']

	constructor(product: Product['asks']) {
		this.#product = product
	}
	async load(): Promise<void> {
		this.list = await this.#product.list()
		this.loaded = true
	}
	/** The question already sent about a card, if there is one. */
	about(handle: string): AskView | undefined {
		return this.list.find(ask => ask.direction === 'sent' && ask.card === handle)
	}
	open(ask: string | null): void {
		this.#emptyForms()
		this.opened = ask
	}
	/** Starts a question about a match. Nothing is sent by this. */
	write(match: Match): void {
		this.#emptyForms()
		this.opened = null
		this.asking = match
	}
	async send(): Promise<boolean> {
		const match = this.asking
		if (match === null || this.busy || this.question.trim() === '') return false
		this.busy = true
		this.failure = null
		const sent = await this.#product.send(match.handle, this.question.trim())
		this.busy = false
		return sent.ok ? this.#stands(sent.value) : this.#failed(sent.error)
	}
	async answer(): Promise<boolean> {
		const { current, outcome } = this
		if (current === undefined || outcome === null || this.missing !== null || this.busy) return false
		this.busy = true
		this.failure = null
		const form = { outcome, text: this.text.trim(), response: this.response ?? 'not-recorded' }
		const answered = await this.#product.answer(current.ask, form)
		this.busy = false
		return answered.ok ? this.#stands(answered.value) : this.#failed(answered.error)
	}
	clear(): void {
		this.#emptyForms()
		this.list = []
		this.loaded = false
		this.opened = null
	}
	#stands(ask: AskView): boolean {
		this.list = [ask, ...this.list.filter(known => known.ask !== ask.ask)]
		this.open(ask.ask)
		return true
	}
	#failed(failure: Failure): boolean {
		this.failure = failure
		return false
	}
	#emptyForms(): void {
		this.asking = null
		this.question = ''
		this.outcome = null
		this.response = null
		this.text = ''
		this.failure = null
	}
}
