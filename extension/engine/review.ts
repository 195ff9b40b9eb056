import type { KeptConsent } from '#shared/actions/grant-consent.ts'
import { type CardPreview, previewCard } from '#shared/actions/member/preview-card.ts'
import { consentOf } from '#shared/actions/member/record-consent.ts'
import type { Case } from '#shared/case/case.ts'
import { err, ok, type Result } from '#shared/kernel/result.ts'
import type { Decision, Risk } from '../panel/product.ts'
import type { Engine } from './engine.ts'
import { forPanel } from './failures.ts'
import { judgesAt } from './judges.ts'
import { type Acting, actingMember } from './up-to-date.ts'

/** One case before it leaves: the exact bytes, who would read them, and under which consent. */
export interface Review {
	readonly member: Acting
	readonly current: Case
	readonly consent: KeptConsent
	readonly preview: CardPreview<Risk, Decision>
}
const refusals = { none: 'no-consent', revoked: 'consent-revoked', expired: 'consent-expired' } as const

/** Makes the card of a chart's confirmed case and judges it. Sends nothing. */
export async function reviewCase(engine: Engine, binding: string): Promise<Result<Review>> {
	const { cases } = await engine.session()
	const current = await cases.current(binding)
	if (!current) return err({ kind: 'no-case' })
	const acting = await actingMember(engine)
	if (!acting.ok) return acting
	const { ports, registry } = acting.value
	const found = await consentOf(ports, registry, current.id)
	if (!found || found.state !== 'live') return err({ kind: refusals[live(found?.state)] })
	const { consent } = found
	const judges = judgesAt(registry.time, card => engine.knowledge.risk(card))
	const preview = await previewCard(ports, registry, current, consent, judges)
	return preview.ok
		? ok({ member: acting.value, current, consent, preview: preview.value })
		: forPanel(preview.error)
}

const live = (state: 'none' | 'live' | 'revoked' | 'expired' | undefined): keyof typeof refusals =>
	state === undefined || state === 'live' ? 'none' : state
