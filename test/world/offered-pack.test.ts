import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { Knowledge } from '#extension/engine/knowledge.ts'
import { parseInvitation } from '#shared/actions/invitation.ts'
import { takePack } from '#shared/actions/member/take-pack.ts'
import type { Hex } from '#shared/kernel/bytes.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import { Secret } from '#shared/kernel/secret.ts'
import type { PackManifest } from '#shared/ontology/pack-manifest.ts'
import { parseTermId } from '#shared/ontology/term-id.ts'
import { dayOnePack } from '#test/commands/day-one.ts'
import { startNetwork, type LocalNetwork } from '#test/network/network.ts'
import { joinDevice, type Device } from '#test/world/device.ts'
import { demoInstitutions } from '#test/world/institutions.ts'
import { must } from '#test/world/seed.ts'
import { smallRelease } from '#test/world/small-release.ts'
import { startWorld, type RunningWorld } from '#test/world/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'mednexus-offered-'))
const said: string[] = []
let network: LocalNetwork
let world: RunningWorld
let manifest: PackManifest

beforeAll(async () => {
	const ontology = join(folder, 'hp.obo')
	const library = join(folder, 'cases.jsonl')
	writeFileSync(ontology, smallRelease)
	writeFileSync(library, '{"id":"a","obs":["HP:0001250"]}\n{"id":"b","obs":["HP:0001250","HP:0001903"]}\n')
	const offered = await dayOnePack({ ontology, library, folder, say: line => said.push(line) })
	network = await startNetwork()
	world = await startWorld(network, {
		...{ seed: 7, folder: join(folder, 'world'), ontology: offered },
		...{ institutions: demoInstitutions.slice(0, 1), cases: [] },
	})
	manifest = must(parseInvitation(await world.invitation(1)), 'invitation').ontology as PackManifest
})
afterEach(() => network.storage.honest())
afterAll(async () => {
	await world?.stop()
	await network?.stop()
	rmSync(folder, { recursive: true, force: true })
})

const newDevice = async (): Promise<Device> =>
	joinDevice(await world.invitation(1), new Secret(systemRandom.bytes(32)))

describe('an institution’s pack', () => {
	test('is named in its invitation by release, length, hash, root, licence and attribution', () => {
		expect(manifest).toMatchObject({ name: 'Human Phenotype Ontology', version: '2031-02-03' })
		expect(manifest).toMatchObject({ source: { url: 'local' }, licence: { id: 'HPO' } })
		expect(manifest.licence.attribution).toContain('2 published cases')
		expect(manifest).toEqual(world.ontology)
	})

	test('reaches a device through storage and takes the starter’s place', async () => {
		const { ports } = await newDevice()
		const pack = must(await takePack(ports, manifest), 'pack')
		const knowledge = new Knowledge()
		expect(knowledge.about().lacks).not.toBeNull()
		expect(knowledge.take(pack)).toBe(true)
		expect(knowledge.about()).toEqual({
			...{ name: 'Human Phenotype Ontology', version: '2031-02-03', terms: 6, lacks: null },
			attribution: manifest.licence.attribution,
		})
		expect(knowledge.find('fits')[0]?.label).toBe('Seizure')
	})

	test('stays on the device when the network no longer holds it', async () => {
		const { ports } = await newDevice()
		const first = must(await takePack(ports, manifest), 'pack')
		network.storage.refuse('zgs_getFileInfo')
		network.storage.refuse('indexer_getFileLocations')
		expect(must(await takePack(ports, manifest), 'pack again')).toEqual(first)
	})

	test('with one byte flipped by the storage node is refused as altered, and the starter goes on', async () => {
		const { ports } = await newDevice()
		network.storage.flipByte(manifest.root as Hex, 300)
		expect(await takePack(ports, manifest)).toEqual({ ok: false, error: { kind: 'altered' } })
		network.storage.honest()
		expect((await takePack(ports, manifest)).ok).toBe(true)
	})

	test('that was damaged before it was stored is refused as another pack', async () => {
		const { ports } = await newDevice()
		const pack = must(await takePack(ports, manifest), 'pack')
		const damaged = pack.slice()
		damaged[pack.length - 1] = (damaged.at(-1) as number) ^ 1
		const payer = await world.inhabitants[0]?.ports.keys.signer('tx/publish/0')
		if (!payer) throw new Error('nobody pays')
		const { root } = must(await ports.uploads(payer).put(damaged), 'damaged pack')
		const other = await newDevice()
		const taken = await takePack(other.ports, { ...manifest, root })
		expect(taken).toEqual({ ok: false, error: { kind: 'different-pack' } })
		const knowledge = new Knowledge()
		const starter = knowledge.about()
		expect(knowledge.take(damaged.subarray(0, 100))).toBe(false)
		expect(knowledge.about()).toEqual(starter)
		expect(knowledge.labels([must(parseTermId('HP:0001250'), 'term')])).toEqual(['Seizure'])
	})
})
