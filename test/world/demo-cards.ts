import { ageBands, responses } from '#shared/case/case.ts'
import { cardFlags, encodeCard } from '#shared/crypto/card.ts'
import type { KeptConsent } from '#shared/actions/grant-consent.ts'
import { termNumber } from '#shared/ontology/term-id.ts'
import type { DemoCase } from './cases.ts'
import type { DemoInstitution } from './institutions.ts'

const sexes = ['not-stated', 'female', 'male', 'other'] as const

/** The network card of an invented case, under its consent. */
export function demoCard(
	each: DemoCase,
	{ handle, expiry }: Pick<KeptConsent, 'handle' | 'expiry'>,
	{ region }: DemoInstitution,
): Uint8Array {
	const flags =
		(each.sequenced ? cardFlags.sequenced : 0) |
		(each.diagnosisConfirmed ? cardFlags.diagnosisConfirmed : 0) |
		(each.institutionNamed ? cardFlags.institutionNamed : 0)
	const card = encodeCard({
		handle,
		revision: 0,
		expiry,
		sex: sexes.indexOf(each.sex),
		response: responses.indexOf(each.response),
		ageBand: ageBands.indexOf(each.ageBand),
		onset: each.onset,
		region,
		flags,
		observed: each.observed.map(termNumber),
		excluded: each.excluded.map(termNumber),
		genes: each.genes.map(({ hgnc }) => hgnc),
		extensions: [],
	})
	if (!card.ok) throw new Error(`${each.id} has no card`)
	return card.value
}
