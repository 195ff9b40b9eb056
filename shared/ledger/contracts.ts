import { caseIndexAbi } from '#contracts/CaseIndex.ts'
import { casesAbi } from '#contracts/Cases.ts'
import { consentsAbi } from '#contracts/Consents.ts'
import { gasTankAbi } from '#contracts/GasTank.ts'
import { institutionsAbi } from '#contracts/Institutions.ts'
import { toHex, type Hex } from '../kernel/bytes.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { hexBytes } from '../crypto/abi.ts'
import { deploymentId, type Deployment } from '../crypto/deployment.ts'
import type { Domain } from '../crypto/typed-data.ts'
import type { Chain, Contract } from './chain.ts'
import type { ReadError } from './endpoints.ts'

export const abis = {
	Institutions: institutionsAbi,
	Consents: consentsAbi,
	CaseIndex: caseIndexAbi,
	Cases: casesAbi,
	GasTank: gasTankAbi,
} as const
export type ContractName = keyof typeof abis

/** The contracts of one deployment, once all of them said that they belong together. */
export interface Contracts {
	readonly chain: Chain
	readonly deployment: Deployment
	/** Seconds of a network day: holds, windows and phases are counted in it. */
	readonly day: number
	readonly institutions: Contract<typeof institutionsAbi>
	readonly consents: Contract<typeof consentsAbi>
	readonly caseIndex: Contract<typeof caseIndexAbi>
	readonly cases: Contract<typeof casesAbi>
	readonly gasTank: Contract<typeof gasTankAbi>
}

/** Why a contract set is not believed. */
export type DeploymentError =
	| ReadError
	| { readonly kind: 'contract-missing'; readonly contract: ContractName }
	| { readonly kind: 'other-deployment'; readonly contract: ContractName }

/** Accepts a contract set only when every contract answers the same deployment id, and that id is computed from it. */
export async function openContracts(
	chain: Chain,
	deployment: Deployment,
): Promise<Result<Contracts, DeploymentError>> {
	const at = await chain.final()
	if (!at.ok) return at
	const names = Object.keys(abis) as ContractName[]
	for (const name of names) {
		const address = deployment.contracts[name]
		if (!address) return err({ kind: 'contract-missing', contract: name })
		const answered = await chain.read({ address, abi: abis[name] }, at.value, 'deployment')
		if (!answered.ok) return answered
		if (answered.value !== toHex(deployment.id)) return err({ kind: 'other-deployment', contract: name })
	}
	const institutions = contractAt(deployment, 'Institutions', institutionsAbi)
	const salt = await chain.read(institutions, at.value, 'salt')
	if (!salt.ok) return salt
	const expected = deploymentId(chain.network.chainId, institutions.address, hexBytes(salt.value, 32))
	if (toHex(expected) !== toHex(deployment.id)) {
		return err({ kind: 'other-deployment', contract: 'Institutions' })
	}
	const day = await chain.read(institutions, at.value, 'day')
	if (!day.ok) return day
	return ok(knownContracts(chain, deployment, day.value))
}

/** A contract set that was accepted before, by its kept day length: nothing is asked, so it works without a network. */
export const knownContracts = (chain: Chain, deployment: Deployment, day: number): Contracts => ({
	chain,
	deployment,
	day,
	institutions: contractAt(deployment, 'Institutions', institutionsAbi),
	consents: contractAt(deployment, 'Consents', consentsAbi),
	caseIndex: contractAt(deployment, 'CaseIndex', caseIndexAbi),
	cases: contractAt(deployment, 'Cases', casesAbi),
	gasTank: contractAt(deployment, 'GasTank', gasTankAbi),
})

const contractAt = <A>({ contracts }: Deployment, name: ContractName, abi: A) => ({
	address: contracts[name] as Hex,
	abi,
})

/** Where a signed statement is meant to be used. */
export const domainOf = ({ chain, deployment }: Contracts, name: ContractName): Domain => ({
	chainId: chain.network.chainId,
	deployment: deployment.id,
	contract: deployment.contracts[name] as Hex,
})
