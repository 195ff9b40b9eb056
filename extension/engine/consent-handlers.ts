import { type ConsentNow, consentOf, recordConsent } from '#shared/actions/member/record-consent.ts'
import { heldRegistry } from '#shared/actions/registry-document.ts'
import { err, ok } from '#shared/kernel/result.ts'
import { currentConsent, grantConsent } from '../messages/consent.ts'
import type { Handler } from '../messages/serve.ts'
import type { ConsentView } from '../panel/product.ts'
import type { Engine } from './engine.ts'
import { forPanel } from './failures.ts'
import { actingMember } from './up-to-date.ts'
import { onWhileOpen } from './while-open.ts'

/** Commitment, capability address and expiry: all that a grant shows of a consent. */
const grantBytes = 32 + 20 + 4

/** What a family agreed to, for the confirmed case of a chart. */
export const consentHandlers = (engine: Engine): readonly Handler[] => [
	onWhileOpen(currentConsent, async ({ binding }) => {
		const { cases, member } = await engine.session()
		const current = await cases.current(binding)
		if (!current || !member) return ok(null)
		const found = await consentOf(member.ports, await heldRegistry(member.ports), current.id)
		return ok(found ? viewOf(found) : null)
	}),
	onWhileOpen(grantConsent, async ({ binding, form }) => {
		const { cases, activity } = await engine.session()
		const current = await cases.current(binding)
		if (!current) return err({ kind: 'no-case' })
		const member = await actingMember(engine)
		if (!member.ok) return member
		const { ports, turns } = member.value
		const recorded = await turns.run(() => recordConsent(ports, current.id, form))
		if (!recorded.ok) return forPanel(recorded.error)
		await activity.left(binding, [
			{ what: 'consent', bytes: grantBytes, said: 'A consent was recorded as an opaque handle' },
		])
		const { receipt } = recorded.value
		const view = viewOf(recorded.value)
		return view ? ok({ ...view, receipt }) : err({ kind: 'no-consent' })
	}),
]

/** A consent that no final block shows yet is none. */
function viewOf({ consent, state }: ConsentNow): ConsentView | null {
	const { form, handle, givenAt } = consent
	return state === 'none' ? null : { ...form, handle, state, givenAt }
}
