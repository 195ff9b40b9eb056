import { decodeEventLog, type DecodeEventLogReturnType } from 'viem'
import type { casesAbi } from '#contracts/Cases.ts'
import type { consentsAbi } from '#contracts/Consents.ts'
import type { institutionsAbi } from '#contracts/Institutions.ts'
import type { RawLog } from './chain.ts'
import type { Contracts } from './contracts.ts'

/** An event of the contracts whose events a device keeps. */
export type EventOf =
	| DecodeEventLogReturnType<typeof institutionsAbi>
	| DecodeEventLogReturnType<typeof consentsAbi>
	| DecodeEventLogReturnType<typeof casesAbi>

/** The event a log holds, by the ABI of the contract that wrote it; `undefined` for one that the ABI does not have. */
export function readEvent(contracts: Contracts, log: RawLog): EventOf | undefined {
	const { institutions, consents, cases } = contracts
	const contract = [institutions, consents, cases].find(({ address }) => address === log.address)
	if (!contract) return undefined
	try {
		return decodeEventLog({
			abi: contract.abi,
			topics: log.topics as [`0x${string}`],
			data: log.data,
		}) as EventOf
	} catch {
		return undefined
	}
}
