import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sync } from '#shared/actions/member/sync.ts'
import { parseDeployment } from '#shared/crypto/deployment.ts'
import { toHex } from '#shared/kernel/bytes.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import { Secret } from '#shared/kernel/secret.ts'
import { verifyInstitution } from '#shared/ledger/calls.ts'
import { Chain } from '#shared/ledger/chain.ts'
import { openContracts } from '#shared/ledger/contracts.ts'
import { deployContracts } from '#test/network/deploy.ts'
import { callRpc } from '#test/network/json-rpc.ts'
import { startNetwork, type LocalNetwork } from '#test/network/network.ts'
import { joinDevice } from './device.ts'
import { council } from './found.ts'
import { addressesOf, hostNode, nodeVault, readNodeConfig, type NodeConfig } from './node-host.ts'
import { must } from './seed.ts'

const folder = mkdtempSync(join(tmpdir(), 'mednexus-node-'))
const passphrase = 'a passphrase for one test'
let network: LocalNetwork
let config: NodeConfig

beforeAll(async () => {
	network = await startNetwork()
	const set = await deployContracts(network, { day: 600 })
	const file = join(folder, 'node.json')
	writeFileSync(
		file,
		JSON.stringify({
			v: 1,
			type: 'node',
			network: { name: 'local', chainId: network.chainId, rpc: network.rpc, indexer: network.indexer },
			deployment: set,
			institution: 1,
			folder: 'state',
			port: 0,
			address: 'http://127.0.0.1:9',
			everySeconds: 3600,
			approvesAtOnce: false,
		}),
	)
	config = must(readNodeConfig(file), 'config')
	const root = must(await nodeVault(config.folder, passphrase), 'vault')
	const { officer, senders } = addressesOf(config, root)
	const deployment = must(parseDeployment(set), 'deployment')
	const chain = new Chain({ chainId: network.chainId, rpc: network.rpc, confirmations: 0 })
	const contracts = must(await openContracts(chain, deployment), 'contracts')
	const listing = {
		name: 'Invented Hospital',
		country: 'PT',
		officers: [officer, toHex(systemRandom.bytes(20))],
		threshold: 2,
		until: Math.floor(Date.now() / 1000) + 300 * 86_400,
	}
	must(await chain.send(verifyInstitution(contracts, council(), listing, false)), 'verify')
	for (const address of senders)
		await callRpc(network.rpc[0], 'anvil_setBalance', [address, '0xde0b6b3a7640000'])
})
afterAll(async () => {
	await network?.stop()
	rmSync(folder, { recursive: true, force: true })
})

describe('the node of one institution', () => {
	test('opens its vault with the passphrase alone', async () => {
		const again = must(await nodeVault(config.folder, passphrase), 'vault')
		expect(addressesOf(config, again).officer).toMatch(/^0x[0-9a-f]{40}$/)
		expect(await nodeVault(config.folder, 'another passphrase')).toMatchObject({ ok: false })
	})

	test('goes on after a restart with the keys and devices it had', async () => {
		const root = must(await nodeVault(config.folder, passphrase), 'vault')
		const first = must(await hostNode(config, root), 'node')
		must(await first.server.round('now'), 'round')
		const here = { ...config, address: first.url }
		const invitation = await first.invite('Dr Invented')
		expect(invitation.length).toBeGreaterThan(200)
		const before = (await first.ports.ratchet.read()).entries.length
		await first.stop()

		const second = must(await hostNode(here, root), 'node')
		const text = await inviteAt(second.url, second.invite)
		const device = await joinDevice(text, new Secret(systemRandom.bytes(32)))
		must(await second.server.round('never'), 'round')
		expect(must(await sync(device.ports, { demo: true }), 'sync').membership).toBe('waiting')
		const [waiting] = await second.devices()
		expect(waiting).toMatchObject({ fingerprint: device.fingerprint, state: 'waiting', name: 'Dr Invented' })
		must(await second.approve(device.fingerprint), 'approve')
		expect(must(await sync(device.ports, { demo: true }), 'sync').membership).toBe('approved')
		expect((await second.ports.ratchet.read()).entries.length).toBeGreaterThan(before)
		await second.stop()
	})
})

/** The node listens on a port of the moment: the invitation has to name it. */
async function inviteAt(url: string, invite: (name: string) => Promise<string>): Promise<string> {
	const json = JSON.parse(Buffer.from(await invite('Dr Invented'), 'base64url').toString('utf8')) as object
	return JSON.stringify({ ...json, node: url })
}
