import type { Case } from '../../case/case.ts'
import type { Hex } from '../../kernel/bytes.ts'
import { utf8 } from '../../kernel/bytes.ts'
import { ok, type Result } from '../../kernel/result.ts'
import { cardHash, type Card } from '../../crypto/card.ts'
import { padme } from '../../crypto/frame.ts'
import { activeInstitutions, type Institution, type Registry } from '../../ledger/registry.ts'
import { regionOf } from '../country-region.ts'
import type { KeptConsent } from '../grant-consent.ts'
import { deploymentOf, type InstitutionPorts } from '../ports.ts'
import { consentAllows } from '../stage-zero.ts'
import { cardFields, type CardField } from './card-fields.ts'
import { cardOfCase, hasRecord, type CardRefusal } from './card-of-case.ts'

/** What judges a card before it leaves. Passed in: rules and estimates are their own ideas. */
export interface Judges<Risk, Decision> {
	risk(card: Card): Risk | Promise<Risk>
	decide(request: DecisionRequest): Decision | Promise<Decision>
	/** Whether the rules let this reader see it, beside the consent; `undefined` is not known, and not a yes. */
	pair(owner: Institution, reader: Institution): boolean | undefined | Promise<boolean | undefined>
}
export interface DecisionRequest {
	readonly owner: Institution
	readonly readers: readonly Institution[]
	readonly consent: KeptConsent
	readonly card: Card
	/** Time of the final block. */
	readonly time: number
}

export interface CardPreview<Risk, Decision> {
	/** The card, whole. */
	readonly bytes: Uint8Array
	readonly hash: Hex
	readonly fields: readonly CardField[]
	readonly leftOut: readonly string[]
	readonly readers: Readers
	readonly record: readonly { readonly class: string; readonly bytes: number }[]
	readonly risk: Risk
	readonly decision: Decision
}
export interface Readers {
	readonly allowed: number
	readonly of: number
	readonly refused: readonly { readonly institution: string; readonly reason: string }[]
}

/** Exactly the bytes that would leave, field by field, who would read them, and what stays behind. Sends nothing. */
export async function previewCard<Risk, Decision>(
	ports: InstitutionPorts,
	registry: Registry,
	confirmed: Case,
	consent: KeptConsent,
	judges: Judges<Risk, Decision>,
): Promise<Result<CardPreview<Risk, Decision>, CardRefusal | { readonly kind: 'not-verified' }>> {
	const owner = registry.institutions[ports.institution]
	if (!owner) return { ok: false, error: { kind: 'not-verified' } }
	const made = cardOfCase(confirmed, consent, regionOf(owner.country))
	if (!made.ok) return made
	const { card, bytes } = made.value
	const readers = await readersOf(ports, registry, owner, consent, judges.pair)
	return ok({
		bytes,
		hash: cardHash(deploymentOf(ports), bytes),
		fields: cardFields(card, bytes, confirmed),
		leftOut: leftOutOf(confirmed, consent),
		readers: readers.said,
		record: recordOf(confirmed, consent),
		risk: await judges.risk(card),
		decision: await judges.decide({ owner, readers: readers.allowed, consent, card, time: registry.time }),
	})
}

async function readersOf(
	ports: InstitutionPorts,
	registry: Registry,
	owner: Institution,
	consent: KeptConsent,
	pair: Judges<unknown, unknown>['pair'],
) {
	const others = activeInstitutions(registry).filter(({ id }) => id !== owner.id)
	const allowed: Institution[] = []
	const refused: { institution: string; reason: string }[] = []
	for (const reader of others) {
		const consented = await consentAllows(ports, registry, consent.handle, reader)
		const ruled = await pair(owner, reader)
		if (consented === true && ruled === true) allowed.push(reader)
		else {
			const reason = consented === true ? 'the rules do not allow it' : 'the consent does not allow it'
			refused.push({ institution: reader.name, reason })
		}
	}
	return { allowed, said: { allowed: allowed.length, of: others.length, refused } satisfies Readers }
}

/** What has no field in a card, in words. */
function leftOutOf({ findings, narrative }: Case, { form }: KeptConsent): readonly string[] {
	const uncertain = findings.filter(({ state }) => state === 'uncertain').map(({ label }) => label)
	const undecided = findings.filter(({ state }) => state === 'suggested').length
	return [
		'Name, date of birth, address and every number of the chart',
		'Dates and values, and the rows of the chart that were read',
		...(uncertain.length > 0 ? [`Uncertain findings: ${uncertain.join(', ')}`] : []),
		...(undecided > 0 ? [`${undecided} suggested findings nobody decided on`] : []),
		...(narrative.trim() !== '' && !form.data.includes('narrative')
			? ['Your own words: the consent does not cover them']
			: []),
		...(form.data.includes('outcome') ? [] : ['The response to treatment: the consent does not cover it']),
	]
}

/** Age's own header and blocks around a frame of at least 1 KiB. */
const recordOf = (confirmed: Case, { form }: KeptConsent) =>
	hasRecord(confirmed, form)
		? [
				{
					class: 'narrative',
					bytes: Math.max(1024, padme(utf8(confirmed.narrative).length + 10)) + 32,
				},
			]
		: []
