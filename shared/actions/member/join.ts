import type { Random } from '../../kernel/clock.ts'
import { ok, type Result } from '../../kernel/result.ts'
import { hybridPublicKey, newHybridSeed } from '../../crypto/hpke.ts'
import { fingerprint, keyKinds } from '../../crypto/key-file.ts'
import { memberKeyFile } from '../../crypto/member-feed.ts'
import type { Hex } from '../../kernel/bytes.ts'
import type { InstitutionNode, NodeError } from '../institution-node.ts'
import type { Invitation } from '../invitation.ts'
import { memberPathList, type MemberPath } from '../joining.ts'
import type { Keys } from '../keys.ts'
import type { Ratchet } from '../ratchet.ts'
import type { Documents } from '../store.ts'
import { enrolment, keepEnrolment, type Enrolment } from './member.ts'

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
