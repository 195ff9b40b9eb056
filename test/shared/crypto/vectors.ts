import { readFileSync } from 'node:fs'
import { fromHex } from '#shared/kernel/bytes.ts'
import type { Random } from '#shared/kernel/clock.ts'
import { Secret } from '#shared/kernel/secret.ts'
import { parseDeploymentId } from '#shared/crypto/deployment.ts'

/** One file of test vectors. */
export const vectors = (name: string) =>
	JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), 'utf8'))

export function bytes(hex: string): Uint8Array {
	const value = fromHex(hex.toLowerCase())
	if (!value) throw new TypeError('a vector is not hex')
	return value
}
export const key = (hex: string) => new Secret(bytes(hex))

/** Hands out the given bytes, in order, instead of random ones. */
export function fixedRandom(...given: readonly Uint8Array[]): Random {
	const left = [...given]
	return {
		bytes(length) {
			const next = left.shift()
			if (next?.length !== length) throw new RangeError(`asked for ${length} bytes`)
			return next
		},
	}
}

/** A repeatable stream of bytes from one number: a test that fails, fails again. */
export function seededRandom(seed: number): Random & { below(limit: number): number } {
	let state = seed >>> 0
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0
		let mixed = Math.imul(state ^ (state >>> 15), state | 1)
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
		return (mixed ^ (mixed >>> 14)) >>> 0
	}
	return {
		bytes: length => Uint8Array.from({ length }, () => next() & 255),
		below: limit => next() % limit,
	}
}

const parsed = parseDeploymentId(vectors('conventions').deployment.D)
if (!parsed.ok) throw new TypeError('the vectors name no deployment')
/** The deployment of the vectors. */
export const deployment = parsed.value

export function valueOf<T>(result: { ok: true; value: T } | { ok: false; error: { kind: string } }): T {
	if (!result.ok) throw new Error(`expected a value, got ${result.error.kind}`)
	return result.value
}
