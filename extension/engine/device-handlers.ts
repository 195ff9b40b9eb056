import { enrolment } from '#shared/actions/member/member.ts'
import { joinInstitution } from '#shared/actions/member/join.ts'
import { openPublications } from '#shared/actions/member/publish-case.ts'
import { sync } from '#shared/actions/member/sync.ts'
import type { Documents } from '#shared/actions/store.ts'
import { err, ok, type Result } from '#shared/kernel/result.ts'
import { engineStatus, joinInstitution as joinMessage, listActivity, syncDevice } from '../messages/device.ts'
import { engineListens, resumeWork } from '../messages/engine.ts'
import { type Handler, on } from '../messages/serve.ts'
import type { Status } from '../panel/product.ts'
import type { Engine } from './engine.ts'
import { explained, forPanel } from './failures.ts'
import { type MemberSession, openInvitation } from './member-session.ts'
import { fetchPack } from './ontology-pack.ts'
import { resumePublications } from './publications.ts'
import { onWhileOpen } from './while-open.ts'

/** What the device is and says of itself: membership, ontology, index, what was done. */
export const deviceHandlers = (engine: Engine): readonly Handler[] => [
	onWhileOpen(engineStatus, async ({ binding }) => {
		const { activity, index, member } = await engine.session()
		return ok({
			institution: member ? await institutionOf(member) : null,
			network: member ? networkOf(member) : null,
			ontology: await engine.knowledge.about(),
			index: await index.status(),
			left: binding === null ? [] : await activity.departures(binding),
			waiting: member ? await bytesWaiting(member) : 0,
		})
	}),
	onWhileOpen(joinMessage, ({ invitation }) => join(engine, invitation)),
	onWhileOpen(syncDevice, () => syncNow(engine)),
	onWhileOpen(listActivity, async () => ok(await (await engine.session()).activity.list())),
	on(engineListens, () => ok(undefined)),
	onWhileOpen(resumeWork, () => resume(engine)),
]

/** Goes on with what an earlier life of the engine began; a key that is still to come is fetched first. */
export async function resume(engine: Engine): Promise<Result<void>> {
	const left = await resumePublications(await engine.session())
	if (!left.includes('waiting-for-feed')) return ok(undefined)
	const synced = await syncNow(engine)
	if (synced.ok) await resumePublications(await engine.session())
	return ok(undefined)
}

async function institutionOf({ ports, invitation }: MemberSession): Promise<Status['institution']> {
	const enrolled = await enrolment(ports)
	return {
		...invitation.institution,
		membership: enrolled?.state ?? 'waiting',
		fingerprint: enrolled?.fingerprint ?? '',
		member: enrolled?.name ?? '',
	}
}

const networkOf = ({ invitation: { network } }: MemberSession): Status['network'] => ({
	name: network.name,
	demo: network.purpose === 'demo',
})

const bytesWaiting = async ({ ports }: MemberSession): Promise<number> =>
	(await openPublications(ports)).reduce((sum, { card }) => sum + card.length, 0)

async function join(engine: Engine, text: string): Promise<Result<{ readonly fingerprint: string }>> {
	const { home, member } = await engine.session()
	// The files of a membership are open once at a time: the former one is let go first.
	member?.close()
	const joined = await enrol(home.documents, text)
	await engine.reopen()
	if (!joined.ok) return joined
	const { activity } = await engine.session()
	await activity.note('join', 'This device asked an institution to enrol it')
	engine.changed()
	return joined
}

async function enrol(home: Documents, text: string): Promise<Result<{ readonly fingerprint: string }>> {
	const opened = await openInvitation(text)
	if (!opened.ok) return forPanel(opened.error)
	const { session, keep } = opened.value
	try {
		const joined = await joinInstitution(session.ports, session.invitation)
		if (!joined.ok) return forPanel(joined.error)
		await keep(home)
		return joined
	} finally {
		session.close()
	}
}

async function syncNow(
	engine: Engine,
): Promise<Result<{ readonly cards: number; readonly newAsks: number; readonly newAnswers: number }>> {
	const session = await engine.session()
	const { member, index, activity } = session
	if (!member) return err({ kind: 'not-a-member' })
	await fetchPack(session, engine.knowledge)
	const { ports, turns, invitation } = member
	const synced = await turns.run(() => sync(ports, { demo: invitation.network.purpose === 'demo' }))
	if (!synced.ok) return explained(synced)
	index.changed()
	engine.changed()
	const { cards, newAsks, newAnswers, left } = synced.value
	// What one institution's damage kept from this index is said, not hidden among the rest.
	for (const { institution, why } of left)
		await activity.note('left-out', `Institution ${institution} could not be read: ${why}`)
	return ok({ cards, newAsks, newAnswers })
}
