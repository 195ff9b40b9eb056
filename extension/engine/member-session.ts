import { nodeAt } from '#shared/actions/institution-node.ts'
import { type Invitation, parseInvitation } from '#shared/actions/invitation.ts'
import type { MemberPorts } from '#shared/actions/member/member.ts'
import { ratchetIn } from '#shared/actions/ratchet.ts'
import { ledgerOf } from '#shared/actions/registry-document.ts'
import type { Documents } from '#shared/actions/store.ts'
import { Turns } from '#shared/actions/turns.ts'
import { systemClock, systemRandom } from '#shared/kernel/clock.ts'
import { toHex } from '#shared/kernel/bytes.ts'
import { err, ok, type Result } from '#shared/kernel/result.ts'
import { reveal } from '#shared/kernel/secret.ts'
import { Chain } from '#shared/ledger/chain.ts'
import { type Contracts, knownContracts, openContracts } from '#shared/ledger/contracts.ts'
import { zeroGReader, zeroGStorage } from '#shared/zero-g/zero-g-storage.ts'
import { BrowserCell } from './browser-cell.ts'
import { openDocuments } from './home.ts'
import { WorkerKeys } from './worker-keys.ts'

/** This device as a member of an institution on one network: every use case's ports, joined to this browser. */
export interface MemberSession {
	readonly invitation: Invitation
	readonly ports: MemberPorts
	/** Jobs that change keys or documents run one after the other. */
	readonly turns: Turns
	readonly close: () => void
}

/** What is kept of a network that was joined: enough to work without it. */
interface Joined {
	readonly invitation: string
	/** `Institutions.day()`, read from two endpoints when the contracts were accepted. */
	readonly day: number
}
const name = 'joined'

/** The membership of this device, or null before any. Asks the network nothing. */
export async function openMember(home: Documents): Promise<MemberSession | null> {
	const joined = await home.get<Joined>(name)
	const invitation = joined && parseInvitation(joined.invitation)
	if (!invitation?.ok) return null
	const { network, deployment } = invitation.value
	return join(invitation.value, knownContracts(chainOf(network), deployment, joined?.day ?? 0))
}

/** Opens what a new invitation names, once its contracts were accepted from two endpoints. Nothing is kept yet. */
export async function openInvitation(text: string): Promise<Result<NewMember>> {
	const invitation = parseInvitation(text)
	if (!invitation.ok) return err({ kind: 'bad-invitation' })
	const { network, deployment } = invitation.value
	const contracts = await openContracts(chainOf(network), deployment)
	if (!contracts.ok) return contracts
	const { day } = contracts.value
	return ok({
		session: await join(invitation.value, contracts.value),
		keep: home => home.put(name, { invitation: text, day } satisfies Joined),
	})
}
export interface NewMember {
	readonly session: MemberSession
	/** Makes this the membership that the device opens from now on. */
	readonly keep: (home: Documents) => Promise<void>
}

const chainOf = ({ chainId, rpc, confirmations }: Invitation['network']): Chain =>
	new Chain({ chainId, rpc, confirmations })

async function join(invitation: Invitation, contracts: Contracts): Promise<MemberSession> {
	const { network, institution, node } = invitation
	const deployment = contracts.deployment.id
	const keys = new WorkerKeys(deployment)
	const { documents, close } = await openDocuments(deployment)
	const cell = new BrowserCell()
	const ports: MemberPorts = {
		ledger: ledgerOf(contracts),
		storage: zeroGReader(network),
		uploads: payer => zeroGStorage(network, toHex(reveal(payer.key))),
		documents,
		keys,
		random: systemRandom,
		clock: systemClock,
		institution: institution.id,
		ratchet: ratchetIn(cell, deployment, await keys.seed('rest/ratchet'), systemRandom),
		node: nodeAt(node),
	}
	return {
		invitation,
		ports,
		turns: new Turns(),
		close: () => {
			close()
			cell.close()
		},
	}
}
