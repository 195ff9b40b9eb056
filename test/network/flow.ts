import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { FixedPriceFlow__factory } from '@0glabs/0g-ts-sdk'
import { createPublicClient, createWalletClient, http, parseAbi, type Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { chainOf } from './accounts.ts'

const abi = parseAbi([
	'function initialize(uint256 pricePerSector, address flow, address reward)',
	'function initialize(address market, uint256 blocksPerEpoch)',
])

/** 33 0G for a gibibyte and year over 2^30 bytes, per 256-byte sector: the price on both public networks. */
const pricePerSector = 30_733_644_962n
/** So many blocks that an epoch never ends: closing one walks every block in between. */
const blocksPerEpoch = 1_000_000_000n
/** Deploys one byte, STOP: a reward pool that takes whatever it is paid. */
const rewardBytecode: Hex = '0x60016000f3'

/** Deploys 0G's Flow and Market, in the bytecode the public SDK carries, and answers Flow's address. */
export async function deployFlow(rpc: string, chainId: number, key: Hex): Promise<Hex> {
	const chain = chainOf(chainId, rpc)
	const account = privateKeyToAccount(key)
	const wallet = createWalletClient({ account, chain, transport: http(rpc) })
	const client = createPublicClient({ chain, transport: http(rpc), pollingInterval: 20 })
	const deploy = async (bytecode: Hex, constructor: string): Promise<Hex> => {
		const hash = await wallet.sendTransaction({ data: `${bytecode}${constructor}` })
		const { contractAddress, status } = await client.waitForTransactionReceipt({ hash })
		if (status !== 'success' || !contractAddress) throw new Error('0G contracts did not deploy')
		return contractAddress
	}
	const reward = await deploy(rewardBytecode, '')
	const flow = await deploy(FixedPriceFlow__factory.bytecode as Hex, '0'.repeat(64))
	const market = await deploy(marketBytecode(), '')
	for (const [address, args] of [
		[market, [pricePerSector, flow, reward]],
		[flow, [market, blocksPerEpoch]],
	] as const) {
		const hash = await wallet.writeContract({ address, abi, functionName: 'initialize', args: args as never })
		const { status } = await client.waitForTransactionReceipt({ hash })
		if (status !== 'success') throw new Error('0G contracts did not initialise')
	}
	return flow
}

/** The market's bytecode is in the package but not among its exports. */
function marketBytecode(): Hex {
	const require = createRequire(import.meta.url)
	const folder = dirname(require.resolve('@0glabs/0g-ts-sdk'))
	const path = join(folder, 'contracts', 'market', 'factories', 'FixedPrice__factory.js')
	return (require(path) as { FixedPrice__factory: { bytecode: Hex } }).FixedPrice__factory.bytecode
}
