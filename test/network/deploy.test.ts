import { createPublicClient, http, type Hex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { institutionsAbi } from '#contracts/Institutions.ts'
import { parseDeployment } from '#shared/crypto/deployment.ts'
import { councilAddress, deployContracts, type ContractSet } from './deploy.ts'
import { startNetwork, type LocalNetwork } from './network.ts'

let network: LocalNetwork
let set: ContractSet
beforeAll(async () => {
	network = await startNetwork()
	set = await deployContracts(network, { day: 3 })
})
afterAll(() => network.stop())

const ask = (address: Hex, functionName: 'deployment' | 'day' | 'authority') =>
	createPublicClient({ transport: http(network.rpc[1]) }).readContract({
		address,
		abi: institutionsAbi,
		functionName,
	})

test('every contract answers the deployment id that the set names', async () => {
	const answers = await Promise.all(Object.values(set.contracts).map(address => ask(address, 'deployment')))
	expect(new Set(answers)).toEqual(new Set([set.deployment]))
})

test('the registry counts days as told and is founded by the deployer', async () => {
	expect(await ask(set.contracts.Institutions, 'day')).toBe(3)
	expect(await ask(set.contracts.Institutions, 'authority')).toBe(councilAddress)
})

test('the gateway serves the set in a form the product reads', async () => {
	const served: unknown = await (await fetch(`${network.indexer}/deployment.json`)).json()
	expect(served).toEqual(set)
	expect(parseDeployment(served)).toMatchObject({ ok: true, value: { contracts: set.contracts } })
})

test('two fresh networks share addresses but not the deployment id', async () => {
	const other = await startNetwork()
	try {
		const theirs = await deployContracts(other)
		expect(theirs.contracts).toEqual(set.contracts)
		expect(theirs.deployment).not.toBe(set.deployment)
	} finally {
		await other.stop()
	}
})
