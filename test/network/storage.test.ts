import fc from 'fast-check'
import { generatePrivateKey } from 'viem/accounts'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { localNetwork } from '#shared/zero-g/networks.ts'
import { rootOf, segmentBytes } from '#shared/zero-g/root.ts'
import { explainStorage, type Storage } from '#shared/zero-g/storage.ts'
import { zeroGReader, zeroGStorage } from '#shared/zero-g/zero-g-storage.ts'
import { bytesOf } from './bytes.ts'
import { callRpc } from './json-rpc.ts'
import { startNetwork, type LocalNetwork } from './network.ts'
import { sdkDownload, sdkUpload } from './public-sdk.ts'

let network: LocalNetwork
let storage: Storage
const most = 10_000_000
const keyOf = (index: number) => network.accounts[index]?.key ?? '0x'

beforeAll(async () => {
	network = await startNetwork()
	storage = zeroGStorage(localNetwork(network), keyOf(1))
})
afterAll(() => network.stop())
afterEach(() => {
	vi.restoreAllMocks()
	network.storage.honest()
	network.second.honest()
})

/** Stores bytes nobody stored before. */
async function stored(bytes: Uint8Array) {
	const put = await storage.put(bytes)
	if (!put.ok) throw new Error(put.error.kind)
	return put.value
}
const transactions = async (index: number) =>
	Number(
		await callRpc(network.rpc[0], 'eth_getTransactionCount', [network.accounts[index]?.address, 'latest']),
	)

describe('what is stored', () => {
	test.each([1, 256, 257, 5000, segmentBytes, segmentBytes + 1, 1_500_000])(
		'comes back, %i bytes of it, here and through the public SDK',
		async size => {
			vi.spyOn(console, 'log').mockImplementation(() => {})
			const bytes = bytesOf(size, size + 1)
			const { root, length } = await stored(bytes)
			expect({ root, length }).toEqual({ root: rootOf(bytes), length: size })
			const back = await storage.get(root, { length, most })
			expect(back.ok && Buffer.compare(back.value, bytes)).toBe(0)
			expect(Buffer.compare(await sdkDownload(network, root), bytes)).toBe(0)
		},
	)

	test('comes back for any length, without a wallet and without knowing the length', async () => {
		const reader = zeroGReader(localNetwork(network))
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 3000 }), async bytes => {
				const { root } = await stored(bytes)
				const back = await reader.get(root, { most })
				expect(back.ok && Buffer.compare(back.value, bytes)).toBe(0)
			}),
			{ numRuns: 10 },
		)
	})

	test('by the public SDK comes back here', async () => {
		vi.spyOn(console, 'log').mockImplementation(() => {})
		const bytes = bytesOf(300_000, 11)
		const { rootHash } = await sdkUpload(network, bytes)
		const back = await storage.get(rootHash as `0x${string}`, { length: bytes.length, most })
		expect(back.ok && Buffer.compare(back.value, bytes)).toBe(0)
	})

	test('a second time costs no transaction, whoever stored it first', async () => {
		const bytes = bytesOf(900, 12)
		await stored(bytes)
		const before = await transactions(2)
		const again = await zeroGStorage(localNetwork(network), keyOf(2)).put(bytes)
		expect(again).toMatchObject({ ok: true, value: { root: rootOf(bytes) } })
		expect(await transactions(2)).toBe(before)
	})

	test('ten times at once by one wallet is paid ten times and never trips over a nonce', async () => {
		const before = await transactions(1)
		const files = Array.from({ length: 10 }, (_, index) => bytesOf(700, 100 + index))
		const put = await Promise.all(files.map(bytes => storage.put(bytes)))
		expect(put.map(each => each.ok)).toEqual(files.map(() => true))
		expect(await transactions(1)).toBe(before + 10)
	})

	test('by eight wallets at once is all there, though each changes what the others pay for', async () => {
		const put = await Promise.all(
			Array.from({ length: 8 }, (_, at) =>
				zeroGStorage(localNetwork(network), keyOf(at + 4)).put(bytesOf(1 << (at * 2 + 4), 200 + at)),
			),
		)
		expect(put.map(each => each.ok)).toEqual(put.map(() => true))
	})

	test('is taken up where it broke off, without paying again', async () => {
		const bytes = bytesOf(segmentBytes + 5, 13)
		network.storage.refuse('zgs_uploadSegmentsByTxSeq')
		const before = await transactions(1)
		expect(await storage.put(bytes)).toEqual({ ok: false, error: { kind: 'rejected' } })
		network.storage.honest()
		await stored(bytes)
		expect(await transactions(1)).toBe(before + 1)
	})

	test('prints nothing to the console', async () => {
		const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map(name => vi.spyOn(console, name))
		await stored(bytesOf(800, 14))
		for (const spy of spies) expect(spy).not.toHaveBeenCalled()
	})
})

