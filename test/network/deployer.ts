import {
	createPublicClient,
	createWalletClient,
	encodeDeployData,
	encodeFunctionData,
	getContractAddress,
	http,
	type Abi,
	type Hex,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { chainOf } from './accounts.ts'

/** Sends a row of transactions from one account without waiting in between. */
export interface Deployer {
	readonly address: Hex
	/** Answers where the contract will be, in lower case. */
	deploy(abi: Abi, bytecode: Hex, args: readonly unknown[]): Promise<Hex>
	call(to: Hex, abi: Abi, functionName: string, args: readonly unknown[]): Promise<void>
	/** Resolves once everything sent is mined, and throws when anything failed. */
	settled(): Promise<void>
}

/** Enough for the largest contract the chain takes; nothing is estimated, since what it calls may not be mined yet. */
const gas = 8_000_000n

/** An account that deploys. Its addresses are known before anything is mined: they follow from its nonces. */
export async function deployerFor(rpc: string, chainId: number, key: Hex): Promise<Deployer> {
	const account = privateKeyToAccount(key)
	const chain = chainOf(chainId, rpc)
	const wallet = createWalletClient({ account, chain, transport: http() })
	const client = createPublicClient({ chain, transport: http(), pollingInterval: 20 })
	const fees = { gas, maxFeePerGas: 20_000_000_000n, maxPriorityFeePerGas: 4_000_000_000n }
	let nonce = await client.getTransactionCount(account)
	const sent: Hex[] = []
	const send = async (transaction: { to?: Hex; data: Hex }) => {
		sent.push(await wallet.sendTransaction({ ...transaction, nonce: nonce++, ...fees }))
	}
	return {
		address: account.address,
		async deploy(abi, bytecode, args) {
			const address = getContractAddress({ from: account.address, nonce: BigInt(nonce) })
			await send({ data: encodeDeployData({ abi, bytecode, args }) })
			return address.toLowerCase() as Hex
		},
		call: (to, abi, functionName, args) =>
			send({ to, data: encodeFunctionData({ abi, functionName, args }) }),
		async settled() {
			for (const hash of sent) {
				const { status } = await client.waitForTransactionReceipt({ hash })
				if (status !== 'success') throw new Error('A contract did not deploy')
			}
		},
	}
}
