import { MemData, type MerkleTree } from '@0glabs/0g-ts-sdk'
import fc from 'fast-check'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { bytesOf } from '#test/network/bytes.ts'
import { keccak, keccakReady } from '#shared/zero-g/keccak.ts'
import {
	isProven,
	layoutOf,
	rootOf,
	rootOfNodes,
	segmentBytes,
	segmentOf,
	treeOf,
} from '#shared/zero-g/root.ts'

async function publicSdk(bytes: Uint8Array) {
	const file = new MemData(bytes)
	const [tree] = await file.merkleTree()
	const [submission] = await file.createSubmission('0x')
	if (tree === null || submission === null) throw new Error('The SDK made no tree')
	const nodes = submission.data.nodes.map(node => ({ root: String(node.root), height: Number(node.height) }))
	return { tree: tree as MerkleTree, root: tree.rootHash(), nodes }
}

const sizes = [
	1,
	255,
	256,
	257,
	1000,
	4096,
	4097,
	5000,
	segmentBytes - 1,
	segmentBytes,
	segmentBytes + 1,
	300_000,
	2 * segmentBytes,
	5 * segmentBytes + 77,
	1_500_000,
]

beforeAll(() => keccakReady)

test('the compiled hash is the plain one, for any bytes', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 1000 }), bytes => {
			expect(keccak(bytes)).toEqual(keccak_256(bytes))
		}),
	)
})

describe('the 0G root', () => {
	test.each(sizes)(
		'is the one of the public SDK for %i bytes, with the same submission nodes',
		async size => {
			const bytes = bytesOf(size)
			const theirs = await publicSdk(bytes)
			const ours = treeOf(bytes)
			expect(ours.root).toBe(theirs.root)
			expect(rootOf(bytes)).toBe(theirs.root)
			expect(ours.nodes).toEqual(theirs.nodes)
			expect(rootOfNodes(ours.nodes)).toBe(theirs.root)
		},
	)

	test('is the one of the public SDK for any length, proofs included', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 400_000 }), fc.integer(), async (length, seed) => {
				const bytes = bytesOf(length, seed)
				const theirs = await publicSdk(bytes)
				const ours = treeOf(bytes)
				expect(ours.root).toBe(theirs.root)
				expect(ours.nodes).toEqual(theirs.nodes)
				for (let index = 0; index < ours.layout.segments; index++)
					expect({ ...theirs.tree.proofAt(index) }).toEqual(ours.proofOf(index))
			}),
			{ numRuns: 12 },
		)
	})

	test('measures the heights published for known sizes', () => {
		const heights = (size: number) => treeOf(bytesOf(size)).nodes.map(node => node.height)
		expect(heights(256)).toEqual([0])
		expect(heights(257)).toEqual([1])
		expect(heights(5000)).toEqual([4, 2])
		expect(heights(262_144)).toEqual([10])
		expect(heights(262_145)).toEqual([10, 7])
		expect(heights(300_000)).toEqual([10, 8])
		expect(heights(1_500_000)).toEqual([12, 11])
	})

	test('does not exist for no bytes', () => {
		expect(() => rootOf(new Uint8Array())).toThrow(RangeError)
	})
})

describe('a segment proof', () => {
	const bytes = bytesOf(5 * segmentBytes + 77)
	const tree = treeOf(bytes)
	const layout = layoutOf(bytes.length)

	test('holds for every segment at its own place', () => {
		for (let index = 0; index < layout.segments; index++)
			expect(isProven(tree.root, { data: segmentOf(bytes, index), index, layout }, tree.proofOf(index))).toBe(
				true,
			)
	})

	test('fails for any flipped bit of the data', () => {
		fc.assert(
			fc.property(fc.nat(layout.segments - 1), fc.nat(), fc.nat(7), (index, at, bit) => {
				const data = segmentOf(bytes, index)
				data[at % data.length] = (data[at % data.length] as number) ^ (1 << bit)
				expect(isProven(tree.root, { data, index, layout }, tree.proofOf(index))).toBe(false)
			}),
			{ numRuns: 20 },
		)
	})

	test('fails at another place, under another root, and when cut or lengthened', () => {
		const data = segmentOf(bytes, 1)
		const proof = tree.proofOf(1)
		expect(isProven(tree.root, { data, index: 2, layout }, proof)).toBe(false)
		expect(isProven(tree.root, { data, index: 1, layout }, tree.proofOf(2))).toBe(false)
		expect(isProven(rootOf(bytesOf(9)), { data, index: 1, layout }, proof)).toBe(false)
		expect(isProven(tree.root, { data: data.subarray(256), index: 1, layout }, proof)).toBe(false)
		expect(
			isProven(tree.root, { data, index: 1, layout }, { ...proof, path: proof.path.map(left => !left) }),
		).toBe(false)
		expect(
			isProven(tree.root, { data, index: 1, layout }, { ...proof, lemma: proof.lemma.slice(0, -1) }),
		).toBe(false)
	})
})
