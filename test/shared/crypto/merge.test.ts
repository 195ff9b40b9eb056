import { concat, fromHex, type Hex, toHex } from '#shared/kernel/bytes.ts'
import { describe, expect, it } from 'vitest'
import { encodeCard } from '#shared/crypto/card.ts'
import { currentPeriod, mergeCards } from '#shared/crypto/merge.ts'
import { anyCard } from './cards.ts'
import { bytes, seededRandom, valueOf, vectors } from './vectors.ts'

const given = vectors('segment').merge
const nothing = { revoked: new Set<Hex>(), period: 0 }
const none = new Set<Hex>()

describe('merging cards', () => {
	it('gives the result of the vectors', () => {
		const merged = mergeCards(given.base.map(bytes), given.put.map(bytes), new Set(given.drop), nothing)
		expect(merged.map(toHex)).toEqual(given.result)
	})

	it('drops revoked and expired cards, whoever put them', () => {
		const base: Uint8Array[] = given.base.map(bytes)
		const [first, second] = given.base.map((card: string) => card.slice(0, 34))
		const revoked = mergeCards(base, base, none, { revoked: new Set([first]), period: 228 })
		expect(revoked.map(card => toHex(card.slice(0, 16)))).toEqual([second])
		expect(mergeCards(base, base, none, { ...nothing, period: 228 }).length).toBe(2)
		expect(mergeCards(base, base, none, { ...nothing, period: 229 }).length).toBe(0)
	})

	it('counts a period as over when its last second is', () => {
		expect(currentPeriod(229 * 91 * 86_400 - 1)).toBe(228)
		expect(currentPeriod(229 * 91 * 86_400)).toBe(229)
	})

	it('is the same in any order, grouping and repetition of puts, over random histories', () => {
		const random = seededRandom(2000)
		const handles = Array.from({ length: 6 }, () => toHex(random.bytes(16)))
		const anyPut = () => {
			const handle = handles[random.below(handles.length)] as Hex
			return valueOf(encodeCard({ ...anyCard(random), handle, revision: random.below(3) }))
		}
		for (let history = 0; history < 300; history++) {
			const puts = Array.from({ length: random.below(9) }, anyPut)
			const drops = new Set(handles.filter(() => random.below(5) === 0))
			const all = mergeCards([], puts, drops, nothing).map(toHex)
			const cut = random.below(puts.length + 1)
			const halves = mergeCards(
				mergeCards([], puts.slice(cut), drops, nothing),
				puts.slice(0, cut),
				drops,
				nothing,
			)
			expect(halves.map(toHex)).toEqual(all)
			expect(mergeCards([], [...puts, ...puts].reverse(), drops, nothing).map(toHex)).toEqual(all)
			expect(mergeCards(halves, [], drops, nothing).map(toHex)).toEqual(all)
			expect(all).toEqual(all.toSorted())
		}
	})

	it('leaves out bytes that are no card', () => {
		const card = fromHex(given.base[0]) as Uint8Array
		const broken = [card.slice(0, 10), concat(card.slice(0, 16), Uint8Array.of(0x80))]
		expect(mergeCards([card], broken, none, nothing)).toEqual([card])
	})
})
