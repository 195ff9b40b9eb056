/** Repeatable chance: the same seed throws the same dice in every engine. */
export interface Dice {
	/** An integer from 0 up to, not including, `bound`. */
	below(bound: number): number
	/** True in `percent` of a hundred throws. */
	chance(percent: number): boolean
	pick<T>(from: readonly T[]): T
}

/** A 32-bit counter through a finaliser with good avalanche (the constants are those of MurmurHash3). */
export function seededDice(seed: number): Dice {
	let counter = seed >>> 0
	const next = (): number => {
		counter = (counter + 0x9e37_79b9) >>> 0
		let word = counter
		word = Math.imul(word ^ (word >>> 16), 0x85eb_ca6b)
		word = Math.imul(word ^ (word >>> 13), 0xc2b2_ae35)
		return (word ^ (word >>> 16)) >>> 0
	}
	const below = (bound: number): number => Math.floor((next() / 2 ** 32) * bound)
	return {
		below,
		chance: percent => below(100) < percent,
		pick: from => {
			if (from.length === 0) throw new RangeError('nothing to pick from')
			return from[below(from.length)] as (typeof from)[number]
		},
	}
}
