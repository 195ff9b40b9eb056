import type { Documents } from '#shared/actions/store.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Activity, Departure } from '../panel/product.ts'

const longest = 500

interface Noted extends Activity {
	/** Set for what left this computer, and about which chart. */
	readonly departure?: Departure & { readonly binding: string }
}

/** Something that leaves this computer. */
export interface Leaving extends Omit<Departure, 'at'> {
	readonly said: string
}

/** What was done on this device, sealed with everything else: searches and departures alike. Newest last. */
export class ActivityLog {
	readonly #documents: Documents
	readonly #clock: Clock
	/** Entries are written one after the other, so that two at once are both kept. */
	#turn: Promise<unknown> = Promise.resolve()

	constructor(documents: Documents, clock: Clock) {
		this.#documents = documents
		this.#clock = clock
	}

	note(act: string, said: string): Promise<void> {
		return this.#add({ at: this.#clock.now(), act, said, left: false })
	}

	/** Notes what left together in one entry each, all or none of them. */
	left(binding: string, departures: readonly Leaving[]): Promise<void> {
		const at = this.#clock.now()
		return this.#add(
			...departures.map(({ what, bytes, said }) => ({
				...{ at, act: what, said, left: true },
				departure: { what, bytes, at, binding },
			})),
		)
	}

	async list(): Promise<readonly Activity[]> {
		return (await this.#all()).map(({ at, act, said, left }) => ({ at, act, said, left }))
	}

	/** What has left for one chart's case, oldest first. */
	async departures(binding: string): Promise<readonly Departure[]> {
		return (await this.#all()).flatMap(({ departure }) =>
			departure?.binding === binding
				? [{ what: departure.what, bytes: departure.bytes, at: departure.at }]
				: [],
		)
	}

	async #all(): Promise<readonly Noted[]> {
		return (await this.#documents.get<Noted[]>('activity')) ?? []
	}

	#add(...entries: readonly Noted[]): Promise<void> {
		const writing = this.#turn.then(async () => {
			await this.#documents.put('activity', [...(await this.#all()), ...entries].slice(-longest))
		})
		this.#turn = writing.catch(() => undefined)
		return writing
	}
}
