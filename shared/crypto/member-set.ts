import { keccak_256 } from '@noble/hashes/sha3.js'
import { compare, concat, equal, type Hex, toHex } from '../kernel/bytes.ts'
import type { Random } from '../kernel/clock.ts'
import { addressWord, hexBytes, uintWord } from './abi.ts'
import type { DeploymentId } from './deployment.ts'
import { struct } from './typed-data.ts'

/** What a leaf lets its address do; a member has one leaf for each purpose address (protocol 3). */
export const scopes = {
	match: 1,
	publish: 2,
	consent: 4,
	ask: 8,
	record: 16,
	room: 32,
	steward: 64,
	audit: 128,
	vote: 256,
} as const

/** One purpose address of one member. The salt is random for each leaf, so that members cannot be guessed. */
export interface MemberLeaf {
	readonly institution: number
	readonly signer: Hex
	readonly scopes: number
	readonly expiry: number
	readonly salt: Hex
}

/** What an officer signs so that a member set counts; only the newest root does. */
export const MemberSet = struct('MemberSet', {
	institution: 'uint32',
	generation: 'uint32',
	root: 'bytes32',
	previous: 'bytes32',
	notAfter: 'uint64',
})

/** Hashed twice, so that no inner node passes for a leaf. */
export const memberLeaf = (deployment: DeploymentId, leaf: MemberLeaf): Uint8Array =>
	keccak_256(
		keccak_256(
			concat(
				deployment,
				uintWord(leaf.institution),
				addressWord(leaf.signer),
				uintWord(leaf.scopes),
				uintWord(leaf.expiry),
				hexBytes(leaf.salt, 32),
			),
		),
	)

const parent = (a: Uint8Array, b: Uint8Array): Uint8Array =>
	keccak_256(compare(a, b) < 0 ? concat(a, b) : concat(b, a))

/** Leaves among random ones, a power of two and at least 64 in all, so that the number of members does not show. */
export function padLeaves(leaves: readonly Uint8Array[], random: Random): readonly Uint8Array[] {
	let size = 64
	while (size < leaves.length) size *= 2
	return [...leaves, ...Array.from({ length: size - leaves.length }, () => random.bytes(32))]
}

/** The tree over padded leaves. Keep those: the proofs of a published root cannot be made without the padding. */
export interface MemberTree {
	readonly root: Hex
	/** The way from a leaf to the root, as a contract takes it; `undefined` for what is no leaf. */
	proofOf(leaf: Uint8Array): readonly Hex[] | undefined
}

export function memberTree(padded: readonly Uint8Array[]): MemberTree {
	if (padded.length < 64 || !Number.isInteger(Math.log2(padded.length)))
		throw new RangeError('leaves are not padded')
	const levels: (readonly Uint8Array[])[] = [padded.toSorted(compare)]
	for (let level = levels[0] as readonly Uint8Array[]; level.length > 1;) {
		const pairs = Array.from({ length: level.length / 2 }, (_, i) => level.slice(2 * i, 2 * i + 2))
		level = pairs.map(([a, b]) => parent(a as Uint8Array, b as Uint8Array))
		levels.push(level)
	}
	return {
		root: toHex(levels.at(-1)?.[0] as Uint8Array),
		proofOf(leaf) {
			const index = levels[0]?.findIndex(each => equal(each, leaf)) ?? -1
			if (index < 0) return undefined
			return levels.slice(0, -1).map((level, depth) => toHex(level[(index >> depth) ^ 1] as Uint8Array))
		},
	}
}

/** Whether a leaf stands under a root, as the contracts check it. */
export function isMember(
	deployment: DeploymentId,
	leaf: MemberLeaf,
	proof: readonly Hex[],
	root: Hex,
): boolean {
	if (proof.length > 16) return false
	const top = proof.reduce(
		(node, sibling) => parent(node, hexBytes(sibling, 32)),
		memberLeaf(deployment, leaf),
	)
	return equal(top, hexBytes(root, 32))
}
