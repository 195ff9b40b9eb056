import type { Hex } from '../kernel/bytes.ts'

/** One 0G network: where it answers, and what is known about it without asking. */
export interface ZeroGNetwork {
	readonly name: 'local' | 'galileo' | 'aristotle'
	readonly chainId: number
	/** Two providers that do not depend on each other. */
	readonly rpc: readonly [string, string]
	readonly indexer: string
	/** Where Flow is known to be; a storage node that names another is refused. A local network has its own. */
	readonly flow?: Hex
	/** Blocks on top before a block counts as final. */
	readonly confirmations: number
	/** Block explorer, for links a person follows. */
	readonly explorer?: string
	/** Whether real cases may be published here: never on a network for tests, and no demo object elsewhere. */
	readonly purpose: 'demo' | 'test' | 'live'
}

/** 0G nodes drop transactions that tip less than 2 gwei while the base fee is a few wei; 4 leaves room. */
export const leastTip = 4_000_000_000n

/** The public test network (0G documentation; the second provider is dRPC). */
export const galileo: ZeroGNetwork = {
	name: 'galileo',
	chainId: 16602,
	rpc: ['https://evmrpc-testnet.0g.ai', 'https://0g-galileo-testnet.drpc.org'],
	indexer: 'https://indexer-storage-testnet-turbo.0g.ai',
	flow: '0x22e03a6a89b950f1c82ec5e74f8eca321a105296',
	confirmations: 3,
	explorer: 'https://chainscan-galileo.0g.ai',
	purpose: 'test',
}

/** The public main network (0G documentation; the second provider is dRPC). */
export const aristotle: ZeroGNetwork = {
	name: 'aristotle',
	chainId: 16661,
	rpc: ['https://evmrpc.0g.ai', 'https://0g-mainnet.drpc.org'],
	indexer: 'https://indexer-storage-turbo.0g.ai',
	flow: '0x62d4144db0f0a6fbbaeb6296c785c71b3d57c526',
	confirmations: 3,
	explorer: 'https://chainscan.0g.ai',
	purpose: 'live',
}

/** A network on this machine or in a test, which mines on demand. */
export const localNetwork = (endpoints: Pick<ZeroGNetwork, 'chainId' | 'rpc' | 'indexer'>): ZeroGNetwork => ({
	name: 'local',
	...endpoints,
	confirmations: 0,
	purpose: 'demo',
})
