import { privateKeyToAddress } from 'viem/accounts'
import type { Hex } from '../kernel/bytes.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { download } from './download.ts'
import { keccakReady } from './keccak.ts'
import type { ZeroGNetwork } from './networks.ts'
import { segmentBytes, treeOf } from './root.ts'
import type { Storage, StorageError, StorageReader } from './storage.ts'
import { inTurn } from './turn.ts'
import { upload, type Pace } from './upload.ts'
import { StorageFailure, type Limits } from './wire.ts'

/** How long things may take, in milliseconds. */
export interface Patience {
	/** One question to one node. */
	readonly call: number
	readonly put: number
	readonly get: number
	readonly pace: Pace
}

const patience: Patience = {
	call: 20_000,
	put: 180_000,
	get: 90_000,
	pace: { firstMs: 30, mostMs: 1000 },
}
/** The longest answer there is: a segment in base64, with its proof. */
const mostBytes = 2 * segmentBytes + 65_536

/** Reads 0G Storage, without a wallet. */
export function zeroGReader(network: ZeroGNetwork, limits: Partial<Patience> = {}): StorageReader {
	const may = { ...patience, ...limits }
	return {
		get: (root, expected, signal) =>
			within(may.get, may.call, signal, within => download(network.indexer, root, expected, within)),
	}
}

/** 0G Storage; `key` pays for what is put. Uploads of one wallet wait for each other. */
export function zeroGStorage(network: ZeroGNetwork, key: Hex, limits: Partial<Patience> = {}): Storage {
	const may = { ...patience, ...limits }
	const wallet = privateKeyToAddress(key)
	return {
		...zeroGReader(network, limits),
		async put(bytes, signal) {
			await keccakReady
			const tree = treeOf(bytes)
			const done = await inTurn(wallet, () =>
				within(may.put, may.call, signal, within =>
					upload(network, key, { bytes, tree }, { ...within, pace: may.pace }),
				),
			)
			return done.ok ? ok({ root: tree.root, length: bytes.length }) : done
		},
	}
}

/** Runs `job` until it ends, the caller's signal fires or the time is up, and says which in a word. */
async function within<T>(
	totalMs: number,
	callMs: number,
	caller: AbortSignal | undefined,
	job: (limits: Limits) => Promise<T>,
): Promise<Result<T, StorageError>> {
	const deadline = AbortSignal.timeout(totalMs)
	const signal = caller ? AbortSignal.any([caller, deadline]) : deadline
	try {
		signal.throwIfAborted()
		await keccakReady
		return ok(await job({ signal, callMs, mostBytes }))
	} catch (thrown) {
		if (caller?.aborted) return err({ kind: 'aborted' })
		if (deadline.aborted) return err({ kind: 'storage-timeout' })
		if (thrown instanceof StorageFailure) return err({ kind: thrown.kind })
		throw thrown
	}
}
