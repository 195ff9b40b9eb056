import { toHex, type Hex } from '../kernel/bytes.ts'
import { Officers } from '../crypto/officers.ts'
import { recoverSigner } from '../crypto/sign.ts'
import { typedDataDigest } from '../crypto/typed-data.ts'
import { domainOf, type Contracts } from './contracts.ts'
import type { Institution, OfficersStatement } from './registry.ts'

const zero = `0x${'00'.repeat(32)}`

/**
 * The officers in force at a block, once the whole chain of statements from verification on holds: each follows the one
 * before by digest and by one generation, and is signed by the threshold of the set before it.
 */
export function officersAt(
	contracts: Contracts,
	{ id, officers: statements }: Institution,
	block: number,
): readonly Hex[] | undefined {
	let before: OfficersStatement | undefined
	let previous = zero
	for (const statement of statements) {
		if (statement.block > block) break
		const { generation, officers, threshold, effectiveAt } = statement
		if (statement.previous !== previous || generation !== (before?.generation ?? 0) + 1) return undefined
		const digest = typedDataDigest(domainOf(contracts, 'Institutions'), Officers, {
			institution: id,
			generation,
			officers,
			threshold,
			previous: statement.previous,
			effectiveAt,
		})
		if (before && !isSignedByThreshold(before, digest, statement.signatures)) return undefined
		previous = toHex(digest)
		before = statement
	}
	return before?.officers
}

function isSignedByThreshold(
	{ officers, threshold }: OfficersStatement,
	digest: Uint8Array,
	signatures: readonly Hex[],
): boolean {
	const signers = new Set(signatures.map(signature => recoverSigner(digest, signature)))
	return signers.size >= threshold && [...signers].every(signer => signer && officers.includes(signer))
}

/** Whether an officer in force at the statement's block signed this digest. */
export function isSignedByOfficer(
	contracts: Contracts,
	institution: Institution,
	digest: Uint8Array,
	{ signature, block }: { readonly signature: Hex; readonly block: number },
): boolean {
	const signer = recoverSigner(digest, signature)
	return signer !== undefined && (officersAt(contracts, institution, block)?.includes(signer) ?? false)
}
