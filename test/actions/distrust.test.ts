import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { draftAsk } from '#shared/actions/asks/send-ask.ts'
import { keptAsks } from '#shared/actions/asks/kept-ask.ts'
import { fetchKey } from '#shared/actions/fetch-key.ts'
import { heldIndex } from '#shared/actions/member/read-segments.ts'
import { sync } from '#shared/actions/member/sync.ts'
import { freshRegistry, heldRegistry } from '#shared/actions/registry-document.ts'
import { announceKeys } from '#shared/actions/steward/announce-keys.ts'
import { makeExchanges } from '#shared/actions/steward/exchange.ts'
import { publishRelease } from '#shared/actions/steward/publish-release.ts'
import { stewardRound } from '#shared/actions/steward/steward-round.ts'
import { ownMembership } from '#shared/actions/member/member.ts'
import { keyKinds } from '#shared/crypto/key-file.ts'
import type { Hex } from '#shared/kernel/bytes.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import { Secret } from '#shared/kernel/secret.ts'
import { startNetwork, type LocalNetwork } from '#test/network/network.ts'
import { enrolled, joinDevice, type Device } from '#test/world/device.ts'
import { demoInstitutions } from '#test/world/institutions.ts'
import { must, type Inhabitant } from '#test/world/seed.ts'
import { homeInMemory, stewardPorts } from '#test/world/world-ports.ts'
import { startWorld, type RunningWorld } from '#test/world/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'mednexus-distrust-'))
let network: LocalNetwork
let world: RunningWorld
let newYork: Device

beforeAll(async () => {
	network = await startNetwork()
	world = await startWorld(network, { seed: 7, folder, institutions: demoInstitutions.slice(0, 3) })
	newYork = await joinDevice(await world.invitation(1), new Secret(systemRandom.bytes(32)))
	await enrolled(newYork, world)
})
afterEach(() => {
	network.second.honest()
	network.storage.honest()
})
afterAll(async () => {
	await world?.stop()
	await network?.stop()
	rmSync(folder, { recursive: true, force: true })
})

const keyAnnounced = (logs: readonly { data: string; topics: readonly string[] }[]) =>
	// Kind 1 to 3 stands in the third topic of a key announcement; the commitment is the second word of its data.
	logs.map(log =>
		log.topics.length === 3 && /^0x0{63}[1-3]$/.test(log.topics[2] ?? '')
			? { ...log, data: `${log.data.slice(0, 66)}${'ab'.repeat(32)}${log.data.slice(130)}` }
			: log,
	)

describe('one of two endpoints that lies about a key', () => {
	test('gets a refusal that names both, and no question is sealed', async () => {
		network.second.lies((method, _, result) =>
			method === 'eth_getLogs' ? keyAnnounced(result as never) : result,
		)
		const fresh = { ...newYork.ports, documents: (await emptySteward(1)).documents }
		const registry = await freshRegistry(fresh)
		expect(registry).toMatchObject({
			ok: false,
			error: {
				kind: 'endpoints-disagree',
				about: 'events',
				endpoints: [expect.any(String), expect.any(String)],
			},
		})
		expect((await heldRegistry(fresh)).block).toBe(-1)
	})

	test('no exchange is made: not one secret is on the device', async () => {
		network.second.lies((method, _, result) =>
			method === 'eth_getLogs' ? keyAnnounced(result as never) : result,
		)
		const steward = await emptySteward(1)
		expect(await stewardRound(steward, { release: 'now' })).toMatchObject({
			ok: false,
			error: { kind: 'endpoints-disagree' },
		})
		expect((await steward.ratchet.read()).entries).toEqual([])
	})

	test('a key that both endpoints swear to, but no officer signed, gets no wrap either', async () => {
		const steward = await emptySteward(1)
		const registry = must(await freshRegistry(steward), 'registry')
		const institutions = structuredClone(registry.institutions) as unknown as Record<
			number,
			{ keys: { key: string }[] }
		>
		for (const key of [2, 3].flatMap(id => institutions[id]?.keys ?? [])) key.key = `0x${'ab'.repeat(32)}`
		const forged = { ...registry, institutions } as unknown as typeof registry
		const partner = forged.institutions[3]
		if (!partner) throw new Error('no institution 3')
		expect(await fetchKey(steward, partner, keyKinds.inbox, registry.time)).toMatchObject({
			ok: false,
			error: { kind: 'key-gap' },
		})
		expect(must(await makeExchanges(steward, forged), 'exchange')).toEqual([
			{ institution: 2, why: 'key-gap' },
			{ institution: 3, why: 'key-gap' },
		])
		expect((await steward.ratchet.read()).entries).toEqual([])
		const membership = await ownMembership(newYork.ports, 'sign/member/0')
		if (!membership) throw new Error('no member')
		const card = (await heldIndex(newYork.ports)).cards.find(each => each.institution.id === 3)
		const question = { to: 3, card: card?.handle as Hex, text: 'Hello?', by: 'Dr Invented', decision: {} }
		expect(await draftAsk(newYork.ports, forged, membership, question)).toMatchObject({
			ok: false,
			error: { kind: 'key-gap' },
		})
		expect(await keptAsks(newYork.ports)).toEqual([])
	})
})

