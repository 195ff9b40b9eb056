import { concat, equal, fromHex, toHex, type Hex } from '../kernel/bytes.ts'
import { keccak } from './keccak.ts'

// The Merkle root of 0G Storage: 256-byte chunks, 1024 of them to a segment, keccak-256 throughout and no
// prefix between leaf and node (0G Storage data format; checked against the public SDK at every boundary).

export const chunkBytes = 256
export const chunksPerSegment = 1024
export const segmentBytes = chunkBytes * chunksPerSegment

/** How a file of some length lies in the log: what is data and what is padding. */
export interface Layout {
	readonly length: number
	/** Chunks and segments that hold data; only these are ever sent. */
	readonly chunks: number
	readonly segments: number
	/** Chunks and segments the root is computed over. */
	readonly paddedChunks: number
	readonly paddedSegments: number
}

/** One subtree of a submission: `2^height` chunks under `root`. */
export interface SubmissionNode {
	readonly root: Hex
	readonly height: number
}

/** The way from a segment to the file's root. `lemma` = segment root, siblings upward, root; `path[i]` = "I am the left one". */
export interface SegmentProof {
	readonly lemma: readonly Hex[]
	readonly path: readonly boolean[]
}

/** Everything about a file that uploading it needs. */
export interface FileTree {
	readonly root: Hex
	readonly layout: Layout
	readonly nodes: readonly SubmissionNode[]
	proofOf(segment: number): SegmentProof
}

/** The layout of `length` bytes; a file of no bytes has no root, so that is a bug of the caller. */
export function layoutOf(length: number): Layout {
	if (!Number.isSafeInteger(length) || length < 1) throw new RangeError('A stored file has at least one byte')
	const chunks = Math.ceil(length / chunkBytes)
	const power = nextPowerOfTwo(chunks)
	const unit = Math.max(1, power / 16)
	const paddedChunks = chunks === power ? chunks : Math.ceil(chunks / unit) * unit
	return {
		length,
		chunks,
		segments: Math.ceil(chunks / chunksPerSegment),
		paddedChunks,
		paddedSegments: Math.ceil(paddedChunks / chunksPerSegment),
	}
}

/** The 0G root of `bytes`, which must not be empty. */
export const rootOf = (bytes: Uint8Array): Hex => {
	const layout = layoutOf(bytes.length)
	return toHex(merkleRoot(segmentRoots(bytes, layout)))
}

/** Root, submission nodes and proofs of `bytes`, which must not be empty. */
export function treeOf(bytes: Uint8Array): FileTree {
	const layout = layoutOf(bytes.length)
	const roots = segmentRoots(bytes, layout)
	const levels = levelsOver(roots)
	const root = toHex(topOf(levels))
	return {
		root,
		layout,
		nodes: submissionNodes(bytes, layout, roots),
		proofOf: segment => proofIn(levels, segment),
	}
}

/** The bytes of segment `index` that are sent: no padding beyond the last chunk. */
export function segmentOf(bytes: Uint8Array, index: number): Uint8Array {
	const data = bytes.subarray(index * segmentBytes, (index + 1) * segmentBytes)
	const whole = new Uint8Array(Math.ceil(data.length / chunkBytes) * chunkBytes)
	whole.set(data)
	return whole
}

/** The root of segment `index` of a file laid out so, from the bytes that were sent for it. */
export const segmentRoot = (data: Uint8Array, index: number, layout: Layout): Uint8Array =>
	merkleRoot(leavesOf(data, Math.min(chunksPerSegment, layout.paddedChunks - index * chunksPerSegment)))

/** Whether `proof` leads from this segment, at exactly this place, to `root`. */
export function isProven(
	root: Hex,
	{ data, index, layout }: { data: Uint8Array; index: number; layout: Layout },
	proof: SegmentProof,
): boolean {
	const chunks = Math.min(chunksPerSegment, layout.chunks - index * chunksPerSegment)
	if (!Number.isInteger(index) || index < 0 || chunks < 1 || data.length !== chunks * chunkBytes) return false
	const path = pathTo(index, layout.paddedSegments)
	const { lemma } = proof
	if (proof.path.length !== path.length || path.some((left, i) => left !== proof.path[i])) return false
	if (lemma.length !== (path.length === 0 ? 1 : path.length + 2) || lemma.at(-1) !== root) return false
	let hash = segmentRoot(data, index, layout)
	if (lemma[0] !== toHex(hash)) return false
	for (const [level, left] of path.entries()) {
		const sibling = fromHex(lemma[level + 1] as string, 32)
		if (sibling === undefined) return false
		hash = left ? parent(hash, sibling) : parent(sibling, hash)
	}
	const expected = fromHex(root, 32)
	return expected !== undefined && equal(hash, expected)
}

