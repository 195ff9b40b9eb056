import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Secret } from '#shared/kernel/secret.ts'
import { toHex } from '#shared/kernel/bytes.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import { rootSigner } from '#shared/crypto/vault-root.ts'
import { parseDeployment, type Deployment } from '#shared/crypto/deployment.ts'
import { Chain } from '#shared/ledger/chain.ts'
import { addressOf } from '#shared/crypto/sign.ts'
import { verifyInstitution } from '#shared/ledger/calls.ts'
import { openContracts } from '#shared/ledger/contracts.ts'
import { readRegistry } from '#shared/ledger/read-registry.ts'
import { emptyRegistry } from '#shared/ledger/registry.ts'
import { councilKey, deployContracts } from '#test/network/deploy.ts'
import { startNetwork, type LocalNetwork } from '#test/network/network.ts'

let network: LocalNetwork
let deployment: Deployment
const council = () => {
	const key = new Secret(Uint8Array.from(Buffer.from(councilKey.slice(2), 'hex')))
	return { key, address: addressOf(key) }
}
const chain = () => new Chain({ chainId: network.chainId, rpc: network.rpc, confirmations: 0 })
const deploy = async () => {
	const set = parseDeployment(await deployContracts(network))
	if (!set.ok) throw new Error(set.error.kind)
	return set.value
}
const listing = (name: string) => ({
	name,
	country: 'IS',
	officers: [toHex(systemRandom.bytes(20)), toHex(systemRandom.bytes(20))],
	threshold: 2,
	until: Math.floor(Date.now() / 1000) + 400 * 86_400,
})

beforeAll(async () => {
	network = await startNetwork()
	deployment = await deploy()
})
afterAll(() => network?.stop())

describe('a contract set', () => {
	test('is taken when every contract answers the same deployment', async () => {
		const opened = await openContracts(chain(), deployment)
		expect(opened).toMatchObject({ ok: true, value: { day: 2 } })
	})

	test('is refused when one contract belongs to another deployment', async () => {
		const other = await deploy()
		const mixed = {
			...deployment,
			contracts: { ...deployment.contracts, Cases: other.contracts.Cases as `0x${string}` },
		}
		expect(await openContracts(chain(), mixed)).toEqual({
			ok: false,
			error: { kind: 'other-deployment', contract: 'Cases' },
		})
	})
})

describe('the registry', () => {
	test('holds what was sent, and is refused once the second endpoint tells another story', async () => {
		const opened = await openContracts(chain(), deployment)
		if (!opened.ok) throw new Error(opened.error.kind)
		const contracts = opened.value
		const sent = await Promise.all(
			['Faxaflói University Hospital', 'Kaveri Institute of Neuroscience'].map(name =>
				contracts.chain.send(verifyInstitution(contracts, council(), listing(name), true)),
			),
		)
		expect(sent.map(({ ok }) => ok)).toEqual([true, true])
		const registry = await readRegistry(contracts, emptyRegistry)
		if (!registry.ok) throw new Error(registry.error.kind)
		expect(registry.value.institutions[1]).toMatchObject({ country: 'IS', founder: true, status: 'active' })
		expect(Object.keys(registry.value.institutions)).toEqual(['1', '2'])

		network.second.lies((method, _, result) => (method === 'eth_getLogs' ? [] : result))
		expect(await readRegistry(contracts, emptyRegistry)).toMatchObject({
			ok: false,
			error: { kind: 'endpoints-disagree', about: 'events' },
		})
		network.second.honest()
	})

	test('a refusal of a contract arrives by its own name', async () => {
		const opened = await openContracts(chain(), deployment)
		if (!opened.ok) throw new Error(opened.error.kind)
		const stranger = rootSigner(deployment.id, new Secret(systemRandom.bytes(32)), 'sign/officer')
		const sent = await opened.value.chain.send(
			verifyInstitution(opened.value, stranger, listing('Nowhere'), true),
		)
		expect(sent).toMatchObject({ ok: false, error: { kind: 'refused', refusal: { name: 'NotAuthority' } } })
	})
})
