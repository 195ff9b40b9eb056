import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cardOfCase } from '#shared/actions/member/card-of-case.ts'
import type { MemberPorts } from '#shared/actions/member/member.ts'
import { draftPublication, openPublications, runPublication } from '#shared/actions/member/publish-case.ts'
import { ownCards } from '#shared/actions/member/read-segments.ts'
import { recordConsent } from '#shared/actions/member/record-consent.ts'
import { narrativePart } from '#shared/actions/member/seal-record.ts'
import { sync } from '#shared/actions/member/sync.ts'
import { regionOf } from '#shared/actions/country-region.ts'
import { heldRegistry } from '#shared/actions/registry-document.ts'
import { handlesOf } from '#shared/actions/segment-cards.ts'
import type { KeptConsent } from '#shared/actions/grant-consent.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import { Secret } from '#shared/kernel/secret.ts'
import { startNetwork, type LocalNetwork } from '#test/network/network.ts'
import { enrolled, joinDevice } from '#test/world/device.ts'
import { demoInstitutions } from '#test/world/institutions.ts'
import { Fuse, fusedPorts, fusedStore, PowerCut } from '#test/world/power-cut.ts'
import { must } from '#test/world/seed.ts'
import { confirmedCase, storyCase, wholeConsent } from '#test/world/story-case.ts'
import { homeInMemory } from '#test/world/world-ports.ts'
import { startWorld, type RunningWorld } from '#test/world/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'mednexus-publishing-'))
const fuse = new Fuse()
let network: LocalNetwork
let world: RunningWorld
/** Two clinicians of one hospital; the first one's worker can be killed. */
let members: readonly [MemberPorts, MemberPorts]

const join2 = async (fused: boolean): Promise<MemberPorts> => {
	const home = homeInMemory()
	const store = fused ? fusedStore(home.store, fuse) : home.store
	const root = new Secret(systemRandom.bytes(32))
	const device = await joinDevice(await world.invitation(1), root, { ...home, store })
	await enrolled(device, world)
	return fused ? fusedPorts(device.ports, fuse) : device.ports
}
let cases = 0
/** A consent of its own for each case, granted without anything going wrong. */
async function consented(ports: MemberPorts): Promise<{ consent: KeptConsent; card: Uint8Array }> {
	const confirmed = confirmedCase(storyCase('new-york'), `case-${++cases}`)
	const { consent } = must(await recordConsent(ports, confirmed.id, wholeConsent()), 'consent')
	const card = must(cardOfCase(confirmed, consent, regionOf('US')), 'card')
	return { consent, card: card.bytes }
}
async function publish(
	ports: MemberPorts,
	{ consent, card }: Awaited<ReturnType<typeof consented>>,
	words = '',
) {
	const parts = words === '' ? [] : [narrativePart(words)]
	const registry = await heldRegistry(ports)
	const drafted = await draftPublication(ports, registry, consent, card, parts)
	return drafted.ok ? runPublication(ports, consent.handle, { jitterMs: 50 }) : drafted
}
/** How often a card stands in the institution's newest final segment. */
async function timesPublished(handle: string): Promise<number> {
	const [, witness] = members
	must(await sync(witness, { demo: true }), 'sync')
	return handlesOf(await ownCards(witness)).filter(each => each === handle).length
}

beforeAll(async () => {
	network = await startNetwork()
	world = await startWorld(network, { seed: 7, folder, institutions: demoInstitutions.slice(0, 2) })
	members = [await join2(true), await join2(false)]
})
afterAll(async () => {
	await world?.stop()
	await network?.stop()
	rmSync(folder, { recursive: true, force: true })
})

describe('two members who publish at the same moment', () => {
	test('both get their card in, once', async () => {
		const both = [await consented(members[0]), await consented(members[1])] as const
		const done = await Promise.all([publish(members[0], both[0]), publish(members[1], both[1])])
		expect(done.map(({ ok }) => ok)).toEqual([true, true])
		for (const { consent } of both) expect(await timesPublished(consent.handle)).toBe(1)
	})
})

describe('a worker that is killed while it publishes', () => {
	/** Kills at one act, wakes up, goes on; answers whether there was such an act. */
	async function killedAt(act: number, after: boolean, words: string): Promise<boolean> {
		const [ports] = members
		const wanted = await consented(ports)
		fuse.cutAt(act, after)
		const first = await publish(ports, wanted, words).catch((thrown: unknown) => {
			if (thrown instanceof PowerCut) return undefined
			throw thrown
		})
		fuse.cutAt(Number.POSITIVE_INFINITY, false)
		const waiting = await openPublications(ports)
		// Killed before anything was kept: then nothing was sent, and the clinician presses the button again.
		if (first === undefined && waiting.length === 0) must(await publish(ports, wanted, words), 'again')
		for (const { handle } of waiting) must(await runPublication(ports, handle, { jitterMs: 50 }), 'resume')
		expect(await timesPublished(wanted.consent.handle)).toBe(1)
		expect(await openPublications(ports)).toEqual([])
		return first === undefined
	}

	test.each([
		['before', false],
		['after', true],
	] as const)('publishes once, wherever it was killed %s an act', async (_, after) => {
		let act = 1
		while (await killedAt(act, after, '')) act++
		expect(act).toBeGreaterThan(8)
	})

	test('seals the record once, wherever it was killed', async () => {
		let act = 1
		while (await killedAt(act, act % 2 === 0, 'Invented for this test.')) act += 2
		const registry = await heldRegistry(members[1])
		const roots = Object.values(registry.records).map(({ root }) => root)
		expect(roots.length).toBeGreaterThan(4)
		expect(new Set(roots).size).toBe(roots.length)
	})
})
