import { ageBands, type Sex } from '../case/case.ts'
import { termOfNumber } from '../ontology/term-id.ts'
import type { Described } from './risk.ts'

/** The fields of a network card that describe a person, in the numbers of protocol 5.3. */
export interface CodedPerson {
	readonly observed: readonly number[]
	readonly excluded: readonly number[]
	readonly genes: readonly number[]
	readonly sex: number
	readonly ageBand: number
	readonly onset: number
	readonly region: number
}

const sexes: readonly Sex[] = ['not-stated', 'female', 'male', 'other']

/** What the card's bytes say of a person: the estimate is about what leaves, not about what the chart holds. */
export const describeCard = (card: CodedPerson): Described => ({
	observed: card.observed.map(termOfNumber),
	excluded: card.excluded.map(termOfNumber),
	genes: card.genes,
	sex: sexes[card.sex] ?? 'not-stated',
	ageBand: ageBands[card.ageBand] ?? 'not stated',
	onset: card.onset,
	region: card.region,
})
