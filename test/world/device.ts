import { nodeAt } from '#shared/actions/institution-node.ts'
import { parseInvitation } from '#shared/actions/invitation.ts'
import { joinInstitution } from '#shared/actions/member/join.ts'
import type { MemberPorts } from '#shared/actions/member/member.ts'
import { sync, type Synced } from '#shared/actions/member/sync.ts'
import type { VaultRoot } from '#shared/crypto/vault-root.ts'
import { Chain } from '#shared/ledger/chain.ts'
import { openContracts } from '#shared/ledger/contracts.ts'
import { must } from './seed.ts'
import { homeInMemory, institutionPorts, type Home } from './world-ports.ts'

/** A clinician's device without a browser around it: the same use cases over memory. */
export interface Device {
	readonly ports: MemberPorts
	readonly fingerprint: string
}

/** Makes a device that joins by an invitation. The same home and root are the same device. */
export async function joinDevice(
	text: string,
	root: VaultRoot,
	home: Home = homeInMemory(),
	second?: string,
): Promise<Device> {
	const invitation = must(parseInvitation(text), 'invitation')
	const { network, deployment, institution } = invitation
	const { chainId, confirmations } = network
	const rpc = second === undefined ? network.rpc : ([network.rpc[0], second] as const)
	const chain = new Chain({ chainId, rpc, confirmations }, { every: 25, until: 60_000 })
	const contracts = must(await openContracts(chain, deployment), 'contracts')
	const own = await institutionPorts(network, contracts, institution.id, root, home)
	const ports: MemberPorts = { ...own, node: nodeAt(invitation.node) }
	const { fingerprint } = must(await joinInstitution(ports, invitation), 'join')
	return { ports, fingerprint }
}

/** Lets a device and its institution's node work until the device is enrolled and has read an index. */
export async function enrolled(device: Device, nodes: { syncNow(): Promise<void> }): Promise<Synced> {
	const until = Date.now() + 60_000
	for (;;) {
		const state = must(await sync(device.ports, { demo: true }), 'sync')
		if (state.membership === 'approved' && state.cards > 0) return state
		if (Date.now() > until) throw new Error('was not enrolled in time')
		await nodes.syncNow()
	}
}
