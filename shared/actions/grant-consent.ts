import { concat, type Hex } from '../kernel/bytes.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { Secret } from '../kernel/secret.ts'
import { bech32 } from '../crypto/bech32.ts'
import { canonicalBytes } from '../crypto/canonical-json.ts'
import { commitBytes } from '../crypto/commitment.ts'
import { capability } from '../consent/capability.ts'
import { consentHandle, expiryPeriod } from '../consent/handle.ts'
import { termsJson } from '../consent/terms.ts'
import { grantConsent } from '../ledger/calls.ts'
import type { SendError } from '../ledger/chain.ts'
import type { Membership } from '../ledger/membership.ts'
import { activeInstitutions, type Registry } from '../ledger/registry.ts'
import { termsOf, type ConsentForm } from './consent-form.ts'
import { deploymentOf, type InstitutionPorts } from './ports.ts'

/** A consent as the institution keeps it: the terms and the salt that no reader can guess. */
export interface KeptConsent {
	readonly handle: Hex
	readonly form: ConsentForm
	/** Canonical JSON: these bytes are committed to. */
	readonly terms: Uint8Array
	readonly salt: Uint8Array
	readonly commitment: Hex
	/** Address of the key that the receipt brings back. */
	readonly capability: Hex
	readonly expiry: number
	readonly givenAt: number
}
export const consentName = (handle: Hex): string => `consent/${handle}`

/** A year is the longest a consent lasts; 91-day periods round up, so the last quarter is left out. */
export const longestConsent = 365 * 86_400 - 91 * 86_400

/** A consent that is ready to be granted, and the receipt that is given away and kept nowhere. */
export interface DraftConsent {
	readonly consent: KeptConsent
	readonly receipt: string
}

/**
 * Turns a form into terms, commitment and handle. The capability key comes from a root made for this family alone;
 * root and receipt number are printed together on the receipt, so paper is enough to withdraw.
 */
export function draftConsent(ports: InstitutionPorts, registry: Registry, form: ConsentForm): DraftConsent {
	const deployment = deploymentOf(ports)
	const countries = [...new Set(activeInstitutions(registry).map(({ country }) => country))]
	const until = Math.min(form.until, registry.time + longestConsent)
	const terms = termsOf(
		{ ...form, until },
		{ deployment, institution: ports.institution, countries, time: registry.time },
	)
	const bytes = canonicalBytes(termsJson(terms))
	const salt = ports.random.bytes(32)
	const commitment = commitBytes(deployment, salt, bytes)
	const root = ports.random.bytes(32)
	const number = ports.random.bytes(16)
	const expiry = expiryPeriod(until)
	const { address } = capability(deployment, new Secret(root), number)
	const handle = consentHandle(deployment, {
		institution: ports.institution,
		commitment,
		capability: address,
		expiry,
	})
	const consent: KeptConsent = {
		handle,
		form: { ...form, until },
		terms: bytes,
		salt,
		commitment,
		capability: address,
		expiry,
		givenAt: registry.time,
	}
	return { consent, receipt: bech32('mnxreceipt', concat(Uint8Array.of(1), root, number)) }
}

/** Grants a kept consent. Sent twice it stands once: the handle is computed from what was granted. */
export async function sendGrant(
	ports: InstitutionPorts,
	{ commitment, capability, expiry }: KeptConsent,
	membership: Membership,
): Promise<Result<void, SendError>> {
	const sender = await ports.keys.signer('tx/consent/0')
	const grant = { commitment, capability, expiry }
	const sent = await ports.ledger.send(grantConsent(ports.ledger.contracts, sender, grant, membership))
	if (sent.ok) return ok(undefined)
	const { error } = sent
	return error.kind === 'refused' && error.refusal.name === 'Taken' ? ok(undefined) : err(error)
}

/** Whether the registry shows a consent as one that a card may be shown under. */
export function consentState(registry: Registry, handle: Hex): 'none' | 'live' | 'revoked' | 'expired' {
	const granted = registry.consents[handle]
	if (!granted) return 'none'
	if (registry.revoked.includes(handle)) return 'revoked'
	return granted.expiry * 91 * 86_400 > registry.time ? 'live' : 'expired'
}
