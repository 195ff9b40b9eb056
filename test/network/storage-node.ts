import { mkdirSync, readdirSync } from 'node:fs'
import { open, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Hex } from '#shared/kernel/bytes.ts'
import {
	chunkBytes,
	chunksPerSegment,
	isProven,
	layoutOf,
	treeOf,
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

/** One storage node: follows Flow, takes proven segments, keeps whole files in a folder. */
export class StorageNode {
	readonly chainId: number
	readonly flow: Hex
	readonly log: FlowLog
	readonly #folder: string
	readonly #faults: FaultBox
	readonly #whole: Set<string>
	readonly #partial = new Map<Hex, Map<number, Uint8Array>>()

	constructor(options: { rpc: string; chainId: number; flow: Hex; folder: string; faults: FaultBox }) {
		this.chainId = options.chainId
		this.flow = options.flow
		this.log = new FlowLog(options.rpc, options.flow)
		this.#folder = join(options.folder, 'files')
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

	isFinal(file: LogEntry): boolean {
		return this.#whole.has(file.root)
	}

	/** How many segments of an unfinished or whole file are here. */
	segmentsHeld(file: LogEntry): number {
		return this.isFinal(file) ? layoutOf(file.size).segments : (this.#partial.get(file.root)?.size ?? 0)
	}

	/** Takes a segment whose proof holds; the last one makes the file whole. */
	async take(file: LogEntry, segment: Segment): Promise<void> {
		const layout = layoutOf(file.size)
		if (segment.root !== file.root) throw invalid('root')
		if (this.isFinal(file)) throw invalid('root', 'already uploaded and finalized')
		if (segment.fileSize !== file.size) throw invalid('file_size')
		if (!isProven(file.root, { data: segment.data, index: segment.index, layout }, segment.proof))
			throw invalid('proof', 'validate proof failed')
		const held = this.#partial.get(file.root) ?? new Map<number, Uint8Array>()
		this.#partial.set(file.root, held.set(segment.index, segment.data))
		if (held.size < layout.segments) return
		const parts = [...held].sort(([a], [b]) => a - b).map(([, data]) => data)
		await this.#keep(file.root, Buffer.concat(parts))
		this.#partial.delete(file.root)
	}

	/** Chunks `from` up to `to` of a whole file, zeros after its end included. */
	async read(file: LogEntry, from: number, to: number): Promise<Uint8Array | undefined> {
		const last = Math.min(to, layoutOf(file.size).chunks)
		if (!this.isFinal(file) || from < 0 || from >= last || last - from > chunksPerSegment) return undefined
		const bytes = Buffer.alloc((last - from) * chunkBytes)
		const handle = await open(join(this.#folder, file.root))
		try {
			await handle.read(bytes, 0, bytes.length, from * chunkBytes)
		} finally {
			await handle.close()
		}
		return this.#faults.served(file.root, from * chunkBytes, bytes)
	}

	/** A whole file without what pads its last chunk. */
	async readAll(file: LogEntry): Promise<Uint8Array | undefined> {
		const parts: Uint8Array[] = []
		for (let from = 0; from < layoutOf(file.size).chunks; from += chunksPerSegment) {
			const part = await this.read(file, from, from + chunksPerSegment)
			if (part === undefined) return undefined
			parts.push(part)
		}
		return Buffer.concat(parts).subarray(0, file.size)
	}

	/** A segment with the proof that it belongs to the file. */
	async readProven(file: LogEntry, index: number): Promise<Segment | undefined> {
		const data = await this.read(file, index * chunksPerSegment, (index + 1) * chunksPerSegment)
		const whole = data && (await this.readAll(file))
		if (data === undefined || whole === undefined) return undefined
		return { root: file.root, index, data, proof: treeOf(whole).proofOf(index), fileSize: file.size }
	}

	/** Written beside and then renamed, so that a file under its root is always whole. */
	async #keep(root: Hex, bytes: Uint8Array): Promise<void> {
		const path = join(this.#folder, root)
		await writeFile(`${path}.part`, bytes)
		await rename(`${path}.part`, path)
		this.#whole.add(root)
	}
}
