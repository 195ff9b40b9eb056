import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { printInvitation } from '#shared/actions/invitation.ts'
import { freshRegistry } from '#shared/actions/registry-document.ts'
import { devices, invite, newCode, type Device } from '#shared/actions/steward/enrol.ts'
import { InstitutionNodeServer } from '#shared/actions/steward/node.ts'
import { paceOf, type StewardPorts } from '#shared/actions/steward/steward.ts'
import { parseDeployment } from '#shared/crypto/deployment.ts'
import { rootSigner, type VaultRoot } from '#shared/crypto/vault-root.ts'
import { createVault, openVault, readVault, writeVault } from '#shared/crypto/vault.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import {
	array,
	boolean,
	integer,
	nullable,
	object,
	oneOf,
	pattern,
	string,
	type Parsed,
} from '#shared/kernel/parse.ts'
import { err, ok, type Result } from '#shared/kernel/result.ts'
import { Chain } from '#shared/ledger/chain.ts'
import { openContracts, type Contracts } from '#shared/ledger/contracts.ts'
import { aristotle, galileo, localNetwork, type ZeroGNetwork } from '#shared/zero-g/networks.ts'
import { serve } from '#test/network/server.ts'
import { must } from './seed.ts'
import { homeIn, localPace, stewardPorts } from './world-ports.ts'

const web = pattern<string>(/^https?:\/\/[^\s]{1,300}$/)
/** The file `npm run node -- --config` takes. It holds no secret: the passphrase is asked for. */
export const parseNodeConfig = object({
	v: oneOf(1),
	type: oneOf('node'),
	network: object({
		name: oneOf('local', 'galileo', 'aristotle'),
		chainId: integer(1),
		rpc: array(web, 2),
		indexer: web,
	}),
	/** The contract set, as protocol 1 writes it. */
	deployment: parseDeployment,
	/** Null until the institution is verified: then the addresses to be named are printed. */
	institution: nullable(integer(1, 0xffff_ffff)),
	/** Everything the node keeps, sealed; relative to the configuration file. */
	folder: string(1000),
	port: integer(0, 65_535),
	/** Where members' devices reach this node. */
	address: web,
	everySeconds: integer(1, 86_400),
	/** Enrols without an officer's look at the fingerprint: demonstration only. */
	approvesAtOnce: boolean,
})
export type NodeConfig = Parsed<typeof parseNodeConfig>

/** Reads a configuration file; says at which member it makes no sense. */
export function readNodeConfig(file: string): Result<NodeConfig> {
	const config = parseNodeConfig(JSON.parse(readFileSync(file, 'utf8')) as unknown, 'config')
	if (!config.ok) return config
	return ok({ ...config.value, folder: resolve(dirname(resolve(file)), config.value.folder) })
}

/** The vault in the node's folder: opened, or made with this passphrase the first time. */
export async function nodeVault(folder: string, passphrase: string): Promise<Result<VaultRoot>> {
	const file = join(folder, 'vault.json')
	mkdirSync(folder, { recursive: true })
	if (existsSync(file)) {
		const vault = readVault(new Uint8Array(readFileSync(file)))
		return vault.ok ? openVault(vault.value, passphrase) : vault
	}
	const made = await createVault(passphrase, systemRandom)
	if (!made.ok) return made
	writeFileSync(file, writeVault(made.value.vault), { flag: 'wx' })
	return ok(made.value.root)
}

/** The addresses that the network's authority and whoever pays for gas must know. */
export const addressesOf = ({ deployment }: NodeConfig, root: VaultRoot) => ({
	officer: rootSigner(deployment.id, root, 'sign/officer').address,
	senders: (['tx/publish/0', 'tx/consent/0', 'tx/record/0', 'tx/anchor/0'] as const).map(
		path => rootSigner(deployment.id, root, path).address,
	),
})

/** A running node of one institution. */
export interface HostedNode {
	readonly url: string
	readonly ports: StewardPorts
	readonly server: InstitutionNodeServer
	/** An invitation for one clinician, to be handed over by an officer. */
	invite(clinician: string): Promise<string>
	devices(): Promise<readonly Device[]>
	/** After an officer saw the same fingerprint on the device's screen. */
	approve(fingerprint: string): Promise<Result<void>>
	stop(): Promise<void>
}

function networkOf({ network }: NodeConfig): ZeroGNetwork {
	const { name, chainId, rpc, indexer } = network
	const [first = '', second = ''] = rpc
	const two = [first, second] as const
	if (name === 'local') return localNetwork({ chainId, rpc: two, indexer })
	return { ...{ galileo, aristotle }[name], rpc: two, indexer }
}

/** Starts the node of a verified institution: its rounds, and the few questions its members' devices ask. */
export async function hostNode(
	config: NodeConfig,
	root: VaultRoot,
	said: (line: string) => void = () => undefined,
): Promise<Result<HostedNode>> {
	if (config.institution === null) return err({ kind: 'not-verified' })
	const network = networkOf(config)
	const { chainId, rpc, confirmations } = network
	const contracts = await openContracts(new Chain({ chainId, rpc, confirmations }), config.deployment)
	if (!contracts.ok) return contracts
	const pace = network.name === 'local' ? localPace : paceOf(contracts.value.day)
	const home = { ...homeIn(config.folder), root }
	const ports = await stewardPorts(network, contracts.value, config.institution, home, pace)
	const node = new InstitutionNodeServer(ports, { approvesAtOnce: config.approvesAtOnce })
	const http = await serve(config.port, ({ method, url, body }) =>
		node.answer({ method, path: url.pathname, body }),
	)
	let ended = false
	let timer: NodeJS.Timeout | undefined
	let running = Promise.resolve()
	const round = async () => {
		const done = await node.round()
		if (!done.ok) said(`round: ${done.error.kind}`)
		else if (done.value.published) said('published')
		if (!ended) timer = setTimeout(() => (running = round()), config.everySeconds * 1000)
	}
	running = round()
	return ok({
		url: http.url,
		ports,
		server: node,
		invite: clinician => inviteFor(config, network, contracts.value, ports, clinician),
		devices: () => devices(ports),
		approve: fingerprint => node.approve(fingerprint),
		async stop() {
			ended = true
			clearTimeout(timer)
			await http.stop()
			await running
		},
	})
}

async function inviteFor(
	config: NodeConfig,
	network: ZeroGNetwork,
	{ deployment }: Contracts,
	ports: StewardPorts,
	clinician: string,
): Promise<string> {
	const registry = must(await freshRegistry(ports), 'registry')
	const own = registry.institutions[ports.institution]
	if (!own) throw new Error('the institution is not verified')
	const code = newCode(ports)
	await invite(ports, code, clinician)
	const { id, name, country } = own
	return printInvitation({
		network,
		deployment,
		institution: { id, name, country },
		node: config.address,
		code,
	})
}
