import { toHex } from '#shared/kernel/bytes.ts'
import type { Card } from '#shared/crypto/card.ts'
import type { seededRandom } from './vectors.ts'

type Seeded = ReturnType<typeof seededRandom>

function ascending(random: Seeded, count: number, below: number, without: readonly number[] = []): number[] {
	const values = new Set<number>()
	while (values.size < count) {
		const value = 1 + random.below(below)
		if (!without.includes(value)) values.add(value)
	}
	return [...values].toSorted((a, b) => a - b)
}

/** A random card that a reader takes. */
export function anyCard(random: Seeded): Card {
	const observed = ascending(random, 1 + random.below(20), 9_999_999)
	return {
		handle: toHex(random.bytes(16)),
		revision: random.below(3) === 0 ? random.below(300) : 0,
		expiry: 200 + random.below(60),
		sex: random.below(4),
		response: random.below(5),
		ageBand: random.below(15),
		onset: random.below(10),
		region: [0, 5, 9, 21, 34, 155][random.below(6)] as number,
		flags: random.below(256),
		observed,
		excluded: ascending(random, random.below(20), 9_999_999, observed),
		genes: ascending(random, random.below(4), 60_000),
		extensions:
			random.below(4) === 0 ? [{ tag: 2 * random.below(100), value: random.bytes(random.below(9)) }] : [],
	}
}
