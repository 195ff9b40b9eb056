import { defineChain, type Chain, type Hex } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { toHex } from '#shared/kernel/bytes.ts'

/** A funded account of the local chain. Its key is public knowledge and worth nothing anywhere else. */
export interface LocalAccount {
	readonly address: Hex
	readonly key: Hex
}

const mnemonic = 'test test test test test test test test test test test junk'

/** How many funded accounts there are; the last deploys 0G's contracts, the one before it ours. */
export const accountCount = 20

/** The funded accounts, always the same ones. */
export const localAccounts: readonly LocalAccount[] = Array.from(
	{ length: accountCount },
	(_, addressIndex) => {
		const account = mnemonicToAccount(mnemonic, { addressIndex })
		return { address: account.address, key: toHex(account.getHdKey().privateKey as Uint8Array) }
	},
)

/** The key of the account that stands `place` from the end, counted from 1. */
export const keyFromEnd = (place: number): Hex => (localAccounts.at(-place) as LocalAccount).key

/** The chain as viem wants to know it. */
export const chainOf = (id: number, rpc: string): Chain =>
	defineChain({
		id,
		name: '0G local',
		nativeCurrency: { name: '0G', symbol: '0G', decimals: 18 },
		rpcUrls: { default: { http: [rpc] } },
	})
