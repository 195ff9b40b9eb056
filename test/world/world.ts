import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { printInvitation } from '#shared/actions/invitation.ts'
import { devices, invite, newCode } from '#shared/actions/steward/enrol.ts'
import { InstitutionNodeServer } from '#shared/actions/steward/node.ts'
import type { PackManifest } from '#shared/ontology/pack-manifest.ts'
import type { LocalNetwork } from '#test/network/network.ts'
import { serve } from '#test/network/server.ts'
import { offerPack, type OfferedPack } from './offered-pack.ts'
import { must, openWorld, seedWorld, type Inhabitant, type World, type WorldOptions } from './seed.ts'

/** A demonstration world whose institutions' nodes run in this process. */
export interface RunningWorld extends World {
	/** Whether this start founded the world, or found it in its folder. */
	readonly founded: boolean
	/** Where the nodes answer: `/institutions/<id>` each. */
	readonly url: string
	/** The pack its invitations name, stored on the network. */
	readonly ontology: PackManifest | undefined
	/** A fresh invitation to an institution, as an officer would hand it over. Enrolled at once: demonstration only. */
	invitation(institution: number, clinician?: string): Promise<string>
	/** Lets the nodes follow heads and feed their members now; those with members, unless told which. */
	syncNow(institutions?: readonly number[]): Promise<void>
	/** What an officer of an institution does when a device is lost. */
	remove(institution: number, fingerprint: string): Promise<void>
	/** Lets these nodes publish now, whatever the phase. */
	publishNow(institutions: readonly number[]): Promise<void>
	stop(): Promise<void>
}
export interface RunOptions extends WorldOptions {
	readonly port?: number
	/** The ontology that invitations carry; none leaves devices with their starter. */
	readonly ontology?: OfferedPack | undefined
	/** Milliseconds between two rounds of every node; 0: only when told. */
	readonly everyMs?: number
}

interface Remembered {
	readonly seed: number
	readonly deployment: string
}

/**
 * Starts every institution's node. A folder that already holds this world on this network goes on where it was; else the
 * network is founded and filled first.
 */
export async function startWorld(network: LocalNetwork, options: RunOptions): Promise<RunningWorld> {
	mkdirSync(options.folder, { recursive: true })
	const memory = join(options.folder, 'world.json')
	const here = JSON.stringify(network.deployment() ?? null)
	const before = existsSync(memory) ? (JSON.parse(readFileSync(memory, 'utf8')) as Remembered) : undefined
	const isThere = before?.seed === options.seed && before.deployment === here
	const world = isThere ? await openWorld(network, options) : await seedWorld(network, options)
	const remembered: Remembered = { seed: options.seed, deployment: JSON.stringify(network.deployment()) }
	writeFileSync(memory, JSON.stringify(remembered))
	const ontology = options.ontology && (await offerPack(world.network, options.ontology))

	const nodes = new Map(
		world.inhabitants.map(each => [
			each.institution.id,
			{ ...each, node: new InstitutionNodeServer(each.ports, { approvesAtOnce: true }) },
		]),
	)
	const server = await serve(options.port ?? 0, async ({ method, url, body }) => {
		const [, id, path] = /^\/institutions\/(\d{1,4})(\/.*)$/.exec(url.pathname) ?? []
		const found = nodes.get(Number(id))
		if (!found || path === undefined) return { status: 404, body: '{}' }
		const reply = await found.node.answer({ method, path, body })
		// A device that asks how far it is should not have to wait for the next round.
		if (method === 'POST' && path === '/members') void found.node.round('never').catch(() => undefined)
		return reply
	})
	const withMembers = async (): Promise<readonly number[]> => {
		const found = await Promise.all(
			[...nodes.values()].map(async ({ ports, institution }) =>
				(await devices(ports)).length > 0 ? [institution.id] : [],
			),
		)
		return found.flat()
	}
	const round = async (ids: readonly number[], release: 'now' | 'never' | 'at-phase') => {
		const chosen = ids.flatMap(id => nodes.get(id) ?? [])
		await Promise.all(
			chosen.map(async ({ node, institution }) =>
				must(await node.round(release), `round of institution ${institution.id}`),
			),
		)
	}
	// A folder that was put aside has heads too old to trust: what is due is published before anybody reads.
	if (isThere) await round([...nodes.keys()], 'at-phase')
	const loop = repeat(options.everyMs ?? 0, async () => {
		for (const { node } of nodes.values()) await node.round('at-phase')
	})
	return {
		...world,
		founded: !isThere,
		url: server.url,
		ontology,
		async invitation(id, clinician) {
			const { institution, ports } = nodes.get(id) as Inhabitant
			const code = newCode(ports)
			await invite(ports, code, clinician ?? institution.clinician ?? 'Dr Invented (demo)')
			const { name, country } = institution
			return printInvitation({
				network: world.network,
				deployment: world.contracts.deployment,
				institution: { id, name, country },
				node: `${server.url}/institutions/${id}`,
				code,
				...(ontology && { ontology }),
			})
		},
		async syncNow(ids) {
			await round(ids ?? (await withMembers()), 'never')
		},
		async remove(id, fingerprint) {
			const found = nodes.get(id)
			if (found) must(await found.node.remove(fingerprint), 'remove')
		},
		publishNow: ids => round(ids, 'now'),
		async stop() {
			await loop()
			await server.stop()
		},
	}
}

/** Does `job` again and again, a while after it was done; answers the way to end it, which waits for the last one. */
function repeat(everyMs: number, job: () => Promise<void>): () => Promise<void> {
	if (everyMs === 0) return () => Promise.resolve()
	let timer: NodeJS.Timeout | undefined
	let running: Promise<void> = Promise.resolve()
	let ended = false
	const next = () => {
		timer = setTimeout(() => {
			running = job()
				.catch(() => undefined)
				.then(() => {
					if (!ended) next()
				})
		}, everyMs)
	}
	next()
	return async () => {
		ended = true
		clearTimeout(timer)
		await running
	}
}
