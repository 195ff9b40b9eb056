import { ageBands, responses, type Sex } from '../case/case.ts'
import { geneOfNumber } from '../ontology/genes.ts'
import { cardFlags, decodeCard, stated, type Card } from '../crypto/card.ts'
import type { Institution } from '../ledger/registry.ts'
import type { IndexedCard } from '../matching/engine.ts'
import { termOfNumber } from '../ontology/term-id.ts'

const sexes: readonly Sex[] = ['not-stated', 'female', 'male', 'other']

/** A card with its publisher, as the matching engine takes it; `undefined` for bytes that only a newer version reads. */
export function indexRow(
	bytes: Uint8Array,
	{ id, name, country }: Pick<Institution, 'id' | 'name' | 'country'>,
	demo: boolean,
): IndexedCard | undefined {
	const card = decodeCard(bytes)
	return card.ok ? { ...rowOf(card.value), institution: { id, name, country }, demo } : undefined
}

function rowOf(card: Card): Omit<IndexedCard, 'institution' | 'demo'> {
	const { response, ageBand } = stated(card)
	return {
		handle: card.handle,
		observed: card.observed.map(termOfNumber),
		excluded: card.excluded.map(termOfNumber),
		genes: card.genes.map(geneOfNumber),
		sex: sexes[card.sex] ?? 'not-stated',
		ageBand: ageBands[ageBand] ?? 'not stated',
		response: responses[response] ?? 'not-recorded',
		diagnosisConfirmed: (card.flags & cardFlags.diagnosisConfirmed) !== 0,
		institutionNamed: (card.flags & cardFlags.institutionNamed) !== 0,
	}
}
