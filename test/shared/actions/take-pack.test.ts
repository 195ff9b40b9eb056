import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { takePack } from '#shared/actions/member/take-pack.ts'
import { Documents } from '#shared/actions/store.ts'
import { noDeployment } from '#shared/crypto/deployment.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import { err, ok, type Result } from '#shared/kernel/result.ts'
import { Secret } from '#shared/kernel/secret.ts'
import { buildPack, countHierarchy } from '#shared/ontology/build-pack.ts'
import { manifestOf, type PackManifest, parsePackManifest } from '#shared/ontology/pack-manifest.ts'
import { parseRelease } from '#shared/ontology/parse-release.ts'
import { writePack } from '#shared/ontology/write-pack.ts'
import type { StorageReader } from '#shared/zero-g/storage.ts'
import { memoryStore } from '#test/world/folder-store.ts'
import { smallRelease } from '#test/world/small-release.ts'

/** The value: these steps are not what is tried here. */
function must<T>(result: Result<T>, what: string): T {
	if (result.ok) return result.value
	throw new Error(`${what}: ${result.error.kind}`)
}
const release = must(parseRelease(smallRelease), 'release')
const licence = { id: 'HPO', text: 'Free to use.', attribution: 'Human Phenotype Ontology' }
const about = { name: 'Small ontology', lacks: null, source: { name: 'hp.obo', sha256: null }, licence }
const pack = must(buildPack(release, countHierarchy(release), about), 'pack')
const bytes = writePack(pack)
const hashOf = (of: Uint8Array) => createHash('sha256').update(of).digest('hex')
const origin = { url: 'local', retrieved: '2031-02-03', root: `0x${'1'.repeat(64)}` } as const
const describing = (of: Uint8Array): PackManifest =>
	manifestOf(pack, { ...origin, length: of.length, sha256: hashOf(of) })
const manifest = describing(bytes)

let documents: Documents
let asked: string[]
const storing = (held: Uint8Array): StorageReader => ({
	get(root) {
		asked.push(root)
		return Promise.resolve(ok(held))
	},
})

beforeEach(() => {
	asked = []
	documents = new Documents(memoryStore(), {
		deployment: noDeployment,
		key: new Secret(systemRandom.bytes(32)),
		random: systemRandom,
	})
})

describe('a device takes the pack that its invitation names', () => {
	test('from storage once, then from itself', async () => {
		const first = must(await takePack({ documents, storage: storing(bytes) }, manifest), 'first')
		const again = must(await takePack({ documents, storage: storing(bytes) }, manifest), 'again')
		expect([first, again]).toEqual([bytes, bytes])
		expect(asked).toEqual([manifest.root])
	})

	test('and a newer one in its place when an invitation names that', async () => {
		must(await takePack({ documents, storage: storing(bytes) }, manifest), 'first')
		const newer = writePack({ ...pack, about: { ...pack.about, version: '2032-01-01' } })
		const named = { ...describing(newer), version: '2032-01-01' }
		expect(must(await takePack({ documents, storage: storing(newer) }, named), 'newer')).toEqual(newer)
		expect(asked).toHaveLength(2)
	})

	test('never with a single byte changed, and keeps nothing of what it refused', async () => {
		await fc.assert(
			fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
				const damaged = bytes.slice()
				damaged[at] = (damaged[at] as number) ^ flip
				const taken = await takePack({ documents, storage: storing(damaged) }, manifest)
				expect(taken).toEqual(err({ kind: 'different-pack' }))
			}),
			{ numRuns: 50 },
		)
		expect(await documents.list('')).toEqual([])
	})

	test('never one that says other things of itself than the manifest does', async () => {
		const lying = { ...manifest, version: '2040-01-01' }
		const taken = await takePack({ documents, storage: storing(bytes) }, lying)
		expect(taken).toEqual(err({ kind: 'different-pack' }))
	})

	test('never bytes that hash right and are no pack', async () => {
		const letters = new TextEncoder().encode('anything at all')
		const taken = await takePack({ documents, storage: storing(letters) }, describing(letters))
		expect(taken).toEqual(err({ kind: 'not-a-pack' }))
	})

	test('and says when nothing stores it', async () => {
		const taken = await takePack({ documents, storage: storing(bytes) }, { ...manifest, root: null })
		expect(taken).toEqual(err({ kind: 'pack-not-stored' }))
		expect(asked).toEqual([])
	})
})

describe('a manifest', () => {
	test('survives being written down', () => {
		expect(parsePackManifest(JSON.parse(JSON.stringify(manifest)))).toEqual(ok(manifest))
	})

	test.each(['text', 'attribution'])('without the licence’s %s is none', missing => {
		const bare = { ...manifest, licence: { ...licence, [missing]: '' } }
		expect(parsePackManifest(bare, 'pack')).toEqual(err({ kind: 'malformed', at: 'pack.licence' }))
	})
})
