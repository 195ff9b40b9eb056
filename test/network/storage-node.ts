import { mkdirSync, readdirSync } from 'node:fs'
import { open, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Hex } from '#shared/kernel/bytes.ts'
import {
	chunkBytes,
	chunksPerSegment,
	isProven,
	layoutOf,
	segmentBytes,
	type SegmentProof,
} from '#shared/zero-g/root.ts'
import type { FaultBox } from './faults.ts'
import { FlowLog, type LogEntry } from './flow-log.ts'
import { RpcError } from './json-rpc.ts'

/** A segment on its way in or out. */
export interface Segment {
	readonly root: Hex
	readonly index: number
	readonly data: Uint8Array
	readonly proof: SegmentProof
	readonly fileSize: number
}

const invalid = (what: string, data?: string): RpcError =>
	new RpcError(-32602, `Invalid params: ${what}`, data)

/** Which segments a node keeps: every `numShard`-th of the log, from `shardId` on. */
export interface Shard {
	readonly numShard: number
	readonly shardId: number
}

/** One storage node: follows Flow, takes proven segments, keeps its share of whole files in a folder. */
export class StorageNode {
	readonly chainId: number
	readonly flow: Hex
	readonly log: FlowLog
	readonly shard: Shard
	readonly #folder: string
	readonly #faults: FaultBox
	readonly #whole: Set<string>
	readonly #partial = new Map<Hex, Map<number, Segment>>()

	constructor(options: {
		rpc: string
		chainId: number
		flow: Hex
		folder: string
		shard: Shard
		faults: FaultBox
	}) {
		this.chainId = options.chainId
		this.flow = options.flow
		this.log = new FlowLog(options.rpc, options.flow)
		this.shard = options.shard
		this.#folder = join(options.folder, `files-${options.shard.shardId}-of-${options.shard.numShard}`)
		this.#faults = options.faults
		mkdirSync(this.#folder, { recursive: true })
		this.#whole = new Set(readdirSync(this.#folder).filter(name => /^0x[0-9a-f]{64}$/.test(name)))
	}

	/** The submission with this number. */
	async fileAt(seq: number): Promise<LogEntry | undefined> {
		await this.log.sync()
		return this.log.bySeq.get(seq)
	}

	/** The newest submission of this root. */
	async fileOf(root: Hex): Promise<LogEntry | undefined> {
		await this.log.sync()
		return this.log.byRoot.get(root)
	}

	/** Whether everything this node is to keep of the file is here. */
	isFinal(file: LogEntry): boolean {
		return this.#whole.has(file.root) || this.#mine(file).length === 0
	}

	/** Whether segment `index` of the file is this node's to keep. */
	keeps(file: LogEntry, index: number): boolean {
		const first = Math.floor(file.startEntryIndex / chunksPerSegment)
		return (first + index) % this.shard.numShard === this.shard.shardId
	}

	#mine(file: LogEntry): readonly number[] {
		const all = Array.from({ length: layoutOf(file.size).segments }, (_, index) => index)
		return all.filter(index => this.keeps(file, index))
	}

	/** How many segments of an unfinished or whole file are here. */
	segmentsHeld(file: LogEntry): number {
		return this.isFinal(file) ? this.#mine(file).length : (this.#partial.get(file.root)?.size ?? 0)
	}

	/** Takes a segment whose proof holds; the last one makes the file whole. */
	async take(file: LogEntry, segment: Segment): Promise<void> {
		const layout = layoutOf(file.size)
		if (segment.root !== file.root) throw invalid('root')
		if (this.isFinal(file)) throw invalid('root', 'already uploaded and finalized')
		if (segment.fileSize !== file.size) throw invalid('file_size')
		if (!isProven(file.root, { data: segment.data, index: segment.index, layout }, segment.proof))
			throw invalid('proof', 'validate proof failed')
		if (!this.keeps(file, segment.index)) throw invalid('index', 'not in this shard')
		const held = this.#partial.get(file.root) ?? new Map<number, Segment>()
		this.#partial.set(file.root, held.set(segment.index, segment))
		if (held.size < this.#mine(file).length) return
		await this.#keep(file.root, [...held.values()])
		this.#partial.delete(file.root)
	}

	/** Chunks `from` up to `to` of a whole file, all of one segment, zeros after its end included. */
	async read(file: LogEntry, from: number, to: number): Promise<Uint8Array | undefined> {
		const last = Math.min(to, layoutOf(file.size).chunks)
		const index = Math.floor(from / chunksPerSegment)
		if (from < 0 || from >= last || last > (index + 1) * chunksPerSegment) return undefined
		if (!this.#whole.has(file.root) || !this.keeps(file, index)) return undefined
		const bytes = Buffer.alloc((last - from) * chunkBytes)
		const handle = await open(join(this.#folder, file.root))
		try {
			await handle.read(bytes, 0, bytes.length, from * chunkBytes)
		} finally {
			await handle.close()
		}
		return this.#faults.served(file.root, from * chunkBytes, bytes)
	}

	/** A segment with the proof it came with. */
	async readProven(file: LogEntry, index: number): Promise<Segment | undefined> {
		const data = await this.read(file, index * chunksPerSegment, (index + 1) * chunksPerSegment)
		if (data === undefined) return undefined
		const proofs = await readFile(join(this.#folder, `${file.root}.proofs`), 'utf8')
		const proof = (JSON.parse(proofs) as Record<string, SegmentProof>)[index]
		return proof && { root: file.root, index, data, proof, fileSize: file.size }
	}

	/** Written beside and then renamed, so that a file under its root is always whole. */
	async #keep(root: Hex, segments: readonly Segment[]): Promise<void> {
		const path = join(this.#folder, root)
		const proofs = Object.fromEntries(segments.map(({ index, proof }) => [index, proof]))
		await writeFile(`${path}.proofs`, JSON.stringify(proofs))
		const handle = await open(`${path}.part`, 'w')
		try {
			// A shard leaves holes where the other nodes' segments are.
			for (const { index, data } of segments) await handle.write(data, 0, data.length, index * segmentBytes)
		} finally {
			await handle.close()
		}
		await rename(`${path}.part`, path)
		this.#whole.add(root)
	}
}

/** A whole file, put together from the nodes that keep its segments, without what pads its last chunk. */
export async function readWhole(
	nodes: readonly StorageNode[],
	file: LogEntry,
): Promise<Uint8Array | undefined> {
	const parts: Uint8Array[] = []
	for (let index = 0; index < layoutOf(file.size).segments; index++) {
		const holder = nodes.find(node => node.keeps(file, index))
		const part = await holder?.read(file, index * chunksPerSegment, (index + 1) * chunksPerSegment)
		if (part === undefined) return undefined
		parts.push(part)
	}
	return Buffer.concat(parts).subarray(0, file.size)
}
