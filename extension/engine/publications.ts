import type { Documents } from '#shared/actions/store.ts'
import { type Publication, type PublishStep, runPublication } from '#shared/actions/member/publish-case.ts'
import type { Hex } from '#shared/kernel/bytes.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import { workWaits } from '../messages/engine.ts'
import { send } from '../messages/send.ts'
import type { Session } from './engine.ts'
import { forPanel } from './failures.ts'
import type { MemberSession } from './member-session.ts'

/** Which chart a publication belongs to: kept with it, because the panel may be closed when it is done. */
interface Owner {
	readonly binding: string
	readonly noted: boolean
}
const folder = 'publishing/'
const ownerName = (handle: Hex): string => `${folder}${handle}`
/** A local network is quick: two devices that meet need not wait long for each other. */
const jitterMs = { demo: 400, test: 8000, live: 8000 } as const

/** Remembers, before anything leaves, whose publication it is; from now on an alarm wakes the engine for it. */
export async function rememberOwner(home: Documents, handle: Hex, binding: string): Promise<void> {
	await home.put(ownerName(handle), { binding, noted: false } satisfies Owner)
	await send(workWaits, { waits: true })
}

/** Goes on with one publication until a final head holds its card, then notes what left. */
export async function finishPublication(
	session: Session,
	{ ports, turns, invitation }: MemberSession,
	handle: Hex,
	progress?: (step: PublishStep) => void,
): Promise<Result<Publication>> {
	const options = {
		jitterMs: jitterMs[invitation.network.purpose],
		...(progress === undefined ? {} : { progress }),
	}
	const done = await turns.run(async () => {
		const ran = await runPublication(ports, handle, options)
		if (ran.ok) await noteDeparture(session, ran.value)
		return ran
	})
	if (!done.ok) return forPanel(done.error)
	if ((await unfinished(session)).length === 0) await send(workWaits, { waits: false })
	return ok(done.value)
}

/** Takes up everything an earlier life of the engine began. Why each that is not done yet is not: tried again later. */
export async function resumePublications(session: Session): Promise<readonly string[]> {
	const { member } = session
	if (!member) return []
	const left: string[] = []
	for (const handle of await unfinished(session)) {
		const done = await finishPublication(session, member, handle)
		if (!done.ok) left.push(done.error.kind)
	}
	return left
}

/** Publications that are not done, or done and not yet noted as having left. */
async function unfinished({ home: { documents } }: Session): Promise<readonly Hex[]> {
	const names = await documents.list(folder)
	const owners = await Promise.all(names.map(name => documents.get<Owner>(name)))
	return names
		.filter((_, index) => owners[index]?.noted === false)
		.map(name => name.slice(folder.length) as Hex)
}

async function noteDeparture({ home, cases, activity }: Session, done: Publication): Promise<void> {
	const owner = await home.documents.get<Owner>(ownerName(done.handle))
	if (!owner || owner.noted) return
	const { binding } = owner
	const current = await cases.current(binding)
	if (current) await cases.keep({ ...current, consent: done.handle })
	const { record } = done
	const sealed = record ? [record.file, ...record.payloads].reduce((sum, part) => sum + part.length, 0) : 0
	await activity.left(binding, [
		{ what: 'card', bytes: done.card.length, said: 'The card was published' },
		...(record ? [{ what: 'record' as const, bytes: sealed, said: 'The sealed record was stored' }] : []),
	])
	await home.documents.put(ownerName(done.handle), { binding, noted: true } satisfies Owner)
}
