import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hex } from '#shared/kernel/bytes.ts'
import { accountCount, keyFromEnd, localAccounts, type LocalAccount } from './accounts.ts'
import { startAnvil } from './anvil.ts'
import { startChainEndpoint, type ChainEndpoint } from './chain-endpoint.ts'
import type { StorageFaults } from './faults.ts'
import { deployFlow } from './flow.ts'
import { callRpc } from './json-rpc.ts'
import type { Asked, Reply } from './server.ts'
import { startStorage } from './storage-server.ts'

/** Where the three servers listen; 0 means any free port. */
export interface Ports {
	readonly chain: number
	readonly second: number
	readonly storage: number
}

/** A running local 0G network. */
export interface LocalNetwork {
	readonly chainId: number
	/** Two RPC endpoints of one chain; the second can be told to lie. */
	readonly rpc: readonly [string, string]
	/** Indexer, storage node and gateway, at one address. */
	readonly indexer: string
	readonly flow: Hex
	/** Funded accounts with public keys; the last two deploy contracts and are best left alone. */
	readonly accounts: readonly LocalAccount[]
	readonly folder: string
	/** Whether the folder already held a network, which goes on where it was. */
	readonly resumed: boolean
	readonly second: Pick<ChainEndpoint, 'lies' | 'honest'>
	readonly storage: StorageFaults
	/** The contract set the gateway serves as `/deployment.json`, when there is one. */
	deployment(): unknown
	/** Serves this contract set from now on, after a restart too. */
	publishDeployment(deployment: object): void
	/** Moves the chain's clock ahead, so that holds and windows pass; it stays ahead, after a restart too. */
	passTime(seconds: number): Promise<void>
	/** Stops everything; with a folder of its own choosing, forgets everything too. */
	stop(): Promise<void>
}

interface Remembered {
	readonly ports: Ports
	readonly flow: Hex
	/** By how many seconds the chain's clock had been moved ahead. */
	readonly ahead: number
}

/** Anvil's own chain id, which 0G's public networks do not use. */
const chainId = 31337

/**
 * Starts chain, second endpoint, storage node, indexer and gateway in this process.
 * With `shards`, so many storage nodes share the segments. With a `folder` it persists there and a later start in the same folder goes on, on the same ports.
 */
export async function startNetwork(
	options: { folder?: string; ports?: Partial<Ports>; shards?: 1 | 2 | 4 } = {},
): Promise<LocalNetwork> {
	const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'mednexus-network-'))
	mkdirSync(folder, { recursive: true })
	const memory = join(folder, 'network.json')
	const contractSet = join(folder, 'deployment.json')
	const before = existsSync(memory) ? (JSON.parse(readFileSync(memory, 'utf8')) as Remembered) : undefined
	const ports = { chain: 0, second: 0, storage: 0, ...before?.ports, ...options.ports }
	const stops: (() => Promise<void>)[] = []
	let running: (() => Promise<void>) | undefined
	const stop = async () => {
		await running?.()
		running = undefined
		for (const each of stops.reverse().splice(0)) await each()
		if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
	}
	try {
		const state = join(folder, 'chain.json')
		const chain = await startAnvil({ chainId, port: ports.chain, state, accounts: accountCount })
		stops.push(chain.stop)
		const second = await startChainEndpoint(chain.url, ports.second)
		stops.push(second.stop)
		const resumed = before !== undefined && (await hasCode(chain.url, before.flow))
		// A chain that was killed before it could write anything begins again, and so does what stood on it.
		if (!resumed) rmSync(contractSet, { force: true })
		const flow = resumed ? before.flow : await deployFlow(chain.url, chainId, keyFromEnd(1))
		const storage = await startStorage({
			rpc: chain.url,
			chainId,
			flow,
			folder,
			port: ports.storage,
			shards: options.shards ?? 1,
			extra: asked => deploymentReply(asked, contractSet),
		})
		stops.push(storage.stop)
		if (resumed) await restoreClock(chain.url, before.ahead)
		const urls = { chain: chain.url, second: second.url, storage: storage.url }
		running = () => remember(memory, { urls, flow })
		await running()
		return {
			chainId,
			rpc: [chain.url, second.url],
			indexer: storage.url,
			flow,
			accounts: localAccounts,
			folder,
			resumed,
			second,
			storage: storage.faults,
			deployment: () =>
				existsSync(contractSet) ? (JSON.parse(readFileSync(contractSet, 'utf8')) as unknown) : undefined,
			async passTime(seconds) {
				await callRpc(chain.url, 'evm_increaseTime', [seconds])
				await callRpc(chain.url, 'evm_mine')
			},
			publishDeployment: deployment => writeFileSync(contractSet, JSON.stringify(deployment)),
			stop,
		}
	} catch (thrown) {
		await stop()
		throw thrown
	}
}

const hasCode = async (chain: string, address: Hex): Promise<boolean> =>
	(await callRpc(chain, 'eth_getCode', [address, 'latest'])) !== '0x'

async function remember(
	file: string,
	{ urls, flow }: { urls: Readonly<Record<keyof Ports, string>>; flow: Hex },
): Promise<void> {
	const now: Remembered = {
		ports: { chain: portOf(urls.chain), second: portOf(urls.second), storage: portOf(urls.storage) },
		flow,
		ahead: Number(await callRpc(urls.chain, 'evm_increaseTime', [0])),
	}
	writeFileSync(file, JSON.stringify(now))
}

/** A chain that was moved ahead must not fall back to the wall clock: its blocks would be older than their parents. */
async function restoreClock(chain: string, ahead: number): Promise<void> {
	const { timestamp } = (await callRpc(chain, 'eth_getBlockByNumber', ['latest', false])) as {
		timestamp: Hex
	}
	const behind = Number(timestamp) - Math.floor(Date.now() / 1000)
	const missing = Math.max(ahead, behind)
	if (missing > 0) await callRpc(chain, 'evm_increaseTime', [missing])
}

const portOf = (url: string): number => Number(new URL(url).port)

function deploymentReply({ method, url }: Asked, path: string): Reply | undefined {
	if (method !== 'GET' || url.pathname !== '/deployment.json') return undefined
	return existsSync(path) ? { body: readFileSync(path, 'utf8') } : { status: 404, body: '' }
}
