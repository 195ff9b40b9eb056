import { chartOfTab, type TabChart } from '../messages/chart.ts'
import { send } from '../messages/send.ts'
import { tabInFront } from '../platform/tabs.ts'

/** The tab a panel belongs to, and the chart it last showed there. Requests are about that one, never a newer one. */
export class BoundChart {
	/** What the tab showed when the panel last looked. */
	last: TabChart | null = null
	readonly #named: number | undefined
	readonly #site: string | null

	/** `site`: the tab's origin where only the click on the toolbar let us see it. */
	constructor(named: number | undefined, site: string | null) {
		this.#named = named
		this.#site = site
	}

	async tab(): Promise<number | null> {
		return this.#named ?? (await tabInFront())
	}
	get binding(): string | null {
		return this.last?.report?.binding ?? null
	}
	/** The site that a click on "allow" would ask for. Known without waiting: the browser wants the question at once. */
	get origin(): string | null {
		return this.last?.origin ?? this.#site
	}

	async look(): Promise<TabChart | null> {
		const tab = await this.tab()
		const seen = tab === null ? undefined : await send(chartOfTab, { tab })
		const chart = seen?.ok ? seen.value : null
		this.last = chart ?? (this.#site === null ? null : { origin: this.#site, granted: false, report: null })
		return this.last
	}
}
