import { expect, test } from 'vitest'
import { ageBands } from '#shared/case/case.ts'
import { describeCard } from '#shared/privacy/described.ts'

const card = { observed: [1250], excluded: [2151], genes: [1424], sex: 1, ageBand: 4, onset: 3, region: 21 }

test('reads the codes of a card as words', () => {
	expect(describeCard(card)).toEqual({
		observed: ['HP:0001250'],
		excluded: ['HP:0002151'],
		genes: [1424],
		sex: 'female',
		ageBand: ageBands[4],
		onset: 3,
		region: 21,
	})
})
test('takes a code of a later list as not stated', () => {
	expect(describeCard({ ...card, sex: 9, ageBand: 15 })).toMatchObject({
		sex: 'not-stated',
		ageBand: 'not stated',
	})
})
