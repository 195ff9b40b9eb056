import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Hex } from '#shared/kernel/bytes.ts'
import { localNetwork } from '#shared/zero-g/networks.ts'
import { segmentBytes, segmentOf, treeOf } from '#shared/zero-g/root.ts'
import { zeroGStorage } from '#shared/zero-g/zero-g-storage.ts'
import { bytesOf } from './bytes.ts'
import { callRpc } from './json-rpc.ts'
import { startNetwork, type LocalNetwork } from './network.ts'
import { sdkDownload, sdkUpload } from './public-sdk.ts'

let network: LocalNetwork
beforeAll(async () => {
	network = await startNetwork()
})
afterAll(() => network.stop())
afterEach(() => network.storage.honest())

const call = (method: string, ...params: readonly unknown[]) => callRpc(network.indexer, method, params)
const storage = () => zeroGStorage(localNetwork(network), network.accounts[5]?.key ?? '0x')

/** A file that stands in Flow but of which no segment was sent, and its segments as a client would send them. */
async function announced(bytes: Uint8Array) {
	network.storage.refuse('zgs_uploadSegmentsByTxSeq')
	await storage().put(bytes)
	network.storage.honest()
	const tree = treeOf(bytes)
	const { tx } = (await call('zgs_getFileInfo', tree.root, true)) as { tx: { seq: number } }
	const segment = (index: number) => ({
		root: tree.root,
		data: Buffer.from(segmentOf(bytes, index)).toString('base64'),
		index,
		proof: tree.proofOf(index),
		fileSize: bytes.length,
	})
	return { root: tree.root, seq: tx.seq, segment }
}

describe('a storage node', () => {
	test('takes a segment only with its own proof, place and size', async () => {
		const { root, seq, segment } = await announced(bytesOf(2 * segmentBytes, 41))
		const good = segment(0)
		const other = segment(1)
		const bad = [
			{ ...good, data: other.data },
			{ ...good, index: 1 },
			{ ...good, proof: other.proof },
			{ ...good, fileSize: good.fileSize + 1 },
			{ ...good, root: treeOf(bytesOf(5)).root },
			{ ...good, data: Buffer.from('short').toString('base64') },
			{ ...good, proof: { ...good.proof, path: [] } },
		]
		for (const segment of bad)
			await expect(call('zgs_uploadSegmentsByTxSeq', [segment], seq)).rejects.toMatchObject({ code: -32602 })
		expect(await call('zgs_getFileInfo', root, true)).toMatchObject({ finalized: false, uploadedSegNum: 0 })

		expect(await call('zgs_uploadSegmentsByTxSeq', [good, other], seq)).toBeNull()
		expect(await call('zgs_getFileInfo', root, true)).toMatchObject({ finalized: true, uploadedSegNum: 2 })
		await expect(call('zgs_uploadSegmentsByTxSeq', [good], seq)).rejects.toMatchObject({
			data: 'already uploaded and finalized',
		})
	})

	test('gives nothing away before a file is whole, and proofs once it is', async () => {
		const { root, seq, segment } = await announced(bytesOf(segmentBytes + 700, 42))
		expect(await call('indexer_getFileLocations', root)).toBeNull()
		expect(await call('zgs_downloadSegmentByTxSeq', seq, 0, 1024)).toBeNull()
		await call('zgs_uploadSegmentByTxSeq', segment(1), seq)
		expect(await call('zgs_checkFileFinalized', seq)).toBe(false)
		await call('zgs_uploadSegment', segment(0))
		expect(await call('zgs_checkFileFinalized', root)).toBe(true)
		expect(await call('zgs_downloadSegmentWithProof', root, 1)).toEqual(segment(1))
		expect(await call('indexer_getFileLocations', root)).toMatchObject([{ url: network.indexer }])
	})

	test('forgets what a chain that went back no longer says, and learns it anew', async () => {
		const bytes = bytesOf(600, 44)
		const { root } = treeOf(bytes)
		const snapshot = await callRpc(network.rpc[0], 'evm_snapshot')
		await storage().put(bytes)
		expect(await call('zgs_getFileInfo', root, true)).toMatchObject({ finalized: true })
		await callRpc(network.rpc[0], 'evm_revert', [snapshot])
		await callRpc(network.rpc[0], 'evm_mine')
		expect(await call('zgs_getFileInfo', root, true)).toBeNull()
		expect(await storage().put(bytes)).toMatchObject({ ok: true })
	})

	test('counts heights from one, as the public nodes do, and echoes any id', async () => {
		const { root } = await announced(bytesOf(300_000, 43))
		expect(await call('zgs_getFileInfo', root, true)).toMatchObject({
			tx: {
				merkleNodes: [
					[11, expect.any(String)],
					[9, expect.any(String)],
				],
				size: 300_000,
			},
		})
		const body = '{"jsonrpc":"2.0","method":"zgs_getShardConfig","id":17632018283221234.5}'
		const response = await fetch(network.indexer, { method: 'POST', body })
		expect(await response.json()).toEqual({
			jsonrpc: '2.0',
			id: Number('17632018283221234.5'),
			result: { numShard: 1, shardId: 0 },
		})
		expect(response.headers.get('access-control-allow-origin')).toBe('*')
	})
})

