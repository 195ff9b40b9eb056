import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
	ByteReader,
	compare,
	concat,
	equal,
	fromHex,
	fromUtf8,
	toHex,
	u16,
	u32,
	u64,
	u8,
	unsigned,
	utf8,
} from '#shared/kernel/bytes.ts'
import { readVarint, varint } from '#shared/kernel/varint.ts'

const anyBytes = fc.uint8Array({ maxLength: 40 })
/** Any code points that are no surrogates. */
const anyText = fc
	.array(fc.nat(0x10ffff), { maxLength: 20 })
	.map(points => String.fromCodePoint(...points.filter(point => point < 0xd800 || point > 0xdfff)))

describe('bytes', () => {
	it('come back from hex, which has one spelling', () => {
		fc.assert(
			fc.property(anyBytes, bytes => {
				expect(fromHex(toHex(bytes), bytes.length)).toEqual(bytes)
			}),
		)
		for (const text of ['0xAB', '0xa', 'ab', '0x0g', '', '0x00 ']) expect(fromHex(text)).toBeUndefined()
		expect(fromHex('0x0000', 1)).toBeUndefined()
	})

	it('come back from text, which is well-formed or nothing', () => {
		fc.assert(
			fc.property(anyText, text => {
				expect(fromUtf8(utf8(text))).toBe(text)
			}),
		)
		expect(fromUtf8(Uint8Array.of(0xc0, 0x80))).toBeUndefined()
		expect(fromUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31))).toBe('\ufeff1')
	})

	it('are ordered as their hex is', () => {
		fc.assert(
			fc.property(anyBytes, anyBytes, (a, b) => {
				const [left, right] = [toHex(a), toHex(b)]
				expect(Math.sign(compare(a, b))).toBe(left < right ? -1 : left > right ? 1 : 0)
				expect(equal(a, b)).toBe(left === right)
			}),
		)
	})

	it('are joined in order', () => {
		fc.assert(
			fc.property(fc.array(anyBytes), parts => {
				expect([...concat(...parts)]).toEqual(parts.flatMap(part => [...part]))
			}),
		)
	})
})

describe('fixed-width integers', () => {
	it('are read as they were written, and refused when they do not fit', () => {
		fc.assert(
			fc.property(
				fc.nat(255),
				fc.nat(65_535),
				fc.nat(0xffff_ffff),
				fc.bigInt(0n, 2n ** 64n - 1n),
				(a, b, c, d) => {
					const reader = new ByteReader(concat(u8(a), u16(b), u32(c), u64(d)))
					expect([reader.unsigned(1), reader.unsigned(2), reader.unsigned(4), reader.u64()]).toEqual([
						a,
						b,
						c,
						d,
					])
					expect(reader.left).toBe(0)
					expect(reader.unsigned(1)).toBeUndefined()
				},
			),
		)
		for (const [value, width] of [
			[256, 1],
			[-1, 4],
			[2 ** 32, 4],
		] as const)
			expect(() => unsigned(value, width)).toThrow(RangeError)
	})

	it('never read past the end', () => {
		const reader = new ByteReader(new Uint8Array(3))
		expect(reader.unsigned(4)).toBeUndefined()
		expect(reader.u64()).toBeUndefined()
		expect(reader.take(-1)).toBeUndefined()
		expect(reader.take(3)).toEqual(new Uint8Array(3))
	})
})

describe('varint', () => {
	it('has one spelling per value and one value per spelling', () => {
		fc.assert(
			fc.property(fc.nat(0xffff_ffff), value => {
				const reader = new ByteReader(varint(value))
				expect(readVarint(reader)).toBe(value)
				expect(reader.left).toBe(0)
			}),
		)
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 1, maxLength: 6 }), bytes => {
				const reader = new ByteReader(bytes)
				const value = readVarint(reader)
				if (value !== undefined) expect(varint(value)).toEqual(bytes.slice(0, reader.at))
			}),
		)
		for (const value of [-1, 0.5, 2 ** 32]) expect(() => varint(value)).toThrow(RangeError)
	})
})
