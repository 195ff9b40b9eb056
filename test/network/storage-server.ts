import type { Hex } from '#shared/kernel/bytes.ts'
import { createFaults, type StorageFaults } from './faults.ts'
import { gateway } from './gateway.ts'
import { answerRpc, RpcError } from './json-rpc.ts'
import { serve, type Asked, type Reply, type Server } from './server.ts'
import { StorageNode } from './storage-node.ts'
import { indexerRpc, storageRpc } from './storage-rpc.ts'

/** Indexer, storage nodes and gateway behind one address, and what can be wrong with them. */
export interface StorageServer extends Server {
	readonly faults: StorageFaults
}

/** Starts them; `extra` answers what belongs to neither. */
export async function startStorage(options: {
	rpc: string
	chainId: number
	flow: Hex
	folder: string
	port: number
	/** How many nodes share the segments. */
	shards: number
	extra: (asked: Asked) => Reply | undefined
}): Promise<StorageServer> {
	const faults = createFaults(() => new RpcError(-32603, 'Internal error'))
	const nodeOf = (shardId: number) =>
		new StorageNode({ ...options, shard: { numShard: options.shards, shardId }, faults })
	const others = Array.from({ length: options.shards - 1 }, (_, at) => nodeOf(at + 1))
	const nodes = [nodeOf(0), ...others] as const
	const indexer = indexerRpc(() =>
		nodes.map((node, at) => ({ node, url: at === 0 ? server.url : `${server.url}/node/${at}` })),
	)
	const rpcs = nodes.map(storageRpc)
	const server = await serve(options.port, async asked => {
		const rpc = asked.method === 'POST' ? rpcs[nodeAt(asked.url.pathname)] : undefined
		if (rpc === undefined)
			return options.extra(asked) ?? (await gateway(nodes, asked)) ?? { status: 404, body: '' }
		const answer = await answerRpc(asked.body, (method, params) =>
			faults.answered(method, async () =>
				method.startsWith('indexer_') ? indexer(method, params) : rpc(method, params),
			),
		)
		return { body: answer }
	})
	return { ...server, faults }
}

/** The first node shares its address with the indexer, the others have paths of their own. */
const nodeAt = (path: string): number => (path === '/' ? 0 : Number(/^\/node\/(\d+)$/.exec(path)?.[1] ?? -1))
