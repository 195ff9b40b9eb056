import { takePack } from '#shared/actions/member/take-pack.ts'
import { err } from '#shared/kernel/result.ts'
import type { StorageReader } from '#shared/zero-g/storage.ts'
import type { Knowledge } from './knowledge.ts'
import type { MemberSession } from './member-session.ts'
import type { Remote } from './remote.ts'

/** Storage that holds nothing: for what is on this device or nowhere. */
const nothingStored: StorageReader = { get: () => Promise.resolve(err({ kind: 'not-found' })) }

/** Hands the ontology that this device holds already to the worker. Asks the network nothing. */
export const useHeldPack = (member: MemberSession, knowledge: Remote<Knowledge>): Promise<boolean> =>
	use(member, knowledge, nothingStored)

/** Fetches the ontology that the invitation names, when this device does not hold it yet. */
export const fetchPack = (member: MemberSession, knowledge: Remote<Knowledge>): Promise<boolean> =>
	use(member, knowledge, member.ports.storage)

/** True when the worker now computes with the named pack; the starter goes on working otherwise, and says what it lacks. */
async function use(
	{ invitation: { ontology }, ports: { documents } }: MemberSession,
	knowledge: Remote<Knowledge>,
	storage: StorageReader,
): Promise<boolean> {
	if (!ontology) return false
	const taken = await takePack({ documents, storage }, ontology)
	return taken.ok && knowledge.take(taken.value)
}
