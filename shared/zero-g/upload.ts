import { selectNodes } from '@0glabs/0g-ts-sdk'
import type { Hex } from '../kernel/bytes.ts'
import { toBase64 } from './base64.ts'
import { inParallel, listedBy } from './download.ts'
import type { ZeroGNetwork } from './networks.ts'
import { chunksPerSegment, segmentOf, type FileTree } from './root.ts'
import { isReverted, submit } from './submit.ts'
import {
	NodeRefusal,
	parseFileInfo,
	parseStatus,
	StorageFailure,
	Wire,
	type FileInfo,
	type Limits,
} from './wire.ts'

/** How often a node is asked whether it has caught up. */
export interface Pace {
	readonly firstMs: number
	readonly mostMs: number
}

interface Target {
	readonly wire: Wire
	readonly numShard: number
	readonly shardId: number
}

/**
 * Brings a file to the network: announced and paid on chain unless it is already, then segment by segment to nodes
 * that do not hold it yet. Broken off anywhere, the same call takes it up where it was.
 */
export async function upload(
	network: ZeroGNetwork,
	key: Hex,
	{ bytes, tree }: { bytes: Uint8Array; tree: FileTree },
	limits: Limits & { readonly pace: Pace },
): Promise<void> {
	const targets = await targetsOf(network, limits)
	const flow = await agreedFlow(network, targets)
	const infos = await infoFrom(targets, tree.root)
	if (infos.every(info => info?.finalized)) return
	const hash = infos.every(info => info === null)
		? await submit(network, key, { flow, tree }, limits)
		: undefined
	const known = await until(limits, async () => {
		const found = await infoFrom(targets, tree.root)
		if (found.every(info => info !== null)) return found
		if (hash !== undefined && (await isReverted(network, hash, limits))) throw new StorageFailure('rejected')
		return undefined
	})
	await Promise.all(targets.map((target, at) => send(target, known[at] as FileInfo, { bytes, tree })))
	await until(limits, async () => {
		const found = await infoFrom(targets, tree.root)
		return found.every(info => info?.finalized) ? true : undefined
	})
}

/** A set of nodes that together hold every segment once. */
async function targetsOf(network: ZeroGNetwork, limits: Limits): Promise<readonly Target[]> {
	const listed = await listedBy(new Wire(network.indexer, limits))
	const [chosen, covers] = selectNodes(
		listed.map(node => ({ ...node, latency: 0, since: 0 })),
		1,
		'min',
	)
	if (!covers || chosen.length === 0) throw new StorageFailure('storage-unreachable')
	return chosen.map(({ url, config }) => ({ wire: new Wire(url, limits), ...config }))
}

/** The address of Flow, which nodes tell: it must be one network's, and the known one where one is known. */
async function agreedFlow(network: ZeroGNetwork, targets: readonly Target[]): Promise<Hex> {
	const all = await Promise.all(targets.map(({ wire }) => wire.ask(parseStatus, 'zgs_getStatus')))
	const flow = network.flow ?? (all[0]?.networkIdentity.flowAddress as Hex)
	for (const { networkIdentity } of all) {
		if (networkIdentity.chainId !== network.chainId || networkIdentity.flowAddress !== flow)
			throw new StorageFailure('wrong-network')
	}
	return flow
}

const infoFrom = (targets: readonly Target[], root: Hex): Promise<(FileInfo | null)[]> =>
	Promise.all(targets.map(({ wire }) => wire.ask(parseFileInfo, 'zgs_getFileInfo', [root, true])))

/** Sends one node the segments of its shard; where a file begins in the log decides which they are. */
async function send(
	{ wire, numShard, shardId }: Target,
	info: FileInfo,
	{ bytes, tree }: { bytes: Uint8Array; tree: FileTree },
): Promise<void> {
	if (info.finalized) return
	const first = Math.floor(info.tx.startEntryIndex / chunksPerSegment)
	const mine = Array.from({ length: tree.layout.segments }, (_, index) => index).filter(
		index => (first + index) % numShard === shardId,
	)
	await inParallel(mine.length, async at => {
		const index = mine[at] as number
		const { lemma, path } = tree.proofOf(index)
		const segment = {
			root: tree.root,
			data: toBase64(segmentOf(bytes, index)),
			index,
			proof: { lemma: [...lemma], path: [...path] },
			fileSize: bytes.length,
		}
		try {
			await wire.uploadSegmentsByTxSeq([segment], info.tx.seq)
		} catch (thrown) {
			// Somebody else finished the same file meanwhile: that is what was wanted.
			if (!(thrown instanceof NodeRefusal) || thrown.detail !== 'already uploaded and finalized') throw thrown
		}
	})
}

/** Asks `look` at a slowing pace until it answers something; the limits' signal ends the wait. */
async function until<T>(
	{ signal, pace }: Limits & { readonly pace: Pace },
	look: () => Promise<T | undefined>,
): Promise<T> {
	for (let wait = pace.firstMs; ; wait = Math.min(2 * wait, pace.mostMs)) {
		const found = await look()
		if (found !== undefined) return found
		await pause(wait, signal)
	}
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const stopped = () => {
			clearTimeout(timer)
			reject(signal.reason as Error)
		}
		const timer = setTimeout(() => {
			signal.removeEventListener('abort', stopped)
			resolve()
		}, milliseconds)
		signal.addEventListener('abort', stopped, { once: true })
	})
}
