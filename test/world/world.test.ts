import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { heldIndex } from '#shared/actions/member/read-segments.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import { Secret } from '#shared/kernel/secret.ts'
import { startNetwork } from '#test/network/network.ts'
import { demoCases } from './cases.ts'
import { enrolled, joinDevice } from './device.ts'
import { demoInstitutions } from './institutions.ts'
import { startWorld } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'mednexus-world-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** One life of the world: from start to stop, in the same folder. */
async function life<T>(during: (world: Awaited<ReturnType<typeof startWorld>>) => Promise<T>): Promise<T> {
	const network = await startNetwork({ folder: join(folder, 'network') })
	const world = await startWorld(network, {
		seed: 3,
		folder: join(folder, 'nodes'),
		institutions: demoInstitutions.slice(0, 4),
	})
	try {
		return await during(world)
	} finally {
		await world.stop()
		await network.stop()
	}
}

describe('the demonstration world', () => {
	test('holds every invented case of its institutions, once', async () => {
		const cards = await life(async world => {
			expect(world.founded).toBe(true)
			const device = await joinDevice(await world.invitation(1), new Secret(systemRandom.bytes(32)))
			await enrolled(device, world)
			return (await heldIndex(device.ports)).cards
		})
		const expected = demoCases(3).filter(each => each.institution <= 4 && each.story !== 'new-york')
		expect(cards).toHaveLength(expected.length)
		const spelled = (each: { observed: readonly string[]; excluded: readonly string[] }): string =>
			[...each.observed, '/', ...each.excluded].join()
		expect(cards.map(spelled).sort()).toEqual(expected.map(spelled).sort())
	})

	test('goes on where it was, with the same members', async () => {
		await life(async world => {
			expect(world.founded).toBe(false)
			const device = await joinDevice(await world.invitation(3), new Secret(systemRandom.bytes(32)))
			const state = await enrolled(device, world)
			expect(state.left).toEqual([])
			expect(state.institutions).toBe(4)
		})
	})
})
