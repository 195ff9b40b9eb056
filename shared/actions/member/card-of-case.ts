import { ageBands, responses, type Case, type Sex } from '../../case/case.ts'
import type { FindingState } from '../../case/finding.ts'
import { cardFlags, cardLimits, encodeCard, type Card } from '../../crypto/card.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { termNumber } from '../../ontology/term-id.ts'
import type { KeptConsent } from '../grant-consent.ts'

const sexes: readonly Sex[] = ['not-stated', 'female', 'male', 'other']

/** Why a case has no card yet. */
export interface CardRefusal {
	readonly kind: 'nothing-observed' | 'too-many-findings' | 'too-many-genes' | 'findings-contradict'
}

/** The card and its exact bytes. */
export interface CaseCard {
	readonly card: Card
	readonly bytes: Uint8Array
}

/**
 * What of a confirmed case becomes a card: an allow-list. Suggested and uncertain findings, dates, words, sources and
 * every id of the chart have no field to go into.
 */
export function cardOfCase(
	confirmed: Case,
	{ handle, expiry, form }: Pick<KeptConsent, 'handle' | 'expiry' | 'form'>,
	region: number,
): Result<CaseCard, CardRefusal> {
	const inState = (state: FindingState): readonly number[] =>
		[
			...new Set(
				confirmed.findings.filter(finding => finding.state === state).map(({ term }) => termNumber(term)),
			),
		].sort((a, b) => a - b)
	const observed = inState('observed')
	const excluded = inState('excluded')
	const genes = [...new Set(confirmed.genes.map(({ hgnc }) => hgnc))].sort((a, b) => a - b)
	if (observed.length === 0) return err({ kind: 'nothing-observed' })
	if (observed.length + excluded.length > cardLimits.terms) return err({ kind: 'too-many-findings' })
	if (genes.length > cardLimits.genes) return err({ kind: 'too-many-genes' })
	const flags =
		(hasRecord(confirmed, form) ? cardFlags.record | cardFlags.narrative : 0) |
		(form.institutionNamed ? cardFlags.institutionNamed : 0)
	const card: Card = {
		handle,
		revision: 0,
		expiry,
		sex: Math.max(0, sexes.indexOf(confirmed.sex)),
		response: form.data.includes('outcome') ? responses.indexOf(confirmed.response) : 0,
		ageBand: Math.max(0, ageBands.indexOf(confirmed.ageBand)),
		onset: confirmed.onset,
		region,
		flags,
		observed,
		excluded,
		genes,
		extensions: [],
	}
	const bytes = encodeCard(card)
	return bytes.ok ? ok({ card, bytes: bytes.value }) : err({ kind: 'findings-contradict' })
}

/** Whether words go with the card as a sealed record. */
export const hasRecord = ({ narrative }: Case, { data }: KeptConsent['form']): boolean =>
	data.includes('narrative') && narrative.trim() !== ''
