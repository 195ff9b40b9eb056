import { randomBytes } from 'node:crypto'
import { zeroAddress, type Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { caseIndexAbi, caseIndexBytecode } from '#contracts/CaseIndex.ts'
import { casesAbi, casesBytecode } from '#contracts/Cases.ts'
import { consentsAbi, consentsBytecode } from '#contracts/Consents.ts'
import { gasTankAbi, gasTankBytecode } from '#contracts/GasTank.ts'
import { institutionsAbi, institutionsBytecode } from '#contracts/Institutions.ts'
import { deploymentId } from '#shared/crypto/deployment.ts'
import { toHex } from '#shared/kernel/bytes.ts'
import { keyFromEnd } from './accounts.ts'
import { deployerFor } from './deployer.ts'
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
	const deployer = await deployerFor(network.rpc[0], network.chainId, councilKey)
	const Institutions = await deployer.deploy(institutionsAbi, institutionsBytecode, [
		options.day ?? 2,
		toHex(salt),
		options.council ?? deployer.address,
	])
	const Consents = await deployer.deploy(consentsAbi, consentsBytecode, [Institutions])
	const CaseIndex = await deployer.deploy(caseIndexAbi, caseIndexBytecode, [Institutions])
	const Cases = await deployer.deploy(casesAbi, casesBytecode, [
		Institutions,
		Consents,
		// A local network has no registers of agreements and rule packs yet.
		zeroAddress,
		zeroAddress,
		options.asksPerDay ?? 1000,
	])
	const GasTank = await deployer.deploy(gasTankAbi, gasTankBytecode, [
		Institutions,
		options.topUp ?? 10n ** 17n,
		options.topUpsPerDay ?? 1000,
	])
	await deployer.settled()
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