describe('a storage node that is not to be trusted', () => {
	const bytes = bytesOf(segmentBytes + 3000, 21)
	const root = rootOf(bytes)
	beforeAll(() => stored(bytes))
	const get = () => storage.get(root, { length: bytes.length, most })

	test('is refused for one flipped bit anywhere, and a person is told so', async () => {
		await fc.assert(
			fc.asyncProperty(fc.nat(bytes.length - 1), async at => {
				network.storage.flipByte(root, at)
				expect(await get()).toEqual({ ok: false, error: { kind: 'altered' } })
			}),
			{ numRuns: 8 },
		)
		expect(explainStorage({ kind: 'altered' })).toBe(
			'The storage node gave back different bytes. They were refused.',
		)
	})

	test('is refused for another file of the same length', async () => {
		network.storage.serveInstead(root, bytesOf(bytes.length, 22))
		expect(await get()).toEqual({ ok: false, error: { kind: 'altered' } })
	})

	test('cannot cut, lengthen or answer nonsense', async () => {
		network.storage.lie('zgs_downloadSegmentByTxSeq', answer => String(answer).slice(0, -8))
		expect(await get()).toEqual({ ok: false, error: { kind: 'altered' } })
		network.storage.lie('zgs_downloadSegmentByTxSeq', answer => `${String(answer)}AAAA`)
		expect(await get()).toEqual({ ok: false, error: { kind: 'altered' } })
		network.storage.lie('zgs_downloadSegmentByTxSeq', () => 7)
		expect(await get()).toEqual({ ok: false, error: { kind: 'not-understood' } })
		network.storage.lie('zgs_downloadSegmentByTxSeq', () => 'A'.repeat(2_000_000))
		expect(await get()).toEqual({ ok: false, error: { kind: 'not-understood' } })
	})

	test('cannot make a reader fetch more than it allows', async () => {
		expect(await storage.get(root, { most: bytes.length - 1 })).toEqual({
			ok: false,
			error: { kind: 'too-large' },
		})
		const grown = (answer: unknown) => {
			const info = answer as { tx: object }
			return { ...info, tx: { ...info.tx, size: 2 ** 50 } }
		}
		network.storage.lie('zgs_getFileInfo', grown)
		expect(await storage.get(root, { most })).toEqual({ ok: false, error: { kind: 'too-large' } })
	})

	test('cannot hide a file behind another length: the reader reads its own', async () => {
		const longer = (answer: unknown) => {
			const info = answer as { tx: object }
			return { ...info, tx: { ...info.tx, size: bytes.length + 1 } }
		}
		network.storage.lie('zgs_getFileInfo', longer)
		expect(await get()).toMatchObject({ ok: true })
	})

	test('of another network is sent nothing', async () => {
		const other = (answer: unknown) => {
			const status = answer as { networkIdentity: object }
			return { ...status, networkIdentity: { ...status.networkIdentity, chainId: 16602 } }
		}
		network.storage.lie('zgs_getStatus', other)
		const before = await transactions(1)
		expect(await storage.put(bytesOf(60, 23))).toEqual({ ok: false, error: { kind: 'wrong-network' } })
		network.storage.honest()
		const elsewhere = { ...localNetwork(network), flow: `0x${'ab'.repeat(20)}` } as const
		expect(await zeroGStorage(elsewhere, keyOf(1)).put(bytesOf(60, 23))).toEqual({
			ok: false,
			error: { kind: 'wrong-network' },
		})
		expect(await transactions(1)).toBe(before)
	})

	test('that never answers costs no more than the time allowed', async () => {
		network.storage.hang('zgs_downloadSegmentByTxSeq')
		const hasty = zeroGReader(localNetwork(network), { call: 300 })
		expect(await hasty.get(root, { most })).toEqual({ ok: false, error: { kind: 'storage-timeout' } })
	})

	test('can be left at any moment', async () => {
		network.storage.hang('zgs_getFileInfo')
		const leave = new AbortController()
		const waiting = storage.get(root, { most }, leave.signal)
		leave.abort()
		expect(await waiting).toEqual({ ok: false, error: { kind: 'aborted' } })
		expect(await storage.put(bytesOf(61), leave.signal)).toEqual({ ok: false, error: { kind: 'aborted' } })
	})
})

describe('what cannot be had', () => {
	test('was never stored', async () => {
		expect(await storage.get(rootOf(bytesOf(77, 31)), { most })).toEqual({
			ok: false,
			error: { kind: 'not-found' },
		})
	})

	test('lies on a network that does not answer', async () => {
		const nowhere = localNetwork({ ...network, indexer: 'http://127.0.0.1:9' })
		expect(await zeroGReader(nowhere).get(rootOf(bytesOf(77)), { most })).toEqual({
			ok: false,
			error: { kind: 'storage-unreachable' },
		})
	})

	test('would have to be paid by an address without money', async () => {
		const poor = zeroGStorage(localNetwork(network), generatePrivateKey())
		expect(await poor.put(bytesOf(78, 32))).toEqual({ ok: false, error: { kind: 'out-of-gas-money' } })
	})

	test('still can, when the first of two chain endpoints is gone', async () => {
		const half = localNetwork({ ...network, rpc: ['http://127.0.0.1:9', network.rpc[1]] })
		expect(await zeroGStorage(half, keyOf(3)).put(bytesOf(79, 33))).toMatchObject({ ok: true })
	})
})
