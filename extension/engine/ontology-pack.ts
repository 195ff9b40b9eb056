import { takePack, type PackRefusal } from '#shared/actions/member/take-pack.ts'
import { err, ok, type Result } from '#shared/kernel/result.ts'
import type { StorageReader } from '#shared/zero-g/storage.ts'
import type { Session } from './engine.ts'
import type { Knowledge } from './knowledge.ts'
import type { MemberSession } from './member-session.ts'
import type { Remote } from './remote.ts'

/** Storage that holds nothing: for what is on this device or nowhere. */
const nothingStored: StorageReader = { get: () => Promise.resolve(err({ kind: 'not-found' })) }

/** Hands the ontology that this device holds already to the worker. Asks the network nothing. */
export const useHeldPack = async (member: MemberSession, knowledge: Remote<Knowledge>): Promise<boolean> =>
	(await use(member, knowledge, nothingStored)).ok

/**
 * Fetches the ontology that the invitation names, while the starter is in use. A pack that is refused is noted once for
 * each session, with the reason's kind; the starter goes on working and says what it lacks.
 */
export async function fetchPack(session: Session, knowledge: Remote<Knowledge>): Promise<void> {
	const { member, activity } = session
	const named = member?.invitation.ontology
	if (!member || !named || session.ontology === 'whole') return
	const taken = await use(member, knowledge, member.ports.storage)
	const before = session.ontology
	session.ontology = taken.ok ? 'whole' : taken.error.kind
	if (session.ontology === before || (!taken.ok && isEveryday[taken.error.kind])) return
	const release = `${named.name}, release ${named.version}`
	await activity.note(
		'ontology',
		taken.ok ? `${release} is in use` : `${release} was refused (${taken.error.kind}); the starter stays`,
	)
}

/** A network that does not answer is no damage: it is asked again at the next sync. */
const isEveryday: Readonly<Partial<Record<PackRefusal['kind'], true>>> = {
	'storage-unreachable': true,
	'storage-timeout': true,
	'not-found': true,
}

/** Ok when the worker now computes with the named pack. */
async function use(
	{ invitation: { ontology }, ports: { documents } }: MemberSession,
	knowledge: Remote<Knowledge>,
	storage: StorageReader,
): Promise<Result<void, PackRefusal>> {
	if (!ontology) return err({ kind: 'pack-not-stored' })
	const taken = await takePack({ documents, storage }, ontology)
	if (!taken.ok) return taken
	return (await knowledge.take(taken.value)) ? ok(undefined) : err({ kind: 'different-pack' })
}
