import { refreshEnrolment } from '#shared/actions/member/member.ts'
import { freshRegistry } from '#shared/actions/registry-document.ts'
import { err, ok, type Result } from '#shared/kernel/result.ts'
import type { Registry } from '#shared/ledger/registry.ts'
import type { Engine } from './engine.ts'
import { forPanel } from './failures.ts'
import type { MemberSession } from './member-session.ts'

/** A member's session with the registry that its next act is held against. */
export interface Acting extends MemberSession {
	readonly registry: Registry
}

/** What every act begins with: the chain as it stands now, and proofs against its newest member set. */
export async function actingMember(engine: Engine): Promise<Result<Acting>> {
	const { member } = await engine.session()
	if (!member) return err({ kind: 'not-a-member' })
	const registry = await freshRegistry(member.ports)
	if (!registry.ok) return forPanel(registry.error)
	await refreshEnrolment(member.ports, registry.value)
	return ok({ ...member, registry: registry.value })
}
