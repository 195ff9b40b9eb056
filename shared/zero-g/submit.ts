import { FixedPriceFlow__factory } from '@0glabs/0g-ts-sdk'
import { keccak256, numberToHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { Hex } from '../kernel/bytes.ts'
import { nullable, object, oneOf, pattern, type Parser } from '../kernel/parse.ts'
import { leastTip, type ZeroGNetwork } from './networks.ts'
import type { FileTree } from './root.ts'
import { NodeRefusal, StorageFailure, Wire, type Limits } from './wire.ts'

const flowAbi = FixedPriceFlow__factory.createInterface()
/** `market()` of Flow and `pricePerSector()` of the market. */
const selectors = { market: '0x80f55605', pricePerSector: '0x61ec5082' } as const
/** A nonce taken by another process between looking and sending is looked up again so many times. */
const attempts = 4

const quantity: Parser<Hex> = pattern<Hex>(/^0x[0-9a-f]{1,64}$/)
const word: Parser<Hex> = pattern<Hex>(/^0x[0-9a-f]{64}$/)
const receipt = nullable(object({ status: oneOf('0x0', '0x1') }))

/** Announces a file to Flow and pays for its sectors; answers the transaction's hash without waiting for it. */
export async function submit(
	network: ZeroGNetwork,
	key: Hex,
	{ flow, tree }: { flow: Hex; tree: FileTree },
	limits: Limits,
): Promise<Hex> {
	const account = privateKeyToAccount(key)
	const nodes = tree.nodes.map(({ root, height }) => ({ root, height: BigInt(height) }))
	const data = flowAbi.encodeFunctionData('submit', [
		{ data: { length: tree.layout.length, tags: '0x', nodes }, submitter: account.address },
	]) as Hex
	for (let attempt = 1; ; attempt++) {
		const transaction = await onEither(network, limits, async chain => {
			const value = (await pricePerSector(chain, flow)) * BigInt(tree.layout.paddedChunks)
			const call = { from: account.address, to: flow, data, value: numberToHex(value) }
			const [gas, gasPrice, nonce] = await Promise.all([
				chain.ask(quantity, 'eth_estimateGas', [call]),
				chain.ask(quantity, 'eth_gasPrice'),
				chain.ask(quantity, 'eth_getTransactionCount', [account.address, 'pending']),
			])
			return {
				to: flow,
				data,
				value,
				nonce: Number(nonce),
				// Whoever submits in between changes how much of Flow's tree is written; what is left over is not paid.
				gas: 2n * BigInt(gas),
				maxPriorityFeePerGas: leastTip,
				maxFeePerGas: 2n * BigInt(gasPrice) + leastTip,
			}
		})
		const raw = await account.signTransaction({ type: 'eip1559', chainId: network.chainId, ...transaction })
		try {
			// The same signed bytes on either endpoint: sent twice, they are still paid once.
			return await onEither(network, limits, chain => chain.ask(word, 'eth_sendRawTransaction', [raw]))
		} catch (thrown) {
			if (!(thrown instanceof NodeRefusal)) throw thrown
			if (/already (known|imported)/.test(thrown.said)) return keccak256(raw)
			if (!/nonce|underpriced/.test(thrown.said) || attempt === attempts) throw thrown
		}
	}
}

/** Whether the chain has refused this transaction; no receipt means nothing, on some nodes even when it is mined. */
export async function isReverted(network: ZeroGNetwork, hash: Hex, limits: Limits): Promise<boolean> {
	try {
		return await onEither(network, limits, async chain => {
			const found = await chain.ask(receipt, 'eth_getTransactionReceipt', [hash])
			return found?.status === '0x0'
		})
	} catch (thrown) {
		if (!(thrown instanceof StorageFailure)) throw thrown
		return false
	}
}

async function pricePerSector(chain: Wire, flow: Hex): Promise<bigint> {
	const answer = await chain.ask(word, 'eth_call', [{ to: flow, data: selectors.market }, 'latest'])
	const call = { to: `0x${answer.slice(-40)}`, data: selectors.pricePerSector }
	return BigInt(await chain.ask(word, 'eth_call', [call, 'latest']))
}

/** Works through the first endpoint, or the second when the first does not answer sensibly. */
async function onEither<T>(
	network: ZeroGNetwork,
	limits: Limits,
	job: (chain: Wire) => Promise<T>,
): Promise<T> {
	try {
		return await job(new Wire(network.rpc[0], limits))
	} catch (thrown) {
		if (!(thrown instanceof StorageFailure) || thrown instanceof NodeRefusal) throw thrown
		return job(new Wire(network.rpc[1], limits))
	}
}
