import { randomBytes } from 'node:crypto'
import {
	createPublicClient,
	createWalletClient,
	getContractAddress,
	http,
	zeroAddress,
	type Abi,
	type Hex,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { caseIndexAbi, caseIndexBytecode } from '#contracts/CaseIndex.ts'
import { casesAbi, casesBytecode } from '#contracts/Cases.ts'
import { consentsAbi, consentsBytecode } from '#contracts/Consents.ts'
import { gasTankAbi, gasTankBytecode } from '#contracts/GasTank.ts'
import { institutionsAbi, institutionsBytecode } from '#contracts/Institutions.ts'
import { deploymentId } from '#shared/crypto/deployment.ts'
import { toHex } from '#shared/kernel/bytes.ts'
import { chainOf, keyFromEnd } from './accounts.ts'
import type { LocalNetwork } from './network.ts'

/** The contract set of protocol 1, as the gateway serves it. */
export interface ContractSet {
	readonly v: 1
	readonly type: 'deployment'
	readonly chainId: number
	readonly deployment: Hex
	readonly contracts: Readonly<Record<ContractName, Hex>>
}
export type ContractName = 'Institutions' | 'Consents' | 'CaseIndex' | 'Cases' | 'GasTank'

/** What differs between a local network and a live one. */
export interface DeployOptions {
	/** Seconds of a network day: holds, windows and phases are counted in it. */
	readonly day?: number
	/** Who runs the founding ceremony; the deployer by default. */
	readonly council?: Hex
	readonly asksPerDay?: number
	/** Wei of one top-up, and how many an institution pays in a day. */
	readonly topUp?: bigint
	readonly topUpsPerDay?: number
	/** 32 bytes; random unless a test wants the same deployment id twice. */
	readonly salt?: Uint8Array
}

/** The account that deploys our contracts and, by default, founds the network. */
export const councilKey: Hex = keyFromEnd(2)
export const councilAddress: Hex = privateKeyToAccount(councilKey).address

/** Deploys our contracts and has the gateway serve the set. On a fresh chain the addresses are always the same. */
export async function deployContracts(
	network: Pick<LocalNetwork, 'rpc' | 'chainId' | 'publishDeployment'>,
	options: DeployOptions = {},
): Promise<ContractSet> {
	const salt = options.salt ?? randomBytes(32)
	const account = privateKeyToAccount(councilKey)
	const chain = chainOf(network.chainId, network.rpc[0])
	const wallet = createWalletClient({ account, chain, transport: http() })
	const client = createPublicClient({ chain, transport: http(), pollingInterval: 20 })
	let nonce = await client.getTransactionCount(account)
	const sent: Hex[] = []
	// The next addresses are known before anything is mined, so that one block's wait serves for all.
	const deploy = async (abi: Abi, bytecode: Hex, args: readonly unknown[]): Promise<Hex> => {
		const address = getContractAddress({ from: account.address, nonce: BigInt(nonce) })
		sent.push(await wallet.deployContract({ abi, bytecode, args, nonce, gas: 6_000_000n }))
		nonce++
		return address.toLowerCase() as Hex
	}
	const Institutions = await deploy(institutionsAbi, institutionsBytecode, [
		options.day ?? 2,
		toHex(salt),
		options.council ?? account.address,
	])
	const Consents = await deploy(consentsAbi, consentsBytecode, [Institutions])
	const CaseIndex = await deploy(caseIndexAbi, caseIndexBytecode, [Institutions])
	const Cases = await deploy(casesAbi, casesBytecode, [
		Institutions,
		Consents,
		zeroAddress,
		zeroAddress,
		options.asksPerDay ?? 1000,
	])
	const GasTank = await deploy(gasTankAbi, gasTankBytecode, [
		Institutions,
		options.topUp ?? 10n ** 17n,
		options.topUpsPerDay ?? 1000,
	])
	for (const hash of sent) {
		const { status } = await client.waitForTransactionReceipt({ hash })
		if (status !== 'success') throw new Error('Our contracts did not deploy')
	}
	const id = deploymentId(network.chainId, Institutions, salt)
	const set: ContractSet = {
		v: 1,
		type: 'deployment',
		chainId: network.chainId,
		deployment: toHex(id),
		contracts: { Institutions, Consents, CaseIndex, Cases, GasTank },
	}
	network.publishDeployment(set)
	return set
}
