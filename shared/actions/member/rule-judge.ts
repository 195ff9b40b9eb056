import { decideRelease, mayLeave, type Decision } from '../../compliance/decide.ts'
import { evaluate } from '../../compliance/evaluate.ts'
import type { DataClass, RulePack } from '../../compliance/pack.ts'
import type { Institution } from '../../ledger/registry.ts'
import type { DecisionRequest } from './preview-card.ts'

/** A card is codes, whatever else the consent covers: the rest leaves sealed, and is decided on when it is opened. */
const data: readonly DataClass[] = ['codes']
const purpose = 'care-match'

/** What a rule pack says of a card that is about to leave, to the readers its consent allows. */
export const decideByRules =
	(pack: RulePack) =>
	({ owner, readers, consent: { form }, time }: DecisionRequest): Decision =>
		decideRelease(pack, {
			...{ origin: owner.country, purpose, data, subject: form.subject, at: time },
			destinations: readers.map(({ country }) => ({ country, consent: true, agreement: false })),
		}).decision

/**
 * Whether a rule pack lets one institution read another's cards, consent aside: that is asked of every card. `now` is
 * the time of the final block.
 */
export const pairByRules =
	(pack: RulePack, now: () => number) =>
	(owner: Pick<Institution, 'country'>, reader: Pick<Institution, 'country'>): boolean => {
		const { outcome } = evaluate(pack, {
			...{ origin: owner.country, destination: reader.country, purpose, data },
			...{ subject: 'adult', consent: true, agreement: false, at: now() },
		})
		return mayLeave(outcome)
	}
