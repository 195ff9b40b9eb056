import type { KeptAsk } from '#shared/actions/asks/kept-ask.ts'
import { outcomes } from '#shared/crypto/ask.ts'
import type { Registry } from '#shared/ledger/registry.ts'
import type { IndexedCard } from '#shared/matching/engine.ts'
import type { AskView } from '../panel/product.ts'

type Outcome = NonNullable<AskView['answer']>['outcome']
const outcomeNames = new Map(
	Object.entries(outcomes).map(([name, code]) => [code as number, name as Outcome]),
)

/** A question as the panel shows it. `card`: the own card it is about, when this device holds it. */
export function askView(
	kept: KeptAsk,
	registry: Registry,
	card: { readonly labels: readonly string[]; readonly card: IndexedCard } | undefined,
): AskView {
	const partner = registry.institutions[kept.partner]
	const outcome = kept.answer ? (outcomeNames.get(kept.answer.outcome) ?? 'withdrawn') : null
	return {
		ask: kept.ask,
		direction: kept.direction,
		institution: {
			id: kept.partner,
			name: partner?.name ?? '',
			country: partner?.country ?? '',
		},
		card: kept.card,
		question: kept.question,
		answer: kept.answer && outcome ? { ...kept.answer, outcome } : null,
		signed: { ask: kept.askSigner, answer: kept.answerSigner },
		deadline: kept.deadline,
		stage: outcome === 'yes' ? 1 : 0,
		about: card ? inWords(card) : '',
	}
}

/** "Seizure, Ataxia; CAD; female, 5 to 9 years". */
function inWords({ labels, card }: { labels: readonly string[]; card: IndexedCard }): string {
	const genes = card.genes.map(({ symbol }) => symbol).join(', ')
	const person = [card.sex, card.ageBand].filter(said => said !== 'not-stated' && said !== 'not stated')
	return [labels.join(', '), genes, person.join(', ')].filter(part => part !== '').join('; ')
}
