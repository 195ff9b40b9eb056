import { concat, toHex, u32, u8 } from '#shared/kernel/bytes.ts'
import { reveal } from '#shared/kernel/secret.ts'
import { describe, expect, it } from 'vitest'
import { decodeCard, encodeCard } from '#shared/crypto/card.ts'
import { chainAtRelease, nextRelease, releaseKey, startClassChain } from '#shared/crypto/class-chain.ts'
import { buildKeyTable, openKeyTable } from '#shared/crypto/key-table.ts'
import { kdf } from '#shared/crypto/kdf.ts'
import { sealOnce } from '#shared/crypto/seal.ts'
import {
	cardPayload,
	largestSegment,
	openSegment,
	readCardPayload,
	sealSegment,
	segmentOverhead,
	segmentTableRoot,
	sizeClass,
} from '#shared/crypto/segment.ts'
import { anyCard } from './cards.ts'
import { bytes, deployment, fixedRandom, key, seededRandom, valueOf, vectors } from './vectors.ts'

const given = vectors('segment')
const at = { sender: given.S, class: given.class, epoch: given.epoch }
const reader = { slot: given.R, key: key(given.pairChain5) }
const table = bytes(given.table)
const segment = bytes(given.segment)
const first = startClassChain(deployment, key(given.classKey), at, given.firstRelease)
const atRelease = { ...at, release: given.release }
const held = releaseKey(deployment, nextRelease(deployment, first))

describe('key table', () => {
	it('is built as in the vectors', () => {
		const padding = Array.from({ length: 64 }, (_, i) => table.slice(66 + 48 * i, 114 + 48 * i))
		padding.splice(given.R - 1, 1)
		const random = fixedRandom(bytes(given.tableSalt), ...padding)
		const built = buildKeyTable(deployment, at, key(given.classKey), [reader], 42, random)
		expect(toHex(built)).toBe(given.table)
	})

	it('gives its reader the class key', () => {
		const opened = valueOf(openKeyTable(deployment, at, reader, table))
		expect(opened && toHex(reveal(opened))).toBe(given.classKey)
	})

	it('is nothing, and no error, for everyone else', () => {
		for (const slot of [1, 41, 43, 64, 65, 0])
			expect(openKeyTable(deployment, at, { ...reader, slot }, table)).toEqual({ ok: true, value: undefined })
		const stranger = { slot: given.R, key: key(given.classKey) }
		expect(valueOf(openKeyTable(deployment, at, stranger, table))).toBeUndefined()
	})

	it('gives no key after a change of its head or of the slot', () => {
		for (const index of [2, 40, 65, 66 + 48 * 41, 66 + 48 * 42 - 1]) {
			const changed = table.slice()
			changed[index] = (changed[index] as number) ^ 128
			const opened = openKeyTable(deployment, at, reader, changed)
			expect(opened.ok && opened.value, `byte ${index}`).toBe(undefined)
		}
	})

	it('cannot be moved to another sender, class or epoch', () => {
		for (const other of [
			{ ...at, sender: 8 },
			{ ...at, class: 1 },
			{ ...at, epoch: 6 },
		])
			expect(valueOf(openKeyTable(deployment, other, reader, table))).toBeUndefined()
	})

	it('shows a sender that gave this reader a key of its own', () => {
		const context = concat(
			u32(at.sender),
			u32(reader.slot),
			u8(at.class),
			u32(at.epoch),
			bytes(given.tableSalt),
		)
		const once = kdf(deployment, reveal(reader.key), 'slot', context)
		const slot = sealOnce(once, table.slice(0, 66), new Uint8Array(32))
		const mixed = concat(table.slice(0, 66 + 48 * 41), slot, table.slice(66 + 48 * 42))
		expect(openKeyTable(deployment, at, reader, mixed)).toEqual({
			ok: false,
			error: { kind: 'not-committed' },
		})
	})

	it('is as long as the highest slot asks, in steps of 64', () => {
		const random = seededRandom(4)
		for (const [highest, slots] of [
			[1, 64],
			[64, 64],
			[65, 128],
			[1000, 1024],
		] as const)
			expect(buildKeyTable(deployment, at, key(given.classKey), [], highest, random).length).toBe(
				66 + 48 * slots,
			)
		for (const length of [66, 66 + 48 * 63, table.length - 1])
			expect(openKeyTable(deployment, at, reader, table.slice(0, length)).ok).toBe(false)
	})
})

