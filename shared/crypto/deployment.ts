import { keccak_256 } from '@noble/hashes/sha3.js'
import { concat, fromHex, type Hex, utf8 } from '../kernel/bytes.ts'
import { integer, malformed, object, oneOf, type Parser, pattern } from '../kernel/parse.ts'
import { ok } from '../kernel/result.ts'
import { addressWord, uintWord } from './abi.ts'

declare const brand: unique symbol

/** 32 bytes that every key, seal and signature is bound to: what works in one deployment is nothing in another. */
export type DeploymentId = Uint8Array & { readonly [brand]: 'DeploymentId' }

/** `D` of protocol 1: the salt keeps two local networks with equal chain ids and addresses apart. */
export const deploymentId = (chainId: number, institutions: Hex, salt: Uint8Array): DeploymentId =>
	keccak_256(
		concat(keccak_256(utf8('MedNexus deployment v1')), uintWord(chainId), addressWord(institutions), salt),
	) as DeploymentId

/** Stands for the deployment in the vault, which outlives any. */
export const noDeployment = new Uint8Array(32) as DeploymentId

export const parseDeploymentId: Parser<DeploymentId> = (input, at = '') => {
	const bytes = typeof input === 'string' ? fromHex(input, 32) : undefined
	return bytes ? ok(bytes as DeploymentId) : malformed(at)
}

/** One set of contracts on one chain. A client takes it only if every contract answers the same `deployment()`. */
export interface Deployment {
	readonly chainId: number
	readonly id: DeploymentId
	readonly contracts: Readonly<Record<string, Hex>>
}

export const parseAddress = pattern<Hex>(/^0x[0-9a-f]{40}$/)

const shape = object({
	v: oneOf(1),
	type: oneOf('deployment'),
	chainId: integer(1),
	deployment: parseDeploymentId,
})

/** Reads the JSON `{v, type:"deployment", chainId, deployment, contracts}` of protocol 1. */
export const parseDeployment: Parser<Deployment> = (input, at = '') => {
	const outer = shape(input, at)
	if (!outer.ok) return outer
	const listed = (input as { contracts?: unknown }).contracts
	if (typeof listed !== 'object' || listed === null) return malformed(`${at}.contracts`)
	const contracts: Record<string, Hex> = {}
	for (const [name, value] of Object.entries(listed)) {
		const address = parseAddress(value, `${at}.contracts`)
		if (!address.ok || !/^[A-Z][A-Za-z]{0,40}$/.test(name)) return malformed(`${at}.contracts`)
		contracts[name] = address.value
	}
	return ok({ chainId: outer.value.chainId, id: outer.value.deployment, contracts })
}
