import type { Hex } from '../../kernel/bytes.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { revokeConsentAsMember } from '../../ledger/calls.ts'
import type { Registry } from '../../ledger/registry.ts'
import type { ConsentForm } from '../consent-form.ts'
import { consentName, consentState, draftConsent, sendGrant, type KeptConsent } from '../grant-consent.ts'
import { freshRegistry } from '../registry-document.ts'
import { ownMembership, type MemberError, type MemberPorts } from './member.ts'

const pointerName = (caseId: string): string => `consent-of/${caseId}`

/** This device may not act for its institution yet. */
export interface NotMember {
	readonly kind: 'not-a-member'
}

/** A consent of this device with how it stands. */
export interface ConsentNow {
	readonly consent: KeptConsent
	readonly state: 'none' | 'live' | 'revoked' | 'expired'
}

/**
 * Records a consent for a case: keeps terms and salt, grants the handle on chain. The receipt is in the answer once and
 * is kept nowhere on this device.
 */
export async function recordConsent(
	ports: MemberPorts,
	caseId: string,
	form: ConsentForm,
): Promise<Result<ConsentNow & { readonly receipt: string }, MemberError | NotMember>> {
	const registry = await freshRegistry(ports)
	if (!registry.ok) return registry
	const membership = await ownMembership(ports, 'tx/consent/0')
	if (!membership) return err({ kind: 'not-a-member' })
	const { consent, receipt } = draftConsent(ports, registry.value, form)
	await ports.documents.put(consentName(consent.handle), consent)
	await ports.documents.put(pointerName(caseId), consent.handle)
	const granted = await sendGrant(ports, consent, membership)
	if (!granted.ok) return granted
	const after = await freshRegistry(ports)
	if (!after.ok) return after
	return ok({ consent, state: consentState(after.value, consent.handle), receipt })
}

/** The consent recorded last for a case, as the last registry shows it. */
export async function consentOf(
	ports: Pick<MemberPorts, 'documents'>,
	registry: Registry,
	caseId: string,
): Promise<ConsentNow | undefined> {
	const handle = await ports.documents.get<Hex>(pointerName(caseId))
	const consent = handle && (await ports.documents.get<KeptConsent>(consentName(handle)))
	return consent && { consent, state: consentState(registry, consent.handle) }
}

/** Revokes as a member of the granting institution: works without the receipt, and twice changes nothing. */
export async function withdrawConsent(
	ports: MemberPorts,
	handle: Hex,
): Promise<Result<void, MemberError | NotMember>> {
	const membership = await ownMembership(ports, 'tx/consent/0')
	if (!membership) return err({ kind: 'not-a-member' })
	const sender = await ports.keys.signer('tx/consent/0')
	const { contracts } = ports.ledger
	const sent = await ports.ledger.send(revokeConsentAsMember(contracts, sender, handle, membership))
	return sent.ok ? ok(undefined) : sent
}
