import type { DecisionRequest, Judges } from '#shared/actions/member/preview-card.ts'
import type { KeptConsent } from '#shared/actions/grant-consent.ts'
import { type AgeBand, ageBands, type Sex } from '#shared/case/case.ts'
import { decide, decideRelease, mayLeave } from '#shared/compliance/decide.ts'
import { demoPack } from '#shared/compliance/demo-pack.ts'
import type { TransferRequest } from '#shared/compliance/pack.ts'
import type { Card } from '#shared/crypto/card.ts'
import type { Institution } from '#shared/ledger/registry.ts'
import { termOfNumber } from '#shared/ontology/term-id.ts'
import type { Described } from '#shared/privacy/risk.ts'
import type { Decision, Risk } from '../panel/product.ts'

/** The rules that are active. One pack exists: the demonstration's, which says so in its own words. */
const pack = demoPack
const sexes: readonly Sex[] = ['not-stated', 'female', 'male', 'other']

/** What a card says of a person, as the estimate reads it. */
export const describedBy = (card: Card): Described => ({
	observed: card.observed.map(termOfNumber),
	excluded: card.excluded.map(termOfNumber),
	genes: card.genes,
	sex: sexes[card.sex] ?? 'not-stated',
	ageBand: ageBands[card.ageBand] ?? 'not stated',
	onset: card.onset,
	region: card.region,
})

/** Rules and estimate, joined to the review of one consent's card at the time of a final block. */
export const judgesFor = (
	{ form }: Pick<KeptConsent, 'form'>,
	time: number,
	risk: (described: Described) => Promise<Risk>,
): Judges<Risk, Decision> => ({
	risk: card => risk(describedBy(card)),
	decide: request => decisionOn(request),
	pair: (owner, reader) => mayLeave(decide(pack, releaseTo(owner, reader, form, time)).outcome),
})

const decisionOn = ({ owner, readers, consent: { form }, time }: DecisionRequest): Decision =>
	decideRelease(pack, {
		...about(owner, form, time),
		destinations: readers.map(({ country }) => ({ country, consent: true, agreement: null })),
	}).decision

/** What of a card leaves at stage 0: codes and the coded response. Words go only with an answer. */
const about = (owner: Institution, form: KeptConsent['form'], at: number) => ({
	origin: owner.country,
	purpose: form.purposes[0] ?? 'care-match',
	data: ['codes'] as const,
	subject: form.subject,
	at,
})

/** The consent was checked beside this: here it stands as given, so that the rules speak for themselves. */
const releaseTo = (
	owner: Institution,
	reader: Institution,
	form: KeptConsent['form'],
	at: number,
): TransferRequest => ({
	...about(owner, form, at),
	destination: reader.country,
	consent: true,
	agreement: null,
})

/** Children and their parents' say are a law of their own almost everywhere; an age not stated is nobody's to guess. */
const subjectOf = (age: AgeBand | undefined): TransferRequest['subject'] => {
	const place = ageBands.indexOf(age ?? 'not stated')
	if (place <= 0) return null
	return place < ageBands.indexOf('18 to 29 years') ? 'minor' : 'adult'
}

/** The decision on one question or answer between two institutions, about the person behind a card. */
export const decisionBetween = (
	owner: Institution,
	reader: Institution,
	age: AgeBand | undefined,
	at: number,
): Decision =>
	decide(pack, {
		origin: owner.country,
		destination: reader.country,
		purpose: 'care-match',
		data: ['codes'],
		subject: subjectOf(age),
		consent: true,
		agreement: null,
		at,
	})
