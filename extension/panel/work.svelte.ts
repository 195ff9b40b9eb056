import { Asks } from './asks/asks.svelte.ts'
import { Consent } from './consent/consent.svelte.ts'
import { OpenCase } from './findings/open-case.svelte.ts'
import type { Risk } from './product.ts'
import { Publishing } from './publish/publishing.svelte.ts'
import { words } from './publish/words.ts'
import type { Screen, Session } from './session.svelte.ts'
import { Similar } from './similar/similar.svelte.ts'

/** The work on the bound chart, screen by screen, and what follows when the chart or the case changes. */
export class Work {
	readonly open: OpenCase
	readonly similar: Similar
	readonly consent: Consent
	readonly publishing: Publishing
	readonly asks: Asks
	readonly #session: Session

	constructor(session: Session) {
		const { product, clock } = session
		this.#session = session
		this.open = new OpenCase(product)
		this.similar = new Similar(product.matches)
		this.consent = new Consent(product.consent, clock)
		this.publishing = new Publishing(product.publishing)
		this.asks = new Asks(product.asks)
		session.onchart = () => void this.takeUp()
		session.onchange = () => void this.asks.load()
	}
	/** Leaves nothing of the former chart in memory, then takes up what is known of this one. */
	async takeUp(): Promise<void> {
		this.similar.clear()
		this.consent.clear()
		this.publishing.clear()
		this.asks.open(null)
		const screen = this.#session.screen
		if (screen === 'similar' || screen === 'publish' || screen === 'consent') this.#session.go('findings')
		await Promise.all([this.open.rebind(), this.asks.load()])
	}
	/** The case was confirmed, perhaps anew: what was prepared from the former one is dropped. */
	confirmed(): void {
		this.publishing.clear()
		this.similar.clear()
		this.#session.go('similar')
	}
	/** What a screen needs is fetched when it is shown, not before. */
	enter(screen: Screen): void {
		if (screen === 'similar') void this.similar.search()
		if (screen === 'ask') void this.asks.load()
		if (screen === 'consent') void this.consent.load()
		if (screen === 'publish') void this.#review()
	}
	/** Takes the offered broader term into the case, confirms it and reads the bytes anew; undoable. */
	async generalise(offer: NonNullable<Risk['offer']>): Promise<void> {
		this.open.generalise(offer.from, offer.to, offer.toLabel)
		await this.#confirmAgain()
		this.#session.say(
			words.risk.took(offer.fromLabel, offer.toLabel),
			() => {
				this.open.undo()
				void this.#confirmAgain()
			},
			offer.fromLabel,
		)
	}
	/** After a sync: new cards, new questions, new answers. */
	async synced(): Promise<void> {
		await Promise.all([this.asks.load(), this.#session.refresh()])
	}
	async #confirmAgain(): Promise<void> {
		const confirmed = await this.open.confirm()
		if (confirmed.ok) await this.publishing.load()
		else this.publishing.failure = confirmed.error
	}
	async #review(): Promise<void> {
		await this.consent.load()
		if (this.consent.live && this.publishing.step === null && this.publishing.published === null)
			await this.publishing.load()
	}
}
