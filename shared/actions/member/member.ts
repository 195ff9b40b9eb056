import type { Hex } from '../../kernel/bytes.ts'
import type { SendError } from '../../ledger/chain.ts'
import type { ReadError } from '../../ledger/endpoints.ts'
import type { Membership } from '../../ledger/membership.ts'
import type { StorageError } from '../../zero-g/storage.ts'
import type { InstitutionNode, NodeError } from '../institution-node.ts'
import type { MemberPath } from '../joining.ts'
import type { InstitutionPorts, Ports } from '../ports.ts'
import type { Ratchet } from '../ratchet.ts'

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

/** What this device may show to act as a member with one of its addresses. */
export const ownMembership = async (
	ports: Pick<Ports, 'documents'>,
	path: MemberPath,
): Promise<Membership | undefined> => (await enrolment(ports))?.memberships[path]
