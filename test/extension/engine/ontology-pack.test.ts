import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Session } from '#extension/engine/engine.ts'
import { Knowledge } from '#extension/engine/knowledge.ts'
import { fetchPack, useHeldPack } from '#extension/engine/ontology-pack.ts'
import type { Remote } from '#extension/engine/remote.ts'
import { Documents } from '#shared/actions/store.ts'
import { noDeployment } from '#shared/crypto/deployment.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import { err, ok } from '#shared/kernel/result.ts'
import { Secret } from '#shared/kernel/secret.ts'
import { manifestOf } from '#shared/ontology/pack-manifest.ts'
import { starterPack } from '#shared/ontology/starter/starter.ts'
import { writePack } from '#shared/ontology/write-pack.ts'
import type { StorageError, StorageReader } from '#shared/zero-g/storage.ts'
import { memoryStore } from '#test/world/folder-store.ts'

const starter = starterPack()
const pack = { ...starter, about: { ...starter.about, version: '2031-02-03', lacks: null } }
const bytes = writePack(pack)
const sha256 = createHash('sha256').update(bytes).digest('hex')
const root = `0x${'1'.repeat(64)}` as const
const ontology = manifestOf(pack, {
	...{ length: bytes.length, sha256, root, url: 'local', retrieved: '2031-02-03' },
})

let knowledge: Knowledge
let documents: Documents
let noted: string[]
let answer: () => Uint8Array | StorageError['kind']

/** An engine's session as far as an ontology needs one. */
const session = (): Session => {
	const storage: StorageReader = {
		get() {
			const given = answer()
			return Promise.resolve(typeof given === 'string' ? err({ kind: given }) : ok(given))
		},
	}
	return {
		member: { invitation: { ontology }, ports: { documents, storage } },
		activity: { note: (_: string, said: string) => Promise.resolve(void noted.push(said)) },
		ontology: 'starter',
	} as unknown as Session
}
const remote = () => knowledge as unknown as Remote<Knowledge>

beforeEach(() => {
	knowledge = new Knowledge()
	noted = []
	documents = new Documents(memoryStore(), {
		...{ deployment: noDeployment, key: new Secret(systemRandom.bytes(32)), random: systemRandom },
	})
	answer = () => bytes
})

describe('the ontology that an institution names', () => {
	test('takes the starter’s place at a sync and is there again after the next unlock', async () => {
		const first = session()
		await fetchPack(first, remote())
		expect(first.ontology).toBe('whole')
		expect(knowledge.about()).toMatchObject({ version: '2031-02-03', lacks: null })
		expect(noted).toEqual(['Human Phenotype Ontology, release 2031-02-03 is in use'])

		knowledge = new Knowledge()
		answer = () => 'storage-unreachable'
		const { member } = session()
		expect(member && (await useHeldPack(member, remote()))).toBe(true)
		expect(knowledge.about().version).toBe('2031-02-03')
	})

	test('is refused when it is damaged: said once with its kind, and the starter stays', async () => {
		const before = knowledge.about()
		answer = () => bytes.slice(1)
		const at = session()
		await fetchPack(at, remote())
		await fetchPack(at, remote())
		expect(at.ontology).toBe('different-pack')
		expect(knowledge.about()).toEqual(before)
		expect(noted).toEqual([
			'Human Phenotype Ontology, release 2031-02-03 was refused (different-pack); the starter stays',
		])
		answer = () => bytes
		await fetchPack(at, remote())
		expect(at.ontology).toBe('whole')
	})

	test('is waited for without a word while the network does not answer', async () => {
		answer = () => 'storage-unreachable'
		await fetchPack(session(), remote())
		expect(noted).toEqual([])
		expect(knowledge.about().lacks).not.toBeNull()
	})
})