describe('a storage node that flips one byte', () => {
	test('is refused as altered, and only that institution’s cards are missing', async () => {
		const registry = await heldRegistry(newYork.ports)
		await world.publishNow([3])
		await world.syncNow()
		const head = must(await freshRegistry(newYork.ports), 'registry').heads['3/0']
		expect(head?.root).not.toBe(registry.heads['3/0']?.root)
		network.storage.flipByte(head?.root as Hex, 100)
		const before = (await heldIndex(newYork.ports)).cards.length
		const state = must(await sync(newYork.ports, { demo: true }), 'sync')
		expect(state.left).toEqual([{ institution: 3, why: 'altered' }])
		expect(state.cards).toBe(before)
		network.storage.honest()
		expect(must(await sync(newYork.ports, { demo: true }), 'sync').left).toEqual([])
	})
})

describe('an institution whose slot is random', () => {
	test('opens nothing, and the others go on reading', async () => {
		const [first, second, third] = world.inhabitants as readonly [Inhabitant, Inhabitant, Inhabitant]
		const without2 = {
			...first.ports,
			stageZero: async ({ reader }: { reader: { id: number } }) => reader.id !== 2,
		}
		const before = (await second.ports.ratchet.read()).releaseKeys().filter(({ sender }) => sender === 1)
		expect(before).toHaveLength(1)
		must(await publishRelease(without2, 0), 'release')
		await world.syncNow([2, 3])
		const keysOf = async ({ ports }: Inhabitant) =>
			(await ports.ratchet.read()).releaseKeys().filter(({ sender }) => sender === 1)
		expect(await keysOf(second)).toEqual([])
		const [key] = await keysOf(third)
		const head = must(await freshRegistry(third.ports), 'registry').heads['1/0']
		expect(key).toMatchObject({ epoch: head?.epoch, release: head?.release })
		expect(head?.epoch).toBe(2)
	})
})

/** The steward of an institution on a device that has never read or made anything. */
async function emptySteward(id: number) {
	const { root } = world.inhabitants[id - 1] as Inhabitant
	return stewardPorts(world.network, world.contracts, id, { ...homeInMemory(), root })
}

test('a steward that lost its device announces new keys, along the old ones', async () => {
	const steward = await emptySteward(2)
	const registry = must(await freshRegistry(steward), 'registry')
	expect(must(await announceKeys(steward, registry), 'keys')).toEqual([keyKinds.inbox, keyKinds.record])
	const after = must(await freshRegistry(steward), 'registry')
	const own = after.institutions[2]
	if (!own) throw new Error('no institution 2')
	const key = must(await fetchKey(newYork.ports, own, keyKinds.inbox, after.time), 'key')
	expect(key.key.generation).toBe(2)
})
