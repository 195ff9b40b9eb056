import type { Hex } from '../../kernel/bytes.ts'
import { keyKinds } from '../../crypto/key-file.ts'
import { feedClass, joinFeed } from '../../crypto/member-feed.ts'
import type { SendError } from '../../ledger/chain.ts'
import type { ReadError } from '../../ledger/endpoints.ts'
import type { Membership } from '../../ledger/membership.ts'
import type { Registry } from '../../ledger/registry.ts'
import type { StorageError } from '../../zero-g/storage.ts'
import type { InstitutionNode, NodeError } from '../institution-node.ts'
import type { Approval, MemberPath } from '../joining.ts'
import { deploymentOf, type InstitutionPorts, type Ports } from '../ports.ts'
import type { Ratchet } from '../ratchet.ts'
import { freshRegistry } from '../registry-document.ts'

/** A clinician's device, once it belongs to an institution. */
export interface MemberPorts extends InstitutionPorts {
	readonly ratchet: Ratchet
	readonly node: InstitutionNode
}

export type MemberError = ReadError | SendError | StorageError | NodeError

/** How far joining is, and what it brought. */
export interface Enrolment {
	readonly institution: { readonly id: number; readonly name: string; readonly country: string }
	readonly node: string
	readonly code: string
	/** One-time key file; its seed is in the ratchet file until the first slot opened. */
	readonly keyFile: Uint8Array
	readonly fingerprint: string
	readonly state: 'waiting' | 'approved'
	/** The clinician's name as the institution enrolled it; empty while waiting. */
	readonly name: string
	readonly slot: number
	/** The member set that the memberships are proven against. */
	readonly root: Hex | null
	readonly memberships: Readonly<Partial<Record<MemberPath, Membership>>>
}
const name = 'enrolment'

/** The enrolment on this device, if it ever asked to join. */
export const enrolment = (ports: Pick<Ports, 'documents'>): Promise<Enrolment | undefined> =>
	ports.documents.get<Enrolment>(name)
export const keepEnrolment = (ports: Pick<Ports, 'documents'>, kept: Enrolment): Promise<void> =>
	ports.documents.put(name, kept)

/**
 * Asks the node for the approval while it is missing, and for new proofs when the member set has moved. A node that does
 * not answer changes nothing.
 */
export async function refreshEnrolment(
	ports: MemberPorts,
	registry: Registry,
): Promise<Enrolment | undefined> {
	const kept = await enrolment(ports)
	const root = registry.institutions[ports.institution]?.members.at(-1)?.root
	if (!kept || (kept.state === 'approved' && kept.root === root)) return kept
	const answer = await ports.node.membership(kept.fingerprint)
	if (!answer.ok || answer.value.state === 'waiting') return kept
	return takeApproval(ports, kept, answer.value)
}

async function takeApproval(ports: MemberPorts, kept: Enrolment, approval: Approval): Promise<Enrolment> {
	const { name, slot, exchange, root, memberships } = approval
	if (kept.state === 'waiting') {
		const held = await ports.ratchet.read()
		const seed = held.seed(keyKinds.memberDevice, 0)
		const own = seed && { keyFile: kept.keyFile, seed, slot }
		const chain = own && joinFeed(deploymentOf(ports), exchange, own)
		if (!chain?.ok) return kept
		held.setPairs(ports.institution, slot, feedClass, [chain.value])
		await ports.ratchet.write(held)
	}
	const approved: Enrolment = { ...kept, state: 'approved', name, slot, root, memberships }
	await keepEnrolment(ports, approved)
	return approved
}

/**
 * What this device may show to act as a member with one of its addresses, proven against the newest member set: the set
 * moves whenever somebody joins or leaves, and an old proof is worth nothing then.
 */
export async function ownMembership(ports: MemberPorts, path: MemberPath): Promise<Membership | undefined> {
	const registry = await freshRegistry(ports)
	const kept = registry.ok ? await refreshEnrolment(ports, registry.value) : await enrolment(ports)
	return kept?.memberships[path]
}