describe('the gateway', () => {
	const get = (path: string) => fetch(`${network.indexer}${path}`)

	test('hands out files as attachments and says what it knows of them', async () => {
		const bytes = bytesOf(segmentBytes + 1, 51)
		const put = await storage().put(bytes)
		const root = put.ok ? put.value.root : ''
		const file = await get(`/file?root=${root}&name=card.bin`)
		expect(file.headers.get('content-disposition')).toBe('attachment; filename="card.bin"')
		expect(Buffer.compare(Buffer.from(await file.arrayBuffer()), bytes)).toBe(0)
		const info = (await (await get(`/file/info/${root}`)).json()) as { data: { tx: { seq: number } } }
		expect(info).toMatchObject({ code: 0, data: { finalized: true, tx: { size: bytes.length } } })
		const bySeq = await get(`/file?txSeq=${info.data.tx.seq}`)
		expect((await bySeq.arrayBuffer()).byteLength).toBe(bytes.length)
		expect(await (await get(`/files/info?cid=${root}&cid=999999`)).json()).toMatchObject({
			data: [{ finalized: true }, null],
		})
		expect(await (await get('/node/status')).json()).toMatchObject({
			data: { networkIdentity: { chainId: 31337, flowAddress: network.flow } },
		})
		expect(await (await get(`/file?root=${treeOf(bytesOf(3)).root}`)).json()).toMatchObject({ code: 101 })
		expect((await get('/nothing')).status).toBe(404)
	})

	test('takes proven segments and refuses others', async () => {
		const { root, segment } = await announced(bytesOf(2000, 52))
		const post = async (body: object) =>
			(await fetch(`${network.indexer}/file/segment`, { method: 'POST', body: JSON.stringify(body) })).json()
		const good = { ...segment(0), fileSize: undefined }
		expect(await post({ ...good, data: Buffer.alloc(2048).toString('base64') })).toMatchObject({ code: 1 })
		expect(await (await get(`/file?root=${root}`)).json()).toMatchObject({ code: 103 })
		expect(await post(good)).toMatchObject({ code: 0 })
		expect((await (await get(`/file?root=${root}`)).arrayBuffer()).byteLength).toBe(2000)
	})
})

describe('a network of two shards', () => {
	let sharded: LocalNetwork
	beforeEach(() => void vi.spyOn(console, 'log').mockImplementation(() => {}))
	afterEach(() => void vi.restoreAllMocks())
	beforeAll(async () => {
		sharded = await startNetwork({ shards: 2 })
	})
	afterAll(() => sharded.stop())

	test('serves what either client stored to the other', async () => {
		const ours = zeroGStorage(localNetwork(sharded), sharded.accounts[1]?.key ?? '0x')
		// The SDK leaves out segments, and then waits forever, unless every node is to hold equally many: hence four.
		const [first, second] = [bytesOf(4 * segmentBytes + 9, 61), bytesOf(4 * segmentBytes, 62)]
		const put = await ours.put(first)
		const { rootHash } = await sdkUpload(sharded, second)
		expect(put.ok && Buffer.compare(await sdkDownload(sharded, put.value.root), first)).toBe(0)
		const got = await ours.get(rootHash as Hex, { most: 1e7 })
		expect(got.ok && Buffer.compare(got.value, second)).toBe(0)
		const file = await (await fetch(`${sharded.indexer}/file?root=${rootHash}`)).arrayBuffer()
		expect(Buffer.compare(Buffer.from(file), second)).toBe(0)
	})

	test('keeps a file of one segment on one node, and both call it whole', async () => {
		const ours = zeroGStorage(localNetwork(sharded), sharded.accounts[1]?.key ?? '0x')
		for (const seed of [71, 72, 73]) {
			const bytes = bytesOf(300, seed)
			const put = await ours.put(bytes)
			const got = put.ok && (await ours.get(put.value.root, { most: 1000 }))
			expect(got && got.ok && Buffer.compare(got.value, bytes)).toBe(0)
		}
	})
})