/** The file's root from its submission nodes: they fold from the right. */
export function rootOfNodes(nodes: readonly SubmissionNode[]): Hex | undefined {
	const roots = nodes.map(node => fromHex(node.root, 32))
	if (roots.length === 0 || roots.includes(undefined)) return undefined
	return toHex((roots as Uint8Array[]).reduceRight((right, left) => parent(left, right)))
}

const emptyLeaf = keccak(new Uint8Array(chunkBytes))
const parent = (left: Uint8Array, right: Uint8Array): Uint8Array => keccak(concat(left, right))

function nextPowerOfTwo(value: number): number {
	let power = 1
	while (power < value) power *= 2
	return power
}

/** Leaf hashes of `data`, its last chunk filled with zeros, followed by empty leaves up to `count`. */
function leavesOf(data: Uint8Array, count: number): Uint8Array[] {
	const leaves: Uint8Array[] = []
	for (let at = 0; at < data.length; at += chunkBytes) {
		let chunk = data.subarray(at, at + chunkBytes)
		if (chunk.length < chunkBytes) {
			const filled = new Uint8Array(chunkBytes)
			filled.set(chunk)
			chunk = filled
		}
		leaves.push(keccak(chunk))
	}
	while (leaves.length < count) leaves.push(emptyLeaf)
	return leaves
}

function segmentRoots(bytes: Uint8Array, layout: Layout): Uint8Array[] {
	const roots: Uint8Array[] = []
	let empty: Uint8Array | undefined
	for (let index = 0; index < layout.paddedSegments; index++) {
		const isEmpty = index >= layout.segments
		const isWhole = (index + 1) * chunksPerSegment <= layout.paddedChunks
		if (isEmpty && isWhole && empty !== undefined) {
			roots.push(empty)
			continue
		}
		const data = bytes.subarray(index * segmentBytes, (index + 1) * segmentBytes)
		const root = segmentRoot(data, index, layout)
		if (isEmpty && isWhole) empty = root
		roots.push(root)
	}
	return roots
}

/** The padded chunks in descending powers of two; a subtree above a segment is built from segment roots. */
function submissionNodes(
	bytes: Uint8Array,
	layout: Layout,
	roots: readonly Uint8Array[],
): readonly SubmissionNode[] {
	const nodes: SubmissionNode[] = []
	let at = 0
	for (let size = nextPowerOfTwo(layout.paddedChunks); at < layout.paddedChunks; size /= 2) {
		if (layout.paddedChunks - at < size) continue
		const root =
			size >= chunksPerSegment
				? merkleRoot(roots.slice(at / chunksPerSegment, (at + size) / chunksPerSegment))
				: merkleRoot(leavesOf(bytes.subarray(at * chunkBytes, (at + size) * chunkBytes), size))
		nodes.push({ root: toHex(root), height: Math.log2(size) })
		at += size
	}
	return nodes
}

/** Every level of the left-complete tree: neighbours join, an odd last one moves up unchanged. */
function levelsOver(leaves: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
	const levels = [leaves]
	for (let level = leaves; level.length > 1; levels.push(level)) {
		const above: Uint8Array[] = []
		for (let i = 0; i < level.length; i += 2) {
			const left = level[i] as Uint8Array
			const right = level[i + 1]
			above.push(right === undefined ? left : parent(left, right))
		}
		level = above
	}
	return levels
}

const topOf = (levels: readonly (readonly Uint8Array[])[]): Uint8Array => levels.at(-1)?.[0] as Uint8Array
const merkleRoot = (leaves: readonly Uint8Array[]): Uint8Array => topOf(levelsOver(leaves))

function proofIn(levels: readonly (readonly Uint8Array[])[], index: number): SegmentProof {
	const leaves = levels[0] as readonly Uint8Array[]
	const leaf = leaves[index]
	if (leaf === undefined) throw new RangeError('No such segment')
	if (leaves.length === 1) return { lemma: [toHex(leaf)], path: [] }
	const lemma = [toHex(leaf)]
	let at = index
	for (const level of levels.slice(0, -1)) {
		const sibling = level[at ^ 1]
		if (sibling !== undefined) lemma.push(toHex(sibling))
		at >>= 1
	}
	return { lemma: [...lemma, toHex(topOf(levels))], path: pathTo(index, leaves.length) }
}

/** Left or right at each level on the way up from leaf `index` of `count`, levels without a sibling left out. */
function pathTo(index: number, count: number): readonly boolean[] {
	const path: boolean[] = []
	for (let at = index, width = count; width > 1; at >>= 1, width = Math.ceil(width / 2)) {
		if ((at ^ 1) < width) path.push(at % 2 === 0)
	}
	return path
}
