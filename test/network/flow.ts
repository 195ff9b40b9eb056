import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parseAbi, type Hex } from 'viem'
import { deployerFor } from './deployer.ts'

const flowAbi = parseAbi([
	'constructor(uint256 deployDelay)',
	'function initialize(address market, uint256 blocksPerEpoch)',
])
const marketAbi = parseAbi(['function initialize(uint256 pricePerSector, address flow, address reward)'])

/** 33 0G for a gibibyte and year over 2^30 bytes, per 256-byte sector: the price on both public networks. */
const pricePerSector = 30_733_644_962n
/** So many blocks that an epoch never ends: closing one walks every block in between. */
const blocksPerEpoch = 1_000_000_000n
/** Deploys one byte, STOP: a reward pool that takes whatever it is paid. */
const rewardBytecode: Hex = '0x60016000f3'

/** Deploys 0G's Flow and Market, in the bytecode the public SDK carries, and answers Flow's address. */
export async function deployFlow(rpc: string, chainId: number, key: Hex): Promise<Hex> {
	const deployer = await deployerFor(rpc, chainId, key)
	const reward = await deployer.deploy([], rewardBytecode, [])
	const flow = await deployer.deploy(flowAbi, bytecodeOf('flow/factories/FixedPriceFlow__factory.js'), [0n])
	const market = await deployer.deploy([], bytecodeOf('market/factories/FixedPrice__factory.js'), [])
	await deployer.call(market, marketAbi, 'initialize', [pricePerSector, flow, reward])
	await deployer.call(flow, flowAbi, 'initialize', [market, blocksPerEpoch])
	await deployer.settled()
	return flow
}

/** Read from the package's text: the market is not among its exports, and running the file would load all of ethers. */
function bytecodeOf(path: string): Hex {
	const require = createRequire(import.meta.url)
	const file = join(dirname(require.resolve('@0glabs/0g-ts-sdk')), 'contracts', path)
	const bytecode = /_bytecode = "(0x[0-9a-f]+)"/.exec(readFileSync(file, 'utf8'))?.[1]
	if (bytecode === undefined) throw new Error('The installed 0G package carries no contract bytecode')
	return bytecode as Hex
}
