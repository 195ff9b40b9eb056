import { join } from 'node:path'
import { grantConsent } from '#shared/ledger/calls.ts'
import { Chain, type Call } from '#shared/ledger/chain.ts'
import { openContracts, type Contracts } from '#shared/ledger/contracts.ts'
import { parseDeployment } from '#shared/crypto/deployment.ts'
import {
	consentName,
	draftConsent,
	longestConsent,
	type DraftConsent,
} from '#shared/actions/grant-consent.ts'
import { freshRegistry } from '#shared/actions/registry-document.ts'
import { announceKeys } from '#shared/actions/steward/announce-keys.ts'
import { membershipOf, nodeItself, publishMembers } from '#shared/actions/steward/member-list.ts'
import { queueCards } from '#shared/actions/steward/publish-release.ts'
import type { StewardPorts } from '#shared/actions/steward/steward.ts'
import { stewardRound } from '#shared/actions/steward/steward-round.ts'
import type { VaultRoot } from '#shared/crypto/vault-root.ts'
import type { Hex } from '#shared/kernel/bytes.ts'
import type { Result } from '#shared/kernel/result.ts'
import { localNetwork, type ZeroGNetwork } from '#shared/zero-g/networks.ts'
import { deployContracts } from '#test/network/deploy.ts'
import type { LocalNetwork } from '#test/network/network.ts'
import { demoCases, type DemoCase } from './cases.ts'
import { demoCard } from './demo-cards.ts'
import { found } from './found.ts'
import { demoInstitutions, type DemoInstitution } from './institutions.ts'
import { demoRoot, homeIn, stewardPorts } from './world-ports.ts'

/** One institution of the world with its node's use cases joined to its folder. */
export interface Inhabitant {
	readonly institution: DemoInstitution
	readonly root: VaultRoot
	readonly ports: StewardPorts
}
/** A network with institutions in it. */
export interface World {
	readonly network: ZeroGNetwork
	readonly contracts: Contracts
	readonly inhabitants: readonly Inhabitant[]
	readonly folder: string
}

export interface WorldOptions {
	/** The one number that decides the invented cases. */
	readonly seed: number
	/** Where the nodes keep their sealed things. */
	readonly folder: string
	readonly institutions?: readonly DemoInstitution[]
	readonly cases?: readonly DemoCase[]
}

/** Seconds of a day on the local network: ten minutes, so that an index put aside for an hour is not thrown away. */
const localDay = 600

/** The value, or a stop: in a demonstration nothing is expected to fail. */
export function must<T>(result: Result<T>, what: string): T {
	if (result.ok) return result.value
	throw new Error(`${what}: ${JSON.stringify(result.error)}`)
}

/** Joins the use cases of every institution to a network that has our contracts. */
export async function openWorld(local: LocalNetwork, options: WorldOptions): Promise<World> {
	const network = localNetwork(local)
	const deployment = must(parseDeployment(local.deployment()), 'deployment')
	const { chainId, rpc, confirmations } = network
	const chain = new Chain({ chainId, rpc, confirmations }, { every: 25, until: 90_000 })
	const contracts = must(await openContracts(chain, deployment), 'contracts')
	const institutions = options.institutions ?? demoInstitutions
	const inhabitants = await Promise.all(
		institutions.map(async institution => {
			const root = demoRoot(`${options.seed} institution ${institution.id}`)
			const home = { ...homeIn(join(options.folder, `institution-${institution.id}`)), root }
			const ports = await stewardPorts(network, contracts, institution.id, home)
			return { institution, root, ports }
		}),
	)
	return { network, contracts, inhabitants, folder: options.folder }
}

/**
 * Founds the network and fills it: institutions, officers, keys, member sets, exchanges, consents, cards, tables,
 * segments. Everything goes through the use cases that a real institution's node runs.
 */
export async function seedWorld(local: LocalNetwork, options: WorldOptions): Promise<World> {
	await deployContracts(local, { day: localDay })
	const world = await openWorld(local, options)
	const { contracts, inhabitants } = world
	const now = must(await contracts.chain.final(), 'final block').time
	await found(
		contracts,
		local.rpc[0],
		inhabitants.map(({ institution, root }) => ({ ...institution, root })),
		now + 400 * 86_400,
	)
	await everyone(world, 'keys', async ports => {
		const registry = await freshRegistry(ports)
		if (!registry.ok) return registry
		const keys = await announceKeys(ports, registry.value)
		return keys.ok ? publishMembers(ports, registry.value) : keys
	})
	const round = (release: 'now' | 'never') =>
		everyone(world, 'round', ports => stewardRound(ports, { release }))
	await round('never')
	const cases = options.cases ?? demoCases(options.seed)
	await Promise.all(inhabitants.map(each => consentTo(world, each, cases)))
	await round('now')
	await round('never')
	return world
}

const everyone = (
	{ inhabitants }: World,
	what: string,
	job: (ports: StewardPorts) => Promise<Result<unknown>>,
): Promise<unknown> =>
	Promise.all(
		inhabitants.map(async ({ ports, institution }) =>
			must(await job(ports), `${what} of institution ${institution.id}`),
		),
	)

/** Enough for a grant with a proof of 64 to 256 leaves. */
const grantGas = 200_000n

/** Records the consent of every case of one institution, and queues its cards. */
async function consentTo(
	{ contracts }: World,
	{ institution, ports }: Inhabitant,
	cases: readonly DemoCase[],
): Promise<void> {
	const registry = must(await freshRegistry(ports), 'registry')
	const membership = await membershipOf(ports, registry, nodeItself, 'tx/consent/0')
	if (!membership) throw new Error('the node is no member')
	const sender = await ports.keys.signer('tx/consent/0')
	const own = cases.filter(each => each.institution === institution.id && each.story !== 'new-york')
	const drafts = own.map(each => draftConsent(ports, registry, formOf(each, registry.time)))
	const sent: { call: Call; hash: Hex }[] = []
	for (const { consent } of drafts) {
		const { commitment, capability, expiry } = consent
		const grant = { commitment, capability, expiry }
		const call = { ...grantConsent(contracts, sender, grant, membership), gas: grantGas }
		sent.push({ call, hash: must(await contracts.chain.submit(call), 'consent') })
		await ports.documents.put(consentName(consent.handle), consent)
	}
	for (const { call, hash } of sent) must(await contracts.chain.settled(hash, call), 'consent')
	const cards = own.map((each, index) => demoCard(each, (drafts[index] as DraftConsent).consent, institution))
	await queueCards(ports, 0, cards)
}

const formOf = ({ institutionNamed }: DemoCase, time: number) =>
	({
		subject: 'minor',
		data: ['codes', 'outcome'],
		purposes: ['care-match', 'second-opinion'],
		institutionNamed,
		recontact: true,
		until: time + longestConsent,
		how: 'witnessed',
	}) as const
