import { keccak_256 } from '@noble/hashes/sha3.js'
import { concat, type Hex, utf8 } from '../kernel/bytes.ts'
import { addressWord, hexBytes, leftWord, uintWord } from './abi.ts'
import type { DeploymentId } from './deployment.ts'

/** The field types our messages use. 64-bit values are seconds and lengths, so they fit a number exactly. */
export type FieldType =
	'uint8' | 'uint16' | 'uint32' | 'uint64' | 'bytes16' | 'bytes32' | 'address' | 'address[]'
type FieldValue<T extends FieldType> = T extends `uint${string}`
	? number
	: T extends 'address[]'
		? readonly Hex[]
		: Hex

/** An EIP-712 struct: the order of `fields` is the order that is hashed. */
export interface Struct<F extends Record<string, FieldType> = Record<string, FieldType>> {
	readonly name: string
	readonly fields: F
}
/** The message a struct describes. */
export type Message<S> = S extends Struct<infer F> ? { readonly [K in keyof F]: FieldValue<F[K]> } : never

/** Where a message is meant to be used: chain, deployment and the one contract that takes it. */
export interface Domain {
	readonly chainId: number
	readonly deployment: DeploymentId
	readonly contract: Hex
}

export const struct = <const F extends Record<string, FieldType>>(name: string, fields: F): Struct<F> => ({
	name,
	fields,
})

const typeOf = ({ name, fields }: Struct): string =>
	`${name}(${Object.entries(fields)
		.map(([field, type]) => `${type} ${field}`)
		.join(',')})`

const domainType = keccak_256(
	utf8('EIP712Domain(string name,string version,uint256 chainId,address verifyingContract,bytes32 salt)'),
)
const domainSeparator = ({ chainId, deployment, contract }: Domain): Uint8Array =>
	keccak_256(
		concat(
			domainType,
			keccak_256(utf8('MedNexus')),
			keccak_256(utf8('1')),
			uintWord(chainId),
			addressWord(contract),
			deployment,
		),
	)

function encodeField(type: FieldType, value: number | Hex | readonly Hex[]): Uint8Array {
	if (typeof value === 'number') {
		if (!Number.isSafeInteger(value) || value < 0 || value >= 2 ** Number(type.slice(4)))
			throw new RangeError(`a value is not a ${type}`)
		return uintWord(value)
	}
	if (typeof value !== 'string') return keccak_256(concat(...value.map(addressWord)))
	if (type === 'address') return addressWord(value)
	return leftWord(hexBytes(value, Number(type.slice(5))))
}

/** The 32 bytes that are signed: EIP-712 with the deployment id as the domain's salt (protocol 1). */
export function typedDataDigest<F extends Record<string, FieldType>>(
	domain: Domain,
	type: Struct<F>,
	message: Message<Struct<F>>,
): Uint8Array {
	const values = message as Readonly<Record<string, number | Hex | readonly Hex[]>>
	const fields = Object.entries(type.fields).map(([field, kind]) => {
		const value = values[field]
		if (value === undefined) throw new TypeError(`${type.name} lacks ${field}`)
		return encodeField(kind, value)
	})
	const structHash = keccak_256(concat(keccak_256(utf8(typeOf(type))), ...fields))
	return keccak_256(concat(Uint8Array.of(0x19, 0x01), domainSeparator(domain), structHash))
}
