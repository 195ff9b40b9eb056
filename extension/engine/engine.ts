import { heldIndex, type IndexedCards } from '#shared/actions/member/read-segments.ts'
import type { PackRefusal } from '#shared/actions/member/take-pack.ts'
import { systemClock, systemRandom } from '#shared/kernel/clock.ts'
import { panelChanged } from '../messages/chart.ts'
import { tell } from '../messages/send.ts'
import { ActivityLog } from './activity.ts'
import { Cases } from './cases.ts'
import { openDocuments, type OpenDocuments } from './home.ts'
import type { Knowledge } from './knowledge.ts'
import { startKnowledge } from './knowledge-link.ts'
import { LocalIndex } from './local-index.ts'
import { type MemberSession, openMember } from './member-session.ts'
import { useHeldPack } from './ontology-pack.ts'
import type { Remote } from './remote.ts'

/** What is at hand while the vault is open. */
export interface Session {
	readonly home: OpenDocuments
	readonly cases: Cases
	readonly activity: ActivityLog
	readonly index: LocalIndex
	/** null before this device joined an institution. */
	readonly member: MemberSession | null
	/** Whether the ontology that the institution names is in use; else the starter, or why it still is. */
	ontology: 'whole' | 'starter' | PackRefusal['kind']
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

	/** What is sealed has changed in a way that an open session does not see: open it anew. */
	async reopen(): Promise<void> {
		const session = await this.#session
		this.#session = undefined
		session?.member?.close()
		session?.home.close()
	}

	/** Tells every open panel to look again. */
	changed(): void {
		tell(panelChanged, { tab: null })
	}

	/** Lets go of every key, card and finding in memory. */
	async forget(): Promise<void> {
		const session = await this.#session?.catch(() => undefined)
		this.#session = undefined
		session?.member?.close()
		session?.home.close()
		this.#knowledge?.end()
		this.#knowledge = undefined
	}
}

async function openSession(knowledge: Remote<Knowledge>): Promise<Session> {
	const home = await openDocuments()
	const member = await openMember(home.documents)
	const isWhole = member !== null && (await useHeldPack(member, knowledge))
	const read = async (): Promise<IndexedCards> => (member ? heldIndex(member.ports) : { cards: [], at: null })
	return {
		home,
		member,
		ontology: isWhole ? 'whole' : 'starter',
		cases: new Cases(home.documents, systemClock, systemRandom),
		activity: new ActivityLog(home.documents, systemClock),
		index: new LocalIndex(knowledge, read, systemClock),
	}
}
