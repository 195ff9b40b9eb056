import { sha256 } from '@noble/hashes/sha2.js'
import { addressOf } from '#shared/crypto/sign.ts'
import { rootSigner, type Signer, type VaultRoot } from '#shared/crypto/vault-root.ts'
import { closeFounding, depositGas, verifyInstitution } from '#shared/ledger/calls.ts'
import type { Call } from '#shared/ledger/chain.ts'
import type { Contracts } from '#shared/ledger/contracts.ts'
import { fromHex, type Hex, utf8 } from '#shared/kernel/bytes.ts'
import { reveal, Secret } from '#shared/kernel/secret.ts'
import { councilKey } from '#test/network/deploy.ts'
import { callRpc } from '#test/network/json-rpc.ts'
import type { DemoInstitution } from './institutions.ts'

/** The council that founds the local network. Its key is public knowledge. */
export function council(): Signer {
	const key = new Secret(fromHex(councilKey, 32) as Uint8Array)
	return { key, address: addressOf(key) }
}

/** A second officer, so that a change of officers takes two. */
const secondOfficer = (contracts: Contracts, root: VaultRoot): Signer =>
	rootSigner(
		contracts.deployment.id,
		new Secret(sha256(new Uint8Array([...utf8('second officer'), ...reveal(root)]))),
		'sign/officer',
	)

const nodeSenders = ['tx/publish/0', 'tx/consent/0', 'tx/record/0', 'tx/anchor/0', 'tx/ask/0'] as const
const oneThousand = `0x${(1000n * 10n ** 18n).toString(16)}`

/**
 * The founding ceremony: lists the institutions in the order of their ids, fills their tanks, and gives their nodes'
 * addresses money of the local chain.
 */
export async function found(
	contracts: Contracts,
	rpc: string,
	institutions: readonly (DemoInstitution & { readonly root: VaultRoot })[],
	until: number,
): Promise<void> {
	const { chain, deployment } = contracts
	const by = council()
	const submitted: { call: Call; hash: Hex }[] = []
	const submit = async (call: Call) => {
		const hash = await chain.submit(call)
		if (!hash.ok) throw new Error(`founding: ${hash.error.kind}`)
		submitted.push({ call, hash: hash.value })
	}
	for (const { name, country, founder, root } of institutions) {
		const officers = [
			rootSigner(deployment.id, root, 'sign/officer').address,
			secondOfficer(contracts, root).address,
		]
		await submit(verifyInstitution(contracts, by, { name, country, officers, threshold: 2, until }, founder))
	}
	await submit(closeFounding(contracts, by, by.address))
	for (const { id } of institutions) await submit(depositGas(contracts, by, id, 100n * 10n ** 18n))
	for (const { call, hash } of submitted) {
		const mined = await chain.settled(hash, call)
		if (!mined.ok) throw new Error(`founding: ${mined.error.kind}`)
	}
	const paid = institutions.flatMap(({ root }) =>
		nodeSenders.map(path => rootSigner(deployment.id, root, path).address),
	)
	await Promise.all(paid.map(address => callRpc(rpc, 'anvil_setBalance', [address, oneThousand])))
}
