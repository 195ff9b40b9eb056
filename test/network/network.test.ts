import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Indexer, MemData } from '@0glabs/0g-ts-sdk'
import { JsonRpcProvider, Wallet } from 'ethers'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { segmentBytes } from '#shared/zero-g/root.ts'
import { startNetwork, type LocalNetwork } from './network.ts'

const bytesOf = (length: number, seed = 1): Uint8Array =>
	Uint8Array.from({ length }, (_, at) => (Math.imul(at + seed, 2654435761) >>> 24) & 255)

/** Uploads with the public SDK exactly as its users do. */
async function upload(network: LocalNetwork, bytes: Uint8Array) {
	const provider = new JsonRpcProvider(network.rpc[0], undefined, { cacheTimeout: -1 })
	const signer = new Wallet(network.accounts[0]?.key ?? '', provider)
	try {
		return await new Indexer(network.indexer).upload(new MemData(bytes), network.rpc[0], signer)
	} finally {
		provider.destroy()
	}
}
async function download(network: LocalNetwork, root: string): Promise<Uint8Array> {
	const [blob, error] = await new Indexer(network.indexer).downloadToBlob(root, { proof: true })
	if (error !== null) throw error
	return new Uint8Array(await blob.arrayBuffer())
}
const singleRoot = ([result, error]: Awaited<ReturnType<typeof upload>>): string => {
	if (error !== null || !('rootHash' in result)) throw error ?? new Error('The file was split')
	return result.rootHash
}

describe('the public SDK against the local network', () => {
	let network: LocalNetwork
	beforeAll(async () => {
		vi.spyOn(console, 'log').mockImplementation(() => {})
		network = await startNetwork()
	})
	afterAll(() => network.stop())

	test.each([1, 256, 257, 5000, segmentBytes, segmentBytes + 1, 300_000, 1_500_000])(
		'gets back the %i bytes it uploaded',
		async size => {
			const bytes = bytesOf(size, size)
			const root = singleRoot(await upload(network, bytes))
			expect(Buffer.compare(await download(network, root), bytes)).toBe(0)
		},
	)

	test('pays nothing for the same bytes a second time', async () => {
		const bytes = bytesOf(4000, 7)
		const root = singleRoot(await upload(network, bytes))
		const [again] = await upload(network, bytes)
		expect(again).toMatchObject({ rootHash: root, txHash: '' })
	})
})

test('a restart in the same folder goes on where the network was', async () => {
	vi.spyOn(console, 'log').mockImplementation(() => {})
	const folder = mkdtempSync(join(tmpdir(), 'mednexus-restart-'))
	const bytes = bytesOf(300_000, 3)
	const first = await startNetwork({ folder })
	const root = singleRoot(await upload(first, bytes))
	first.publishDeployment({ v: 1, type: 'deployment' })
	await first.stop()

	const second = await startNetwork({ folder })
	try {
		expect(second).toMatchObject({ resumed: true, flow: first.flow, indexer: first.indexer, rpc: first.rpc })
		expect(Buffer.compare(await download(second, root), bytes)).toBe(0)
		expect(await (await fetch(`${second.indexer}/deployment.json`)).json()).toEqual({
			v: 1,
			type: 'deployment',
		})
		expect(singleRoot(await upload(second, bytesOf(999, 5)))).toMatch(/^0x/)
	} finally {
		await second.stop()
		rmSync(folder, { recursive: true })
	}
})
