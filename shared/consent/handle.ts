import { keccak_256 } from '@noble/hashes/sha3.js'
import { addressWord, hexBytes, uintWord } from '../crypto/abi.ts'
import { commitBytes } from '../crypto/commitment.ts'
import type { DeploymentId } from '../crypto/deployment.ts'
import { concat, equal, type Hex, toHex, utf8 } from '../kernel/bytes.ts'
import type { Malformed } from '../kernel/parse.ts'
import { err, type Result } from '../kernel/result.ts'
import { type ConsentTerms, readTerms } from './terms.ts'

const period = 91 * 86_400

/** The first 91-day period in which a consent until this time is over: what the chain and the card carry. */
export const expiryPeriod = (untilSeconds: number): number => Math.ceil(untilSeconds / period)
/** The second at which a consent of this expiry is over. */
export const periodEnd = (expiry: number): number => expiry * period

/** What the chain saw when a consent was granted. */
export interface Grant {
	readonly institution: number
	readonly commitment: Hex
	/** Address of the consent's capability key. */
	readonly capability: Hex
	readonly expiry: number
}

/** The consent's only name: it commits to all of the grant, so nobody can take it first or give it another meaning. */
export const consentHandle = (deployment: DeploymentId, grant: Grant): Hex =>
	toHex(
		keccak_256(
			concat(
				keccak_256(utf8('MedNexus consent v1')),
				deployment,
				uintWord(grant.institution),
				hexBytes(grant.commitment, 32),
				addressWord(grant.capability),
				uintWord(grant.expiry),
			),
		).slice(0, 16),
	)

/** The opened terms are not what was granted. */
export interface NotTheseTerms {
	readonly kind: 'not-these-terms'
}

/**
 * The terms behind a commitment, before a consent is used: their bytes and salt must give the commitment of the last
 * event, and name this deployment and the granting institution. That the consent lives is for a final block to say.
 */
export function openTerms(
	deployment: DeploymentId,
	opened: { readonly terms: Uint8Array; readonly salt: Uint8Array },
	last: Pick<Grant, 'institution' | 'commitment' | 'expiry'>,
): Result<ConsentTerms, Malformed | NotTheseTerms> {
	const committed =
		opened.salt.length === 32 && commitBytes(deployment, opened.salt, opened.terms) === last.commitment
	if (!committed) return err({ kind: 'not-these-terms' })
	const terms = readTerms(opened.terms)
	if (!terms.ok) return terms
	const { institution, until } = terms.value
	const granted =
		equal(terms.value.deployment, deployment) &&
		institution === last.institution &&
		expiryPeriod(until) === last.expiry
	return granted ? terms : err({ kind: 'not-these-terms' })
}
