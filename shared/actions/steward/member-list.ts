import { toHex, type Hex } from '../../kernel/bytes.ts'
import { ok, type Result } from '../../kernel/result.ts'
import { zero32 } from '../../crypto/key-file.ts'
import {
	memberLeaf,
	memberTree,
	MemberSet,
	padLeaves,
	scopes,
	type MemberLeaf,
} from '../../crypto/member-set.ts'
import type { SignerPath } from '../../crypto/vault-root.ts'
import { changeMembers } from '../../ledger/calls.ts'
import type { Membership } from '../../ledger/membership.ts'
import type { Registry } from '../../ledger/registry.ts'
import { deploymentOf, type Ports } from '../ports.ts'
import { ownInstitution, signAsOfficer, type StewardError, type StewardPorts } from './steward.ts'

/** One purpose address of one member; `owner` is a device's fingerprint, or the node itself. */
export interface ListedLeaf extends MemberLeaf {
	readonly owner: string
	readonly path: SignerPath
}
/** The hashes of its members' leaves, and those among the random ones that hide their number. */
interface PaddedSet {
	readonly root: Hex
	readonly members: readonly Hex[]
	readonly padded: readonly Uint8Array[]
}
/** The leaves of every member, and the padded sets that were or are about to be published, newest last. */
interface MemberList {
	readonly leaves: readonly ListedLeaf[]
	readonly sets: readonly PaddedSet[]
}
const name = 'member-list'
export const nodeItself = 'node'

/** What each of the node's own addresses may do. */
const nodeScopes: readonly (readonly [SignerPath, number])[] = [
	['tx/publish/0', scopes.publish | scopes.steward],
	['tx/consent/0', scopes.consent],
	['tx/record/0', scopes.record],
	['sign/member/0', scopes.ask],
]

const heldList = async (ports: Pick<Ports, 'documents'>): Promise<MemberList> =>
	(await ports.documents.get<MemberList>(name)) ?? { leaves: [], sets: [] }

/** Replaces one owner's leaves; nothing is published yet. */
export async function setLeaves(
	ports: StewardPorts,
	owner: string,
	addresses: readonly { readonly path: SignerPath; readonly address: Hex; readonly scopes: number }[],
	expiry: number,
): Promise<void> {
	const list = await heldList(ports)
	const leaves = addresses.map(({ path, address, scopes }) => ({
		owner,
		path,
		institution: ports.institution,
		signer: address,
		scopes,
		expiry,
		salt: toHex(ports.random.bytes(32)),
	}))
	const others = list.leaves.filter(leaf => leaf.owner !== owner)
	await ports.documents.put(name, { ...list, leaves: [...others, ...leaves] })
}

/** Publishes the member set when its leaves are not the ones on chain. The padding is kept before it is published. */
export async function publishMembers(
	ports: StewardPorts,
	registry: Registry,
): Promise<Result<boolean, StewardError>> {
	const list = await withNodeItself(ports, registry)
	const newest = ownInstitution(ports, registry)?.members.at(-1)
	const leaves = list.leaves.map(leaf => memberLeaf(deploymentOf(ports), leaf))
	const members = leaves.map(toHex).sort()
	const isComplete = (set: PaddedSet | undefined): set is PaddedSet => set?.members.join() === members.join()
	const current = list.sets.find(({ root }) => root === newest?.root)
	const lasts = registry.time < (newest?.notAfter ?? 0) - ports.pace.membership / 4
	if (isComplete(current) && lasts) return ok(false)
	let next = list.sets.at(-1)
	if (!isComplete(next)) {
		const padded = padLeaves(leaves, ports.random)
		next = { root: memberTree(padded).root, members, padded }
		const kept = current ? [current] : []
		await ports.documents.put(name, { ...list, sets: [...kept, next] })
	}
	const statement = {
		institution: ports.institution,
		generation: (newest?.generation ?? 0) + 1,
		root: next.root,
		previous: newest?.digest ?? zero32,
		notAfter: registry.time + ports.pace.membership,
	}
	const signature = await signAsOfficer(ports, MemberSet, statement)
	const sender = await ports.keys.signer('tx/anchor/0')
	const sent = await ports.ledger.send(changeMembers(ports.ledger.contracts, sender, statement, signature))
	return sent.ok ? ok(true) : sent
}

async function withNodeItself(ports: StewardPorts, registry: Registry): Promise<MemberList> {
	const list = await heldList(ports)
	if (list.leaves.some(leaf => leaf.owner === nodeItself)) return list
	const addresses = await Promise.all(
		nodeScopes.map(async ([path, scopes]) => ({
			path,
			scopes,
			address: (await ports.keys.signer(path)).address,
		})),
	)
	await setLeaves(ports, nodeItself, addresses, registry.time + ports.pace.membership)
	return heldList(ports)
}

/** The membership of one owner's address under the newest root on chain; `undefined` before it stands there. */
export async function membershipOf(
	ports: StewardPorts,
	registry: Registry,
	owner: string,
	path: SignerPath,
): Promise<Membership | undefined> {
	const list = await heldList(ports)
	const root = ownInstitution(ports, registry)?.members.at(-1)?.root
	const set = list.sets.find(each => each.root === root)
	const leaf = list.leaves.find(each => each.owner === owner && each.path === path)
	const proof = set && leaf && memberTree(set.padded).proofOf(memberLeaf(deploymentOf(ports), leaf))
	if (!leaf || !proof) return undefined
	const { institution, scopes, expiry, salt } = leaf
	return { institution, scopes, expiry, salt, proof }
}

/** Every leaf of one owner. */
export const leavesOf = async (ports: StewardPorts, owner: string): Promise<readonly ListedLeaf[]> =>
	(await heldList(ports)).leaves.filter(leaf => leaf.owner === owner)
