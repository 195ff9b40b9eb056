import { equal, type Hex, toHex } from '#shared/kernel/bytes.ts'
import { describe, expect, it } from 'vitest'
import { type Card, cardHash, decodeCard, encodeCard, stated } from '#shared/crypto/card.ts'
import { anyCard } from './cards.ts'
import { bytes, deployment, seededRandom, valueOf, vectors } from './vectors.ts'

const given = vectors('segment')
const plain = bytes(given.cards[0].bytes)
const mutants = process.env['NIGHTLY'] ? 200_000 : 20_000

const value: Card = (() => {
	const { handle, revision, expiry, sex, response, age, onset, region, flags, observed, excluded, genes } =
		given.cards[0].value
	const coded = { sex, response, ageBand: age, onset, region, flags }
	return { handle, revision, expiry, ...coded, observed, excluded, genes, extensions: [] }
})()

describe('network card', () => {
	it('is spelled as in the vectors', () => {
		expect(valueOf(decodeCard(plain))).toEqual(value)
		expect(toHex(valueOf(encodeCard(value)))).toBe(given.cards[0].bytes)
		expect(plain.length).toBe(given.cards[0].length)
	})

	it('keeps an even extension and is hidden by an odd one', () => {
		const even = valueOf(decodeCard(bytes(given.cards[1].bytes)))
		expect(even.extensions).toEqual([{ tag: 2, value: bytes('0x6c61746572') }])
		expect(toHex(valueOf(encodeCard(even)))).toBe(given.cards[1].bytes)
		expect(decodeCard(bytes(given.cards[2].bytes))).toEqual({
			ok: false,
			error: { kind: 'needs-newer-version' },
		})
	})

	it.each(Object.entries<string>(given.cardsRejected))('refuses: %s', (_, hex) => {
		expect(decodeCard(bytes(hex))).toEqual({ ok: false, error: { kind: 'malformed', at: 'card' } })
	})

	it.each<[string, Partial<Card>]>([
		['a term in both lists', { excluded: [1250] }],
		['a term twice', { observed: [1250, 1250] }],
		['no observed term', { observed: [] }],
		[
			'more than 40 terms',
			{ observed: Array.from({ length: 33 }, (_, i) => i + 1), excluded: [40, 41, 42, 43, 44, 45, 46, 47] },
		],
		['a term beyond seven digits', { observed: [10_000_000] }],
		['four genes', { genes: [1, 2, 3, 4] }],
		['term zero', { observed: [0, 5] }],
		['an expiry no contract can hold', { expiry: 0x1_0000 }],
		['a code that does not fit its bits', { ageBand: 16 }],
		['extensions out of order', { extensions: [4, 2].map(tag => ({ tag, value: new Uint8Array() })) }],
		['more than 1,024 bytes', { extensions: [{ tag: 2, value: new Uint8Array(1000) }] }],
	])('does not spell a card with %s', (_, change) => {
		expect(encodeCard({ ...value, ...change }).ok).toBe(false)
	})

	it('reads codes of a later list as not stated and gives their bytes back', () => {
		const later = { ...value, ageBand: 15, onset: 12, response: 6, region: 200 }
		const spelled = valueOf(encodeCard(later))
		expect(stated(valueOf(decodeCard(spelled)))).toEqual({ ageBand: 0, onset: 0, response: 0, region: 0 })
		expect(valueOf(encodeCard(valueOf(decodeCard(spelled))))).toEqual(spelled)
		expect(stated(value)).toEqual({ response: 1, ageBand: 4, onset: 3, region: 21 })
	})

	it('gives back what was put in, for random cards', () => {
		const random = seededRandom(7)
		for (let i = 0; i < 500; i++) {
			const card = anyCard(random)
			expect(valueOf(decodeCard(valueOf(encodeCard(card))))).toEqual(card)
		}
	})

	it(`never throws on a damaged card, and spells every card it takes as it came (${mutants} mutants)`, () => {
		const random = seededRandom(53)
		const cards = Array.from({ length: 500 }, () => valueOf(encodeCard(anyCard(random))))
		let taken = 0
		let changed = 0
		for (let i = 0; i < mutants; i++) {
			const mutant = mutate(cards[i % cards.length] as Uint8Array, random)
			const card = decodeCard(mutant)
			if (!card.ok) continue
			taken++
			if (!equal(valueOf(encodeCard(card.value)), mutant)) changed++
		}
		expect(changed).toBe(0)
		expect(taken).toBeGreaterThan(mutants / 20)
	}, 120_000)

	it('has a hash that is bound to deployment and bytes', () => {
		const changed = plain.slice()
		changed[20] = 1
		const hashes = new Set<Hex>([cardHash(deployment, plain), cardHash(deployment, changed)])
		expect(hashes.size).toBe(2)
		expect(cardHash(deployment, plain)).toMatch(/^0x[0-9a-f]{64}$/)
	})
})

function mutate(card: Uint8Array, random: ReturnType<typeof seededRandom>): Uint8Array {
	const changed = Array.from(card)
	for (let changes = 1 + random.below(3); changes > 0; changes--) {
		const at = random.below(changed.length + 1)
		const kind = random.below(4)
		if (kind === 0) changed.splice(at, 1)
		else if (kind === 1) changed.splice(at, 0, random.below(256))
		else if (kind === 2) changed.length = at
		else changed[Math.min(at, Math.max(0, changed.length - 1))] = random.below(256)
	}
	return Uint8Array.from(changed)
}