describe('class chain', () => {
	it('has the states and release keys of the vectors', () => {
		let chain = first
		for (const [release, state] of Object.entries(given.chain)) {
			chain = valueOf(chainAtRelease(deployment, chain, Number(release)))
			expect(toHex(reveal(chain.key))).toBe(state)
			expect(toHex(reveal(releaseKey(deployment, chain)))).toBe(given.releaseKeys[release])
		}
		expect(chainAtRelease(deployment, chain, 20)).toEqual({ ok: false, error: { kind: 'chain-is-past' } })
	})

	it('opens nothing of before with the state after two releases', () => {
		const random = seededRandom(5)
		const root = random.bytes(32)
		const after = valueOf(chainAtRelease(deployment, first, given.firstRelease + 2))
		for (let release = given.firstRelease; release < after.release; release++) {
			const then = { ...at, release }
			const chain = valueOf(chainAtRelease(deployment, first, release))
			const file = valueOf(
				sealSegment(deployment, releaseKey(deployment, chain), then, root, cardPayload([]), random),
			)
			expect(openSegment(deployment, releaseKey(deployment, chain), then, file).ok).toBe(true)
			let state = after
			for (let steps = 0; steps < 50; steps++) {
				for (const held of [
					state.key,
					releaseKey(deployment, state),
					releaseKey(deployment, { ...state, release }),
				])
					expect(openSegment(deployment, held, then, file).ok).toBe(false)
				state = nextRelease(deployment, state)
			}
		}
	})
})

describe('segment', () => {
	it('is sealed as in the vectors, and opens to its cards', () => {
		const cards = valueOf(readCardPayload(bytes(given.plaintext)))
		const payload = cardPayload(cards)
		const random = fixedRandom(bytes(given.segmentSalt))
		const sealed = sealSegment(deployment, held, atRelease, bytes(given.tableRoot), payload, random)
		expect(toHex(valueOf(sealed))).toBe(given.segment)
		expect(toHex(valueOf(segmentTableRoot(segment)))).toBe(given.tableRoot)
		const opened = valueOf(openSegment(deployment, held, atRelease, segment))
		expect(valueOf(readCardPayload(opened)).map(toHex)).toEqual(cards.map(toHex))
		expect(valueOf(decodeCard(cards[0] as Uint8Array)).handle).toBe(given.cards[0].value.handle)
	})

	it('does not open after a change of any byte', () => {
		for (let index = 0; index < segment.length; index += 7) {
			const changed = segment.slice()
			changed[index] = (changed[index] as number) ^ 1
			expect(openSegment(deployment, held, atRelease, changed).ok, `byte ${index}`).toBe(false)
		}
		expect(openSegment(deployment, held, atRelease, segment.slice(0, -1)).ok).toBe(false)
	})

	it('does not open as another release, epoch, class or sender', () => {
		const others = [{ release: 22 }, { epoch: 6 }, { class: 1 }, { sender: 8 }]
		for (const other of others)
			expect(openSegment(deployment, held, { ...atRelease, ...other }, segment).ok).toBe(false)
	})

	it('is exactly one of the size classes long, and never below its floor', () => {
		for (const [length, size] of given.sizeClasses) expect(sizeClass(length)).toBe(size)
		const random = seededRandom(11)
		const root = random.bytes(32)
		for (const [length, floor, size] of [
			[2, 0, 4096],
			[4096 - segmentOverhead, 0, 4096],
			[4097 - segmentOverhead, 0, 6144],
			[2, 12_288, 12_288],
		] as const) {
			const file = sealSegment(deployment, held, atRelease, root, new Uint8Array(length), random, floor)
			expect(valueOf(file).length).toBe(size)
		}
		const most = new Uint8Array(largestSegment - segmentOverhead + 1)
		expect(sealSegment(deployment, held, atRelease, root, most, random)).toEqual({
			ok: false,
			error: { kind: 'too-large' },
		})
	})

	it('refuses payloads that are padded, ordered or counted wrongly', () => {
		const random = seededRandom(12)
		const cards = [1, 2, 3].map(first => {
			const card = valueOf(encodeCard(anyCard(random)))
			return concat(Uint8Array.of(first), card.slice(1))
		})
		const [a, b, c] = cards as [Uint8Array, Uint8Array, Uint8Array]
		const good = cardPayload([a, b, c])
		expect(valueOf(readCardPayload(concat(good, new Uint8Array(9))))).toEqual([a, b, c])
		expect(() => cardPayload([b, a])).toThrow(RangeError)
		const spelled = (count: number, ...items: Uint8Array[]) =>
			concat(Uint8Array.of(1, count), ...items.flatMap(item => [Uint8Array.of(item.length), item]))
		for (const wrong of [
			concat(good, Uint8Array.of(0, 1)),
			spelled(2, b, a),
			spelled(2, a, a),
			spelled(4, a, b, c),
			spelled(2, a, b, c),
			Uint8Array.of(1, 0xff, 0xff, 0xff, 0xff, 0x0f),
			spelled(1, a.slice(0, 15)),
			Uint8Array.of(2, 0),
			new Uint8Array(),
		])
			expect(readCardPayload(wrong).ok).toBe(false)
	})
})
