import {
	encodeFunctionData,
	keccak256,
	numberToHex,
	type Abi,
	type Address,
	type ContractFunctionArgs,
	type ContractFunctionName,
	type ContractFunctionReturnType,
	type Hex,
	type LocalAccount,
} from 'viem'
import { err, ok, type Result } from '../kernel/result.ts'
import { Endpoints, type Block, type Network, type ReadError } from './endpoints.ts'
import { refusalOf, revertData, type Refusal } from './revert.ts'

/** 0G nodes drop transactions under 2 gwei; 4 leaves room. */
export const leastTip = 4_000_000_000n
/** Providers refuse wider ranges of blocks in one question. */
const mostBlocks = 10_000n

/** Why a transaction did not take effect. `refused` carries the contract's own error. */
export type SendError =
	| ReadError
	| { readonly kind: 'refused'; readonly refusal: Refusal }
	| { readonly kind: 'no-gas'; readonly sender: Address }
	| { readonly kind: 'not-mined'; readonly hash: Hex }

export interface Mined {
	readonly hash: Hex
	readonly block: bigint
	readonly gasUsed: bigint
}

/** An event as both endpoints gave it, not yet read by any ABI. */
export interface RawLog {
	readonly address: Address
	readonly topics: readonly Hex[]
	readonly data: Hex
	readonly blockNumber: bigint
	readonly transactionHash: Hex
}
export interface Contract<A extends Abi> {
	readonly address: Address
	readonly abi: A
}
export interface Call {
	readonly account: LocalAccount
	readonly contract: Contract<Abi>
	readonly data: Hex
	readonly value?: bigint
	/** Given, nothing is estimated first: for batches whose cost is known. */
	readonly gas?: bigint
}

/** How long to look for a receipt, and how often, in milliseconds. */
export interface Patience {
	readonly every: number
	readonly until: number
}

/** The chain as the product uses it: reads that two endpoints agree on, writes whose outcome is known. */
export class Chain {
	readonly network: Network
	readonly endpoints: Endpoints
	readonly #patience: Patience
	readonly #turns = new Map<Address, Promise<unknown>>()
	readonly #nonces = new Map<Address, number>()

	constructor(network: Network, patience: Patience = { every: 100, until: 90_000 }) {
		this.network = network
		this.endpoints = new Endpoints(network)
		this.#patience = patience
	}

	final(): Promise<Result<Block, ReadError>> {
		return this.endpoints.final()
	}

	/** One view of a contract at a final block, the same on both endpoints. */
	read<const A extends Abi, N extends ContractFunctionName<A, 'view' | 'pure'>>(
		contract: Contract<A>,
		at: Block,
		functionName: N,
		...args: ContractFunctionArgs<A, 'view' | 'pure', N> & readonly unknown[]
	): Promise<Result<ContractFunctionReturnType<A, 'view' | 'pure', N>, ReadError>> {
		return this.endpoints.agree(functionName, client =>
			client.readContract({
				address: contract.address,
				abi: contract.abi as Abi,
				functionName,
				args,
				blockNumber: at.number,
			} as never),
		) as Promise<Result<ContractFunctionReturnType<A, 'view' | 'pure', N>, ReadError>>
	}

	/**
	 * Every event of these contracts from a block to a final one, in bulk and the same on both endpoints: what is asked
	 * tells nothing about what is sought.
	 */
	async logs(
		addresses: readonly Address[],
		from: bigint,
		to: Block,
	): Promise<Result<readonly RawLog[], ReadError>> {
		const found: RawLog[] = []
		for (let start = from; start <= to.number; start += mostBlocks) {
			const end = start + mostBlocks - 1n < to.number ? start + mostBlocks - 1n : to.number
			const range = { fromBlock: numberToHex(start), toBlock: numberToHex(end) }
			const logs = await this.endpoints.agree('events', async client => {
				const answer = await client.request({
					method: 'eth_getLogs',
					params: [{ address: [...addresses], ...range }],
				})
				return answer.map(({ address, topics, data, blockNumber, transactionHash }) => ({
					address: address.toLowerCase() as Address,
					topics: topics as readonly Hex[],
					data,
					blockNumber: BigInt(blockNumber ?? 0),
					transactionHash: transactionHash as Hex,
				}))
			})
			if (!logs.ok) return logs
			found.push(...logs.value)
		}
		return ok(found)
	}

	/** Sends and waits until the outcome is final. The same call twice is two transactions. */
	async send(call: Call): Promise<Result<Mined, SendError>> {
		const sent = await this.submit(call)
		return sent.ok ? this.settled(sent.value, call) : sent
	}

	/** Hands a signed transaction to an endpoint; senders take turns, so that none skips or repeats a number. */
	submit(call: Call): Promise<Result<Hex, SendError>> {
		const sender = call.account.address
		const turn = (this.#turns.get(sender) ?? Promise.resolve()).then(() => this.#submitNow(call))
		this.#turns.set(
			sender,
			turn.catch(() => undefined),
		)
		return turn
	}

