import type { Judges } from '#shared/actions/member/preview-card.ts'
import { decideByRules, pairByRules } from '#shared/actions/member/rule-judge.ts'
import { type AgeBand, ageBands } from '#shared/case/case.ts'
import { decide } from '#shared/compliance/decide.ts'
import { demoPack } from '#shared/compliance/demo-pack.ts'
import type { TransferRequest } from '#shared/compliance/pack.ts'
import type { Institution } from '#shared/ledger/registry.ts'
import { describeCard } from '#shared/privacy/described.ts'
import type { Described } from '#shared/privacy/risk.ts'
import type { Decision, Risk } from '../panel/product.ts'

/** The rules that are active. One pack exists: the demonstration's, which says so in its own words. */
const pack = demoPack

/** Rules and estimate, joined to the review of a card at the time of a final block. */
export const judgesAt = (
	time: number,
	risk: (described: Described) => Promise<Risk>,
): Judges<Risk, Decision> => ({
	risk: card => risk(describeCard(card)),
	decide: decideByRules(pack),
	pair: pairByRules(pack, () => time),
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
		agreement: false,
		at,
	})
