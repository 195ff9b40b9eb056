import type { Clock } from '#shared/kernel/clock.ts'
import type { Product, Status } from './product.ts'

/** Where the panel is. Kept in memory: an address would be history, and history is read by others. */
export type Screen = 'findings' | 'similar' | 'publish' | 'consent' | 'ask' | 'activity' | 'settings'

/** What stands at the foot for a moment, with the way back. */
export interface Toast {
	readonly words: string
	readonly undo: (() => void) | null
	/** What undo does, for those who do not see the toast's own words beside it. */
	readonly undoes: string
}

/** How long after the act its key still undoes it. */
const undoSeconds = 30

const shownMark = (status: Status | null): string | null => status?.chart?.mark?.join(' ') ?? null

/** What every screen shares: the product's status, the screen shown, the toast, what is said aloud. */
export class Session {
	status = $state.raw<Status | null>(null)
	screen = $state<Screen>('findings')
	toast = $state.raw<Toast | null>(null)
	/** Said once, at once: only when the chart changes. */
	alarm = $state('')
	/** Bytes that stand in a preview and have not left. */
	previewed = $state(0)
	shortcutsShown = $state(false)
	readonly product: Product
	readonly clock: Clock
	readonly waiting = $derived(Math.max(this.previewed, this.status?.waiting ?? 0))
	/** The two words of the chart that is worked on here; the tab may show another meanwhile. */
	bound = $state<string | null>(null)
	/** Whether a case is open here: then a change of the chart holds it, until a person decides. */
	holding = $state(false)
	/** The tab shows another patient, or none, than the case that is open here: nothing may be done with it. */
	readonly held = $derived.by((): 'other' | 'away' | null => {
		const shown = shownMark(this.status)
		if (!this.holding || this.bound === null || shown === this.bound) return null
		return shown === null && this.status?.chart?.locked !== true ? 'away' : 'other'
	})
	/** Called when another chart is bound, so that nothing of the former one stays. */
	onchart: () => void = () => undefined
	/** Called whenever the product says that something changed. */
	onchange: () => void = () => undefined
	#returnTo: Screen = 'findings'
	#asked = 0
	#shown = 0
	#undo: { readonly act: () => void; readonly until: number } | null = null

	constructor(product: Product, clock: Clock) {
		this.product = product
		this.clock = clock
	}
	/** Reads the status now and whenever the product says that it changed. Returns the way to stop. */
	start(): () => void {
		void this.refresh()
		return this.product.watch(() => {
			void this.refresh()
			this.onchange()
		})
	}
	async refresh(): Promise<void> {
		const turn = ++this.#asked
		const now = await this.product.status()
		// A slow answer must not put back what a later one already replaced.
		if (turn < this.#shown) return
		this.#shown = turn
		const before = this.status
		this.status = now
		const shown = shownMark(now)
		if (before?.vault !== now.vault) this.#bind(shown)
		else if (shown === this.bound) this.alarm = ''
		else if (!this.holding || (shown !== null && !now.chart?.locked)) this.#bind(shown)
	}
	/** Puts the open case away and goes on with whatever the tab shows. */
	leave(): void {
		this.#bind(shownMark(this.status))
	}
	#bind(mark: string | null): void {
		if (this.bound !== null && mark !== null && mark !== this.bound) this.alarm = mark
		this.bound = mark
		this.onchart()
	}
	go(screen: Screen): void {
		if (screen === this.screen) return
		if (!isAside(this.screen)) this.#returnTo = this.screen
		this.screen = screen
		this.toast = null
	}
	/** From an aside (consent, activity, settings) back to the tab it was opened from. */
	back(): void {
		this.go(this.#returnTo)
	}
	say(words: string, undo: (() => void) | null = null, undoes = ''): void {
		this.toast = { words, undo, undoes }
		this.#undo = undo && { act: undo, until: this.clock.now() + undoSeconds }
	}
	/** Takes the last act back: from the toast, or by its key for a while after the toast has gone. */
	undo(): void {
		const undo = this.#undo
		this.toast = null
		this.#undo = null
		if (undo && this.clock.now() <= undo.until) undo.act()
	}
}

/** Screens that are not tabs: one comes back from them. */
export const isAside = (screen: Screen): boolean =>
	screen === 'consent' || screen === 'activity' || screen === 'settings'