	/** Looks for the receipt on both endpoints in turn until it is final. */
	async settled(hash: Hex, call: Call): Promise<Result<Mined, SendError>> {
		const until = Date.now() + this.#patience.until
		for (let look = 0; Date.now() < until; look++) {
			const client = this.endpoints.clients[look % 2 === 0 ? 0 : 1]
			// Some nodes answer "no matching receipts found" for a mined transaction: that is "not yet".
			const receipt = await client.getTransactionReceipt({ hash }).catch(() => undefined)
			if (receipt && (await this.#isFinal(receipt.blockNumber))) {
				if (receipt.status === 'reverted') return this.#whyReverted(call, receipt.blockNumber)
				return ok({ hash, block: receipt.blockNumber, gasUsed: receipt.gasUsed })
			}
			await new Promise(resolve => setTimeout(resolve, this.#patience.every))
		}
		return err({ kind: 'not-mined', hash })
	}

	async #isFinal(block: bigint): Promise<boolean> {
		if (this.network.confirmations === 0) return true
		const final = await this.final()
		return final.ok && final.value.number >= block
	}

	async #submitNow(call: Call): Promise<Result<Hex, SendError>> {
		const cost = await this.#cost(call)
		if (!cost.ok) return cost
		const sender = call.account.address
		for (let attempt = 0; attempt < 3; attempt++) {
			const nonce = await this.#nonce(sender)
			if (!nonce.ok) return nonce
			const raw = await call.account.signTransaction({
				type: 'eip1559',
				chainId: this.network.chainId,
				to: call.contract.address,
				data: call.data,
				value: call.value ?? 0n,
				nonce: nonce.value,
				...cost.value,
			})
			const sent = await this.endpoints.either(client =>
				client.sendRawTransaction({ serializedTransaction: raw }).catch((thrown: unknown) => {
					const said = thrown instanceof Error ? thrown.message.toLowerCase() : ''
					if (said.includes('already known') || said.includes('already imported')) return keccak256(raw)
					if (said.includes('nonce')) return 'nonce' as const
					if (said.includes('insufficient funds')) return 'no-gas' as const
					throw thrown
				}),
			)
			if (!sent.ok) return sent
			if (sent.value === 'no-gas') return err({ kind: 'no-gas', sender })
			if (sent.value === 'nonce') {
				this.#nonces.delete(sender)
				continue
			}
			this.#nonces.set(sender, nonce.value + 1)
			return ok(sent.value)
		}
		return err({ kind: 'endpoint-unreachable', endpoint: this.endpoints.names[0] })
	}

	async #nonce(sender: Address): Promise<Result<number, ReadError>> {
		const known = this.#nonces.get(sender)
		if (known !== undefined) return ok(known)
		return this.endpoints.either(client =>
			client.getTransactionCount({ address: sender, blockTag: 'pending' }),
		)
	}

	async #cost(call: Call) {
		const sender = call.account.address
		const fees = await this.endpoints.either(client => client.getGasPrice())
		if (!fees.ok) return fees
		const maxPriorityFeePerGas = leastTip
		const maxFeePerGas = 2n * fees.value + leastTip
		if (call.gas !== undefined) return ok({ gas: call.gas, maxFeePerGas, maxPriorityFeePerGas })
		const estimate = await this.endpoints.either(async client => {
			try {
				return await client.estimateGas({
					account: sender,
					to: call.contract.address,
					data: call.data,
					value: call.value ?? 0n,
				})
			} catch (thrown) {
				const reverted = revertData(thrown)
				if (reverted !== undefined) return refusalOf(call.contract.abi, reverted)
				throw thrown
			}
		})
		if (!estimate.ok) return estimate
		if (typeof estimate.value !== 'bigint') return err({ kind: 'refused' as const, refusal: estimate.value })
		return ok({ gas: (estimate.value * 5n) / 4n, maxFeePerGas, maxPriorityFeePerGas })
	}

	/** A receipt says only that it failed: the same call, run again on that block, says why. */
	async #whyReverted(call: Call, block: bigint): Promise<Result<Mined, SendError>> {
		const said = await this.endpoints.either(async client => {
			try {
				await client.call({
					account: call.account.address,
					to: call.contract.address,
					data: call.data,
					value: call.value ?? 0n,
					blockNumber: block,
				})
				return '0x' as const
			} catch (thrown) {
				return revertData(thrown) ?? ('0x' as const)
			}
		})
		if (!said.ok) return said
		return err({ kind: 'refused', refusal: refusalOf(call.contract.abi, said.value) })
	}
}

/** A call with its arguments checked against the contract's own ABI. */
export function callOf<const A extends Abi, N extends ContractFunctionName<A, 'nonpayable' | 'payable'>>(
	account: LocalAccount,
	contract: Contract<A>,
	functionName: N,
	args: ContractFunctionArgs<A, 'nonpayable' | 'payable', N>,
	more: { readonly value?: bigint; readonly gas?: bigint } = {},
): Call {
	const data = encodeFunctionData({ abi: contract.abi, functionName, args } as never)
	return { account, contract, data, ...more }
}
