import type { Clock } from '#shared/kernel/clock.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { ConsentForm, ConsentView, Product } from '../product.ts'

type DataKind = ConsentForm['data'][number]
type Purpose = ConsentForm['purposes'][number]
/** How long a consent may run: whole 91-day periods, at most four (protocol 7). */
export const periods = [1, 2, 4] as const
const periodSeconds = 91 * 86_400

/** What the family agreed to, and the form that records it. Nothing is ticked before a person ticks it. */
export class Consent {
	current = $state.raw<ConsentView | null>(null)
	/** The receipt's secret: shown once, then forgotten here too. */
	receipt = $state.raw<ConsentView | null>(null)
	loaded = $state(false)
	/** Whether the form is open although a consent stands. */
	anew = $state(false)
	subject = $state<ConsentForm['subject'] | null>(null)
	data = $state.raw<readonly DataKind[]>([])
	purposes = $state.raw<readonly Purpose[]>([])
	institutionNamed = $state<boolean | null>(null)
	recontact = $state<boolean | null>(null)
	period = $state<(typeof periods)[number] | null>(null)
	how = $state<ConsentForm['how'] | null>(null)
	busy = $state(false)
	failure = $state.raw<Failure | null>(null)
	readonly live = $derived(this.current?.state === 'live')
	/** The form's first question without an answer; null when it is complete. */
	readonly missing = $derived.by(() => {
		if (this.subject === null) return 'subject'
		if (!this.data.includes('codes')) return 'data'
		if (this.purposes.length === 0) return 'purposes'
		if (this.institutionNamed === null) return 'named'
		if (this.recontact === null) return 'recontact'
		if (this.period === null) return 'until'
		return this.how === null ? 'how' : null
	})
	readonly #product: Product['consent']
	readonly #clock: Clock
	#turn = 0

	constructor(product: Product['consent'], clock: Clock) {
		this.#product = product
		this.#clock = clock
	}
	async load(): Promise<void> {
		const turn = ++this.#turn
		const current = await this.#product.current()
		if (turn !== this.#turn) return
		this.current = current
		this.loaded = true
	}
	/** The day a consent of so many periods ends. */
	endOf(period: number): number {
		return this.#clock.now() + period * periodSeconds
	}
	chooseData(kind: DataKind, on: boolean): void {
		this.data = on ? [...this.data, kind] : this.data.filter(known => known !== kind)
	}
	choosePurpose(purpose: Purpose, on: boolean): void {
		this.purposes = on ? [...this.purposes, purpose] : this.purposes.filter(known => known !== purpose)
	}
	async grant(): Promise<boolean> {
		const { subject, data, purposes, institutionNamed, recontact, period, how } = this
		if (subject === null || institutionNamed === null || recontact === null) return false
		if (period === null || how === null || this.missing !== null) return false
		const turn = ++this.#turn
		this.busy = true
		this.failure = null
		const until = this.endOf(period)
		const form = { subject, data, purposes, institutionNamed, recontact, until, how }
		const granted = await this.#product.grant(form)
		if (turn !== this.#turn) return false
		this.busy = false
		if (!granted.ok) {
			this.failure = granted.error
			return false
		}
		const { receipt, ...stands } = granted.value
		this.clear()
		this.current = stands
		this.loaded = true
		if (receipt !== undefined) this.receipt = granted.value
		return true
	}
	/** The receipt was handed over: this computer forgets it. */
	handedOver(): void {
		this.receipt = null
	}
	clear(): void {
		this.#turn += 1
		this.current = null
		this.receipt = null
		this.loaded = false
		this.anew = false
		this.subject = null
		this.data = []
		this.purposes = []
		this.institutionNamed = null
		this.recontact = null
		this.period = null
		this.how = null
		this.busy = false
		this.failure = null
	}
}
