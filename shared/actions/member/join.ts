import type { Random } from '../../kernel/clock.ts'
import { ok, type Result } from '../../kernel/result.ts'
import { hybridPublicKey, newHybridSeed } from '../../crypto/hpke.ts'
import { fingerprint, keyKinds } from '../../crypto/key-file.ts'
import { feedClass, joinFeed, memberKeyFile } from '../../crypto/member-feed.ts'
import type { Hex } from '../../kernel/bytes.ts'
import type { Registry } from '../../ledger/registry.ts'
import type { InstitutionNode, NodeError } from '../institution-node.ts'
import type { Invitation } from '../invitation.ts'
import { memberPathList, type Approval, type MemberPath } from '../joining.ts'
import type { Keys } from '../keys.ts'
import { deploymentOf } from '../ports.ts'
import type { Ratchet } from '../ratchet.ts'
import type { Documents } from '../store.ts'
import { enrolment, keepEnrolment, type Enrolment, type MemberPorts } from './member.ts'

/** What joining needs: no chain yet. */
export interface JoinPorts {
	readonly documents: Documents
	readonly ratchet: Ratchet
	readonly keys: Keys
	readonly node: InstitutionNode
	readonly random: Random
}

/**
 * Asks the institution named in an invitation to enrol this device. Answers the fingerprint that this screen and the
 * officer's must both show. Asked again with the same invitation it is the same device.
 */
export async function joinInstitution(
	ports: JoinPorts,
	{ institution, node, code }: Invitation,
): Promise<Result<{ readonly fingerprint: string }, NodeError>> {
	const before = await enrolment(ports)
	const kept = before?.code === code ? before : await newDevice(ports, { institution, node, code })
	const addresses: Partial<Record<MemberPath, Hex>> = {}
	for (const path of memberPathList) addresses[path] = (await ports.keys.signer(path)).address
	const request = { code, keyFile: kept.keyFile, addresses: addresses as Record<MemberPath, Hex> }
	const joined = await ports.node.join(request)
	return joined.ok ? ok({ fingerprint: kept.fingerprint }) : joined
}

/** A one-time key: on the device before anybody hears of it. */
async function newDevice(
	{ ratchet, documents, random }: JoinPorts,
	{ institution, node, code }: Pick<Invitation, 'institution' | 'node' | 'code'>,
): Promise<Enrolment> {
	const seed = newHybridSeed(random)
	const keyFile = memberKeyFile(institution.id, hybridPublicKey(seed))
	const held = await ratchet.read()
	held.setSeed({ kind: 'seed', keyKind: keyKinds.memberDevice, generation: 0, seed })
	await ratchet.write(held)
	const kept: Enrolment = {
		institution,
		node,
		code,
		keyFile,
		fingerprint: fingerprint(keyFile),
		state: 'waiting',
		name: '',
		slot: 0,
		root: null,
		memberships: {},
	}
	await keepEnrolment({ documents }, kept)
	return kept
}

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
