import type { Hex } from '#shared/kernel/bytes.ts'
import { RpcError, type RpcHandler } from './json-rpc.ts'
import type { LogEntry } from './flow-log.ts'
import type { Segment, StorageNode } from './storage-node.ts'

type Params = readonly unknown[]

/** A node and where it is reached. */
export interface Placed {
	readonly node: StorageNode
	readonly url: string
}

/** The JSON-RPC of the indexer over some nodes. */
export function indexerRpc(nodes: () => readonly Placed[]): RpcHandler {
	const listed = ({ node, url }: Placed) => ({ url, config: node.shard, latency: 1, since: 0 })
	const methods: Methods = {
		indexer_getShardedNodes: async () => ({ trusted: nodes().map(listed), discovered: null }),
		indexer_getNodeLocations: async () => ({}),
		async indexer_getFileLocations([root]) {
			for (const { node } of nodes()) {
				const file = await node.fileOf(asHash(root))
				if (file === undefined || !node.isFinal(file)) return null
			}
			return nodes().map(listed)
		},
	}
	return answering(methods)
}

type Methods = Readonly<Record<string, (params: Params) => Promise<unknown>>>

const answering =
	(methods: Methods): RpcHandler =>
	(method, params) => {
		const answer = methods[method]
		if (answer === undefined) throw new RpcError(-32601, 'Method not found')
		return answer(params)
	}

/** The JSON-RPC of a storage node. */
export function storageRpc(node: StorageNode): RpcHandler {
	const methods: Methods = {
		zgs_getStatus: () => statusOf(node),
		zgs_getShardConfig: async () => node.shard,
		zgs_getFileInfo: async ([root]) => infoOf(node, await node.fileOf(asHash(root))),
		zgs_getFileInfoByTxSeq: async ([seq]) => infoOf(node, await node.fileAt(asNumber(seq))),
		async zgs_checkFileFinalized([which]) {
			const file = await fileBy(node, which)
			return file ? node.isFinal(file) : null
		},
		zgs_uploadSegment: ([segment]) => take(node, [segment]),
		zgs_uploadSegments: ([segments]) => take(node, segments),
		zgs_uploadSegmentByTxSeq: ([segment, seq]) => take(node, [segment], asNumber(seq)),
		zgs_uploadSegmentsByTxSeq: ([segments, seq]) => take(node, segments, asNumber(seq)),
		zgs_downloadSegment: async ([root, from, to]) =>
			chunksOf(node, await node.fileOf(asHash(root)), asNumber(from), asNumber(to)),
		zgs_downloadSegmentByTxSeq: async ([seq, from, to]) =>
			chunksOf(node, await node.fileAt(asNumber(seq)), asNumber(from), asNumber(to)),
		zgs_downloadSegmentWithProof: async ([root, index]) =>
			provenOf(node, await node.fileOf(asHash(root)), asNumber(index)),
		zgs_downloadSegmentWithProofByTxSeq: async ([seq, index]) =>
			provenOf(node, await node.fileAt(asNumber(seq)), asNumber(index)),
	}
	return answering(methods)
}

/** What a node says of itself; the address of Flow comes from here, never from a configuration. */
export async function statusOf(node: StorageNode): Promise<object> {
	await node.log.sync()
	return {
		connectedPeers: 0,
		logSyncHeight: node.log.head.number,
		logSyncBlock: node.log.head.hash,
		nextTxSeq: node.log.bySeq.size,
		networkIdentity: {
			chainId: node.chainId,
			flowAddress: node.flow,
			p2pProtocolVersion: { major: 0, minor: 4, build: 1 },
		},
	}
}

/** What a node says of a file. */
export function infoOf(node: StorageNode, file: LogEntry | undefined): object | null {
	if (file === undefined) return null
	return {
		tx: {
			streamIds: [],
			data: [],
			dataMerkleRoot: file.root,
			// On the wire a node's height counts from one.
			merkleNodes: file.nodes.map(({ root, height }) => [height + 1, root]),
			startEntryIndex: file.startEntryIndex,
			size: file.size,
			seq: file.seq,
		},
		finalized: node.isFinal(file),
		isCached: false,
		uploadedSegNum: node.segmentsHeld(file),
		pruned: false,
	}
}

/** A file by its number in the log or by its root. */
export const fileBy = (node: StorageNode, which: unknown): Promise<LogEntry | undefined> =>
	typeof which === 'number' ? node.fileAt(which) : node.fileOf(asHash(which))

async function take(node: StorageNode, segments: unknown, seq?: number): Promise<null> {
	if (!Array.isArray(segments)) throw new RpcError(-32602, 'Invalid params: segments')
	for (const each of segments) {
		const segment = parseSegment(each)
		const file = seq === undefined ? await node.fileOf(segment.root) : await node.fileAt(seq)
		if (file === undefined) throw new RpcError(-32602, 'Invalid params: tx_seq', 'no such submission')
		await node.take(file, segment)
	}
	return null
}

async function chunksOf(
	node: StorageNode,
	file: LogEntry | undefined,
	from: number,
	to: number,
): Promise<string | null> {
	const bytes = file && (await node.read(file, from, to))
	return bytes === undefined ? null : Buffer.from(bytes).toString('base64')
}

async function provenOf(
	node: StorageNode,
	file: LogEntry | undefined,
	index: number,
): Promise<object | null> {
	const segment = file && (await node.readProven(file, index))
	return segment === undefined ? null : { ...segment, data: Buffer.from(segment.data).toString('base64') }
}

/** A segment as it came over the wire. */
export function parseSegment(input: unknown): Segment {
	const { root, data, index, proof, fileSize } = (input ?? {}) as Record<string, unknown>
	const { lemma, path } = (proof ?? {}) as Record<string, unknown>
	if (typeof data !== 'string' || !Array.isArray(lemma) || !Array.isArray(path))
		throw new RpcError(-32602, 'Invalid params: segment')
	return {
		root: asHash(root),
		data: Buffer.from(data, 'base64'),
		index: asNumber(index),
		proof: { lemma: lemma.map(asHash), path: path.map(Boolean) },
		fileSize: asNumber(fileSize),
	}
}

function asHash(input: unknown): Hex {
	if (typeof input !== 'string' || !/^0x[0-9a-fA-F]{64}$/.test(input))
		throw new RpcError(-32602, 'Invalid params: hash')
	return input.toLowerCase() as Hex
}

function asNumber(input: unknown): number {
	if (!Number.isSafeInteger(input)) throw new RpcError(-32602, 'Invalid params: number')
	return input as number
}
