import { BaseError, decodeErrorResult, type Abi, type Hex } from 'viem'

/** What a contract said when it refused: the custom error's name and its values. */
export interface Refusal {
	readonly name: string
	readonly args: readonly unknown[]
}

/** The bytes a contract reverted with, from whatever depth of a thrown error; `undefined` when it did not revert. */
export function revertData(thrown: unknown): Hex | undefined {
	if (!(thrown instanceof BaseError)) return undefined
	let found: Hex | undefined
	thrown.walk(inner => {
		const { data, name } = inner as { data?: unknown; name?: string }
		if (typeof data === 'string' && data.startsWith('0x')) found = data as Hex
		else if (name === 'ExecutionRevertedError' || name === 'ContractFunctionRevertedError') found ??= '0x'
		return false
	})
	return found
}

/** A revert in words of the contract's own ABI; `unknown` when the ABI does not have it. */
export function refusalOf(abi: Abi, data: Hex): Refusal {
	try {
		const { errorName, args } = decodeErrorResult({ abi, data })
		return { name: errorName, args: args ?? [] }
	} catch {
		return { name: 'unknown', args: [] }
	}
}
