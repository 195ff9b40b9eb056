import { Indexer, MemData } from '@0glabs/0g-ts-sdk'
import { JsonRpcProvider, Wallet } from 'ethers'
import type { LocalNetwork } from './network.ts'

/** What the public SDK answers to an upload of one file. */
export interface SdkUpload {
	readonly rootHash: string
	/** Empty when nothing had to be paid. */
	readonly txHash: string
}

/** The SDK's own estimate has no margin: uploads at the same time change each other's cost, and it waits forever. */
const gasLimit = 1_000_000n

/** Uploads with the public SDK exactly as its users do. */
export async function sdkUpload(network: LocalNetwork, bytes: Uint8Array, payer = 0): Promise<SdkUpload> {
	const provider = new JsonRpcProvider(network.rpc[0], undefined, { cacheTimeout: -1 })
	const signer = new Wallet(network.accounts[payer]?.key ?? '', provider)
	try {
		const indexer = new Indexer(network.indexer)
		const file = new MemData(bytes)
		const [result, error] = await indexer.upload(file, network.rpc[0], signer, {}, undefined, { gasLimit })
		if (error !== null) throw error
		if (!('rootHash' in result)) throw new Error('The SDK split the file')
		return result
	} finally {
		provider.destroy()
	}
}

/** Downloads with the public SDK, which believes what it is given even when asked for proofs. */
export async function sdkDownload(network: LocalNetwork, root: string): Promise<Uint8Array> {
	const [blob, error] = await new Indexer(network.indexer).downloadToBlob(root, { proof: true })
	if (error !== null) throw error
	return new Uint8Array(await blob.arrayBuffer())
}
