import type { Documents } from '#shared/actions/store.ts'
import type { Case } from '#shared/case/case.ts'
import { toHex } from '#shared/kernel/bytes.ts'
import type { Clock, Random } from '#shared/kernel/clock.ts'
import type { Confirmed } from '../messages/cases.ts'
import type { MatchMark } from '../panel/product.ts'

/** The cases a clinician confirmed on this device, one for each bound chart, and what was noted of their matches. */
export class Cases {
	readonly #documents: Documents
	readonly #clock: Clock
	readonly #random: Random

	constructor(documents: Documents, clock: Clock, random: Random) {
		this.#documents = documents
		this.#clock = clock
		this.#random = random
	}

	async current(binding: string): Promise<Case | null> {
		return (await this.#documents.get<Case>(`case/${binding}`)) ?? null
	}

	/** Keeps what was decided. A case confirmed again keeps its id, and the consent it was published under. */
	async confirm(confirmed: Confirmed): Promise<Case> {
		const before = await this.current(confirmed.binding)
		const kept: Case = {
			...(before?.consent === undefined ? {} : { consent: before.consent }),
			...confirmed,
			id: before?.id ?? toHex(this.#random.bytes(16)),
			confirmedAt: this.#clock.now(),
		}
		await this.keep(kept)
		return kept
	}

	keep(kept: Case): Promise<void> {
		return this.#documents.put(`case/${kept.binding}`, kept)
	}

	async marks(binding: string): Promise<Readonly<Record<string, MatchMark>>> {
		return (await this.#documents.get<Record<string, MatchMark>>(`marks/${binding}`)) ?? {}
	}

	async mark(binding: string, handle: string, state: MatchMark): Promise<void> {
		await this.#documents.put(`marks/${binding}`, { ...(await this.marks(binding)), [handle]: state })
	}
}
