import type { Hex } from '../kernel/bytes.ts'
import { chunkBytes, chunksPerSegment, layoutOf, rootOf } from './root.ts'
import { fromBase64 } from './base64.ts'
import type { Expected, StorageError } from './storage.ts'
import {
	NodeRefusal,
	parseFileInfo,
	parseListing,
	parseLocations,
	parseSegment,
	StorageFailure,
	Wire,
	type FileInfo,
	type Limits,
	type ListedNode,
} from './wire.ts'

/** How many segments are on their way at once. */
const parallel = 4

/**
 * The bytes of `root`, from whichever nodes give them unaltered. Nothing a node says is believed: its size is bounded
 * before anything is fetched, and the root is computed from what came.
 */
export async function download(
	indexer: string,
	root: Hex,
	expected: Expected,
	limits: Limits,
): Promise<Uint8Array> {
	const holders = await holdersOf(new Wire(indexer, limits), root)
	let failure = new StorageFailure('not-found')
	for (const set of coverings(holders)) {
		try {
			return await downloadFrom(set, root, expected, limits)
		} catch (thrown) {
			if (!(thrown instanceof StorageFailure)) throw thrown
			if (weight[thrown.kind] >= weight[failure.kind]) failure = thrown
		}
	}
	throw failure
}

/** Which of several nodes' failures a person should hear of: altered bytes before an absent node. */
const weight: Record<StorageError['kind'], number> = {
	'not-found': 0,
	'storage-unreachable': 1,
	'storage-timeout': 2,
	'not-understood': 3,
	rejected: 3,
	'too-large': 4,
	altered: 5,
	'wrong-network': 5,
	'out-of-gas-money': 5,
	aborted: 5,
}

async function holdersOf(indexer: Wire, root: Hex): Promise<readonly ListedNode[]> {
	try {
		const known = await indexer.ask(parseLocations, 'indexer_getFileLocations', [root])
		if (known !== null && known.length > 0) return known
	} catch (thrown) {
		// "File not found" comes as an error from some indexers, as null from others.
		if (!(thrown instanceof NodeRefusal)) throw thrown
	}
	// Some do not know yet what their nodes already hold.
	return listedBy(indexer)
}

/** The nodes an indexer offers. */
export async function listedBy(indexer: Wire): Promise<readonly ListedNode[]> {
	const { trusted, discovered } = await indexer.ask(parseListing, 'indexer_getShardedNodes')
	return trusted && trusted.length > 0 ? trusted : (discovered ?? [])
}

/** Sets of nodes that together hold every segment: each full node alone, then whole families of shards. */
function* coverings(nodes: readonly ListedNode[]): Generator<readonly ListedNode[]> {
	const families = groupedBy(nodes, node => node.config.numShard)
	for (const [count, family] of [...families].sort(([a], [b]) => a - b)) {
		const byShard = groupedBy(family, node => node.config.shardId)
		if (byShard.size !== count) continue
		const copies = Math.min(...[...byShard.values()].map(same => same.length))
		for (let copy = 0; copy < copies; copy++) {
			yield [...byShard.values()].map(same => same[copy] as ListedNode)
		}
	}
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => number): Map<number, T[]> {
	const groups = new Map<number, T[]>()
	for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
	return groups
}

async function downloadFrom(
	nodes: readonly ListedNode[],
	root: Hex,
	expected: Expected,
	limits: Limits,
): Promise<Uint8Array> {
	const wires = nodes.map(node => ({ ...node.config, wire: new Wire(node.url, limits) }))
	const info = await infoFrom(
		wires.map(({ wire }) => wire),
		root,
	)
	// Anybody may announce the same root with another length, zeros more or fewer: the reader's own length counts.
	const length = expected.length ?? info.tx.size
	if (length > expected.most) throw new StorageFailure('too-large')
	const layout = layoutOf(length)
	if (layout.chunks > layoutOf(info.tx.size).chunks) throw new StorageFailure('altered')
	const padded = new Uint8Array(layout.chunks * chunkBytes)
	const first = Math.floor(info.tx.startEntryIndex / chunksPerSegment)
	await inParallel(layout.segments, async index => {
		const holder = wires.find(({ numShard, shardId }) => (first + index) % numShard === shardId)
		const from = index * chunksPerSegment
		const to = Math.min(from + chunksPerSegment, layout.chunks)
		const text = await holder?.wire.ask(parseSegment, 'zgs_downloadSegmentByTxSeq', [info.tx.seq, from, to])
		if (typeof text !== 'string') throw new StorageFailure('not-found')
		const bytes = fromBase64(text, (to - from) * chunkBytes)
		if (bytes === undefined) throw new StorageFailure('altered')
		padded.set(bytes, from * chunkBytes)
	})
	const bytes = padded.subarray(0, length)
	if (rootOf(bytes) !== root) throw new StorageFailure('altered')
	return bytes
}

async function infoFrom(nodes: readonly Wire[], root: Hex): Promise<FileInfo> {
	const infos = await Promise.all(nodes.map(node => node.ask(parseFileInfo, 'zgs_getFileInfo', [root, true])))
	const [first] = infos
	if (!first || infos.some(info => !info?.finalized)) throw new StorageFailure('not-found')
	return first
}

/** Runs `job` for 0 … count-1, a few at a time. After a failure none begins, and those under way are awaited. */
export async function inParallel(count: number, job: (index: number) => Promise<void>): Promise<void> {
	let next = 0
	const failures: unknown[] = []
	const worker = async () => {
		while (next < count && failures.length === 0) {
			await job(next++).catch((thrown: unknown) => failures.push(thrown))
		}
	}
	await Promise.all(Array.from({ length: Math.min(parallel, count) }, worker))
	if (failures.length > 0) throw failures[0]
}
