import { describe, expect, test } from 'vitest'
import { HeldKeys, ratchetIn } from '#shared/actions/ratchet.ts'
import { Documents, StoreDamaged } from '#shared/actions/store.ts'
import type { DeploymentId } from '#shared/crypto/deployment.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import { reveal, Secret } from '#shared/kernel/secret.ts'
import { memoryCell, memoryStore } from '#test/world/folder-store.ts'

const deployment = new Uint8Array(32).fill(3) as DeploymentId
const key = () => new Secret(systemRandom.bytes(32))
const chain = (sender: number, epoch: number, release: number) => ({
	sender,
	class: 0,
	epoch,
	release,
	key: key(),
})
const pair = (from: number, to: number, epoch: number) => ({ from, to, class: 0, epoch, key: key() })

describe('held keys', () => {
	test('forget every chain of a class up to the one that takes their place', () => {
		const held = new HeldKeys([])
		held.setChain(chain(1, 1, 5))
		held.addChain(chain(1, 2, 6))
		expect(held.chain({ sender: 1, class: 0 })?.epoch).toBe(1)
		expect(held.chain({ sender: 1, class: 0 }, 2)?.release).toBe(6)
		held.setChain(chain(1, 2, 7))
		expect(held.chain({ sender: 1, class: 0 })).toMatchObject({ epoch: 2, release: 7 })
		expect(held.entries).toHaveLength(1)
	})

	test('answer the chains of a direction with the newest exchange first', () => {
		const held = new HeldKeys([])
		held.addPairs([pair(1, 2, 3), pair(2, 1, 3)])
		held.addPairs([pair(1, 2, 9)])
		expect(held.pairs(1, 2, 0).map(({ epoch }) => epoch)).toEqual([9, 3])
		held.setPairs(1, 2, 0, [pair(1, 2, 10), pair(1, 2, 4)])
		expect(held.pairs(1, 2, 0).map(({ epoch }) => epoch)).toEqual([10, 4])
		expect(held.pairs(2, 1, 0)).toHaveLength(1)
	})

	test('are the same after the ratchet file was written and read, and their seeds with them', async () => {
		const ratchet = ratchetIn(memoryCell(), deployment, key(), systemRandom)
		const held = await ratchet.read()
		held.setSeed({ kind: 'seed', keyKind: 2, generation: 4, seed: key() })
		held.setChain(chain(9, 1, 1))
		await ratchet.write(held)
		const again = await ratchet.read()
		expect(again.equals(held)).toBe(true)
		expect(reveal(again.seed(2, 4) as Secret<Uint8Array>)).toEqual(
			reveal(held.seed(2, 4) as Secret<Uint8Array>),
		)
		held.dropSeed(2, 4)
		expect(again.equals(held)).toBe(false)
	})
})

describe('documents', () => {
	const rest = { deployment, key: key(), random: systemRandom }

	test('come back as they were, bytes and secrets too', async () => {
		const documents = new Documents(memoryStore(), rest)
		const kept = { at: 5, bytes: systemRandom.bytes(9), list: [null, 'x'], secret: key() }
		await documents.put('kind/one', kept)
		const found = await documents.get<typeof kept>('kind/one')
		expect(found).toMatchObject({ at: 5, bytes: kept.bytes, list: kept.list })
		expect(reveal(found?.secret as Secret<Uint8Array>)).toEqual(reveal(kept.secret))
	})

	test('hold no word of it on disk, and do not open under another name', async () => {
		const store = memoryStore()
		const documents = new Documents(store, rest)
		await documents.put('kind/one', { word: 'acanthocytosis' })
		const file = (await store.get('kind/one')) as Uint8Array
		expect(Buffer.from(file).includes('acanthocytosis')).toBe(false)
		await store.put('kind/two', file)
		await expect(documents.get('kind/two')).rejects.toThrow(StoreDamaged)
	})
})
