import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { segmentBytes } from '#shared/zero-g/root.ts'
import { bytesOf } from './bytes.ts'
import { callRpc } from './json-rpc.ts'
import { startNetwork, type LocalNetwork } from './network.ts'
import { sdkDownload, sdkUpload } from './public-sdk.ts'

beforeEach(() => void vi.spyOn(console, 'log').mockImplementation(() => {}))

describe('the public SDK against the local network', () => {
	let network: LocalNetwork
	beforeAll(async () => {
		network = await startNetwork()
	})
	afterAll(() => network.stop())

	const sizes = [1, 256, 257, 5000, segmentBytes, segmentBytes + 1, 300_000, 1_500_000]

	// At once, by different wallets: the SDK spends two seconds of every upload waiting.
	test.concurrent.each(sizes.map((size, payer) => [size, payer] as const))(
		'gets back the %i bytes it uploaded',
		async (size, payer) => {
			const bytes = bytesOf(size, size)
			const { rootHash } = await sdkUpload(network, bytes, payer)
			expect(Buffer.compare(await sdkDownload(network, rootHash), bytes)).toBe(0)
		},
	)

	test('pays nothing for the same bytes a second time', async () => {
		const bytes = bytesOf(4000, 7)
		const { rootHash } = await sdkUpload(network, bytes)
		expect(await sdkUpload(network, bytes)).toMatchObject({ rootHash, txHash: '' })
	})
})

describe('the second endpoint', () => {
	test('says what the first says until it is told to lie, and again once it is honest', async () => {
		const network = await startNetwork()
		try {
			const [first, second] = network.rpc
			const blocks = () => Promise.all([first, second].map(url => callRpc(url, 'eth_blockNumber')))
			const [truth] = await blocks()
			expect(await blocks()).toEqual([truth, truth])
			network.second.lies((method, _params, result) => (method === 'eth_blockNumber' ? '0x7b' : result))
			expect(await blocks()).toEqual([truth, '0x7b'])
			network.second.honest()
			expect(await blocks()).toEqual([truth, truth])
		} finally {
			await network.stop()
		}
	})
})

test('a restart in the same folder goes on where the network was', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'mednexus-restart-'))
	const bytes = bytesOf(300_000, 3)
	const first = await startNetwork({ folder })
	const { rootHash } = await sdkUpload(first, bytes)
	const set = { v: 1, type: 'deployment' }
	first.publishDeployment(set)
	await first.passTime(20 * 86_400)
	const time = await chainTime(first)
	await first.stop()

	const second = await startNetwork({ folder })
	try {
		expect(second).toMatchObject({ resumed: true, flow: first.flow, indexer: first.indexer, rpc: first.rpc })
		expect(Buffer.compare(await sdkDownload(second, rootHash), bytes)).toBe(0)
		expect(await (await fetch(`${second.indexer}/deployment.json`)).json()).toEqual(set)
		expect((await sdkUpload(second, bytesOf(999, 5))).txHash).toMatch(/^0x/)
		expect(await chainTime(second)).toBeGreaterThanOrEqual(time)
	} finally {
		await second.stop()
		rmSync(folder, { recursive: true })
	}
})

test('a chain that was lost begins again and leaves no contract set of the old one', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'mednexus-lost-'))
	const first = await startNetwork({ folder })
	first.publishDeployment({ v: 1, type: 'deployment' })
	await first.stop()
	rmSync(join(folder, 'chain.json'))
	const second = await startNetwork({ folder })
	try {
		expect(second).toMatchObject({ resumed: false, flow: first.flow })
		expect(second.deployment()).toBeUndefined()
		expect((await sdkUpload(second, bytesOf(10))).txHash).toMatch(/^0x/)
	} finally {
		await second.stop()
		rmSync(folder, { recursive: true })
	}
})

async function chainTime({ rpc }: LocalNetwork): Promise<number> {
	const block = (await callRpc(rpc[0], 'eth_getBlockByNumber', ['latest', false])) as { timestamp: string }
	return Number(block.timestamp)
}
