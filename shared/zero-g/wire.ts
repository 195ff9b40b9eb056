import { StorageNode } from '@0glabs/0g-ts-sdk'
import { fromUtf8, type Hex } from '../kernel/bytes.ts'
import {
	array,
	boolean,
	integer,
	nullable,
	object,
	pattern,
	string,
	type Parsed,
	type Parser,
} from '../kernel/parse.ts'
import type { StorageError } from './storage.ts'

/** An expected failure on its way out of code that can only throw: the SDK's calls, and waits in between. */
export class StorageFailure extends Error {
	readonly kind: StorageError['kind']
	constructor(kind: StorageError['kind']) {
		super(kind)
		this.kind = kind
	}
}

/** A node's own refusal: a JSON-RPC error answer. Its words are for telling causes apart, not for showing. */
export class NodeRefusal extends StorageFailure {
	readonly said: string
	readonly detail: unknown
	constructor(said: string, detail: unknown) {
		super(/insufficient funds/i.test(said) ? 'out-of-gas-money' : 'rejected')
		this.said = said.toLowerCase()
		this.detail = detail
	}
}

/** What one call may cost: it ends with `signal` or after `callMs`, and reads no more than `mostBytes`. */
export interface Limits {
	readonly signal: AbortSignal
	readonly callMs: number
	readonly mostBytes: number
}

type Message = Parameters<StorageNode['_transport']>[0]
type Answer = Awaited<ReturnType<StorageNode['_transport']>>

/**
 * The SDK's client of nodes and indexers, over fetch instead of its own transport, which has neither a limit nor an
 * end: three tries of thirty seconds, whatever the caller wants by then.
 */
export class Wire extends StorageNode {
	readonly #limits: Limits
	constructor(url: string, limits: Limits) {
		super(url)
		this.#limits = limits
	}

	override async _transport(message: Message): Promise<Answer> {
		const answer = await post(this.url, JSON.stringify(message), this.#limits)
		if (typeof answer !== 'object' || answer === null) throw new StorageFailure('not-understood')
		const { error } = answer as { error?: { message?: unknown; data?: unknown } | null }
		if (error) throw new NodeRefusal(String(error.message), error.data)
		return answer as Answer
	}

	/** Calls a method and reads its result with `parse`. */
	async ask<T>(parse: Parser<T>, method: string, params?: readonly unknown[]): Promise<T> {
		const parsed = parse(await this.request(params ? { method, params: [...params] } : { method }))
		if (!parsed.ok) throw new StorageFailure('not-understood')
		return parsed.value
	}
}

async function post(url: string, body: string, limits: Limits): Promise<unknown> {
	const deadline = AbortSignal.timeout(limits.callMs)
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body,
			signal: AbortSignal.any([limits.signal, deadline]),
			credentials: 'omit',
			cache: 'no-store',
			redirect: 'error',
			referrerPolicy: 'no-referrer',
		})
		if (!response.ok || response.body === null) throw new StorageFailure('storage-unreachable')
		const text = fromUtf8(await readAtMost(response.body, limits.mostBytes))
		if (text === undefined) throw new StorageFailure('not-understood')
		return parseJson(text)
	} catch (thrown) {
		if (thrown instanceof StorageFailure) throw thrown
		limits.signal.throwIfAborted()
		throw new StorageFailure(deadline.aborted ? 'storage-timeout' : 'storage-unreachable')
	}
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		throw new StorageFailure('not-understood')
	}
}

/** A body that turns out longer than the answer can be is cut off, not collected. */
async function readAtMost(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
	const parts: Uint8Array[] = []
	let length = 0
	const reader = body.getReader()
	for (let next = await reader.read(); !next.done; next = await reader.read()) {
		length += next.value.length
		if (length > most) {
			await reader.cancel()
			throw new StorageFailure('not-understood')
		}
		parts.push(next.value)
	}
	const whole = new Uint8Array(length)
	let at = 0
	for (const part of parts) {
		whole.set(part, at)
		at += part.length
	}
	return whole
}

const hash = pattern<Hex>(/^0x[0-9a-f]{64}$/)
const url = pattern<string>(/^https?:\/\/[^\s]{1,300}$/)
const address: Parser<Hex> = (input, at) =>
	pattern<Hex>(/^0x[0-9a-f]{40}$/)(typeof input === 'string' ? input.toLowerCase() : input, at)

const shard = object({ numShard: integer(1, 1 << 20), shardId: integer(0, 1 << 20) })

/** A storage node as the indexer lists it: it holds every `numShard`-th segment, from `shardId` on. */
export type ListedNode = Parsed<typeof listedNode>
const listedNode = object({ url, config: shard })
const nodes = array(listedNode, 1000)

/** The indexer's nodes; `trusted` has been seen to be null, and the found ones serve then. */
export const parseListing = object({ trusted: nullable(nodes), discovered: nullable(nodes) })
/** Who holds a file; null while nobody holds all of it. */
export const parseLocations = nullable(nodes)

export const parseStatus = object({
	networkIdentity: object({ chainId: integer(1), flowAddress: address }),
})

/** What a node says of a file. Nothing of it is believed: the bytes must hash to the root. */
export type FileInfo = Parsed<typeof fileInfo>
const fileInfo = object({
	tx: object({ dataMerkleRoot: hash, startEntryIndex: integer(), size: integer(1), seq: integer() }),
	finalized: boolean,
})
export const parseFileInfo = nullable(fileInfo)

/** A base64 text of at most a segment; null when the node does not have it. */
export const parseSegment = nullable(string(400_000))
