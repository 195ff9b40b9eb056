import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cardOfCase } from '#shared/actions/member/card-of-case.ts'
import { draftPublication, runPublication } from '#shared/actions/member/publish-case.ts'
import { heldIndex } from '#shared/actions/member/read-segments.ts'
import { recordConsent } from '#shared/actions/member/record-consent.ts'
import { sync } from '#shared/actions/member/sync.ts'
import { heldRegistry } from '#shared/actions/registry-document.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import { Secret } from '#shared/kernel/secret.ts'
import { startNetwork, type LocalNetwork } from '#test/network/network.ts'
import { enrolled, joinDevice, type Device } from '#test/world/device.ts'
import { demoInstitutions } from '#test/world/institutions.ts'
import { must } from '#test/world/seed.ts'
import { confirmedCase, storyCase, wholeConsent } from '#test/world/story-case.ts'
import { startWorld, type RunningWorld } from '#test/world/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'mednexus-leaving-'))
let network: LocalNetwork
let world: RunningWorld
let stays: Device
let leaves: Device
let elsewhere: Device

const joined = async (institution: number): Promise<Device> => {
	const root = new Secret(systemRandom.bytes(32))
	const device = await joinDevice(await world.invitation(institution), root)
	await enrolled(device, world)
	return device
}
const synced = async ({ ports }: Device) => must(await sync(ports, { demo: true }), 'sync')

async function publish({ ports }: Device, id: string): Promise<string> {
	const confirmed = confirmedCase(storyCase('new-york'), id)
	const { consent } = must(await recordConsent(ports, id, wholeConsent()), 'consent')
	const card = must(cardOfCase(confirmed, consent, 21), 'card')
	must(await draftPublication(ports, await heldRegistry(ports), consent, card.bytes, []), 'draft')
	must(await runPublication(ports, consent.handle, { jitterMs: 50 }), 'publish')
	return consent.handle
}

beforeAll(async () => {
	network = await startNetwork()
	world = await startWorld(network, { seed: 5, folder, institutions: demoInstitutions.slice(0, 2) })
	stays = await joined(1)
	leaves = await joined(1)
	elsewhere = await joined(2)
})
afterAll(async () => {
	await world?.stop()
	await network?.stop()
	rmSync(folder, { recursive: true, force: true })
})

describe('a device that was removed', () => {
	test('opens neither the next feed nor the next segment, and may not act', async () => {
		const before = (await heldRegistry(leaves.ports)).heads['1/0']
		await world.remove(1, leaves.fingerprint)
		await synced(stays)
		const after = (await heldRegistry(stays.ports)).heads['1/0']
		expect(after?.epoch).toBe((before?.epoch ?? 0) + 1)

		const handle = await publish(stays, 'case-after')
		const state = await synced(leaves)
		expect(state.left).toContainEqual({ institution: 1, why: 'not-in-feed' })
		expect((await heldIndex(leaves.ports)).cards.some(card => card.handle === handle)).toBe(false)
		expect((await leaves.ports.ratchet.read()).chain({ sender: 1, class: 0 }, after?.epoch)).toBe(undefined)
		expect(await recordConsent(leaves.ports, 'case-late', wholeConsent())).toMatchObject({
			ok: false,
			error: { kind: 'refused', refusal: { name: 'NotMember' } },
		})
	})

	test('changes nothing for its colleagues and for other institutions', async () => {
		const handle = await publish(stays, 'case-later')
		await world.syncNow()
		expect((await synced(elsewhere)).left).toEqual([])
		expect((await heldIndex(elsewhere.ports)).cards.some(card => card.handle === handle)).toBe(true)
		await world.publishNow([2])
		await world.syncNow()
		expect((await synced(stays)).left).toEqual([])
	})
})
