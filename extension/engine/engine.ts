import { systemClock, systemRandom } from '#shared/kernel/clock.ts'
import { ActivityLog } from './activity.ts'
import { Cases } from './cases.ts'
import { openDocuments, type OpenDocuments } from './home.ts'
import type { Knowledge } from './knowledge.ts'
import { startKnowledge } from './knowledge-link.ts'
import { type IndexedCards, LocalIndex } from './local-index.ts'
import type { Remote } from './remote.ts'

/** What is at hand while the vault is open. */
export interface Session {
	readonly home: OpenDocuments
	readonly cases: Cases
	readonly activity: ActivityLog
	readonly index: LocalIndex
}

/**
 * Everything long or secret that the product does, behind the panel. Nothing in it must survive: what is needed again is
 * sealed on disk, and the keys come from the worker each time.
 */
export class Engine {
	#knowledge: { readonly knowledge: Remote<Knowledge>; readonly end: () => void } | undefined
	#session: Promise<Session> | undefined

	get knowledge(): Remote<Knowledge> {
		this.#knowledge ??= startKnowledge()
		return this.#knowledge.knowledge
	}

	/** Opens what is sealed. Rejects with `Locked` while the vault is closed, and is tried again the next time. */
	session(): Promise<Session> {
		this.#session ??= openSession(this.knowledge).catch(thrown => {
			this.#session = undefined
			throw thrown
		})
		return this.#session
	}

	/** Lets go of every key, card and finding in memory. */
	async forget(): Promise<void> {
		const session = await this.#session?.catch(() => undefined)
		this.#session = undefined
		session?.home.close()
		this.#knowledge?.end()
		this.#knowledge = undefined
	}
}

async function openSession(knowledge: Remote<Knowledge>): Promise<Session> {
	const home = await openDocuments()
	const read = async (): Promise<IndexedCards> =>
		(await home.documents.get<IndexedCards>('index')) ?? { cards: [], at: null }
	return {
		home,
		cases: new Cases(home.documents, systemClock, systemRandom),
		activity: new ActivityLog(home.documents, systemClock),
		index: new LocalIndex(knowledge, read, systemClock),
	}
}
