import { sha256 } from '@noble/hashes/sha2.js'
import { concat, equal, toHex } from '#shared/kernel/bytes.ts'
import { reveal, Secret } from '#shared/kernel/secret.ts'
import { describe, expect, it } from 'vitest'
import { openAtRest, sealAtRest } from '#shared/crypto/at-rest.ts'
import { releaseKey, startClassChain } from '#shared/crypto/class-chain.ts'
import { decodeHeldKeys, encodeHeldKeys, type HeldKey } from '#shared/crypto/held-keys.ts'
import { hybridPublicKey, newHybridSeed } from '#shared/crypto/hpke.ts'
import { buildKeyTable, newClassKey, openKeyTable } from '#shared/crypto/key-table.ts'
import {
	decodeFeed,
	encodeFeed,
	enrolMember,
	feedClass,
	joinFeed,
	memberKeyFile,
} from '#shared/crypto/member-feed.ts'
import { nextEpoch } from '#shared/crypto/pair-chain.ts'
import { openRatchet, sealRatchet } from '#shared/crypto/ratchet.ts'
import { openSegment, segmentTableRoot } from '#shared/crypto/segment.ts'
import { bytes, deployment, key, seededRandom, valueOf, vectors } from './vectors.ts'

const given = vectors('feed')
const member = { keyFile: bytes(given.memberKeyFile), seed: key(given.memberSeed), slot: given.memberSlot }
const at = { sender: given.institution, class: feedClass, epoch: given.epoch }
const head = { ...at, release: given.release }

describe('member feed', () => {
	it('opens from enrolment to payload with the bytes of the vectors', () => {
		expect(toHex(memberKeyFile(42, hybridPublicKey(member.seed)))).toBe(given.memberKeyFile)
		const chain = valueOf(joinFeed(deployment, bytes(given.exchangeFile), member))
		expect(chain.epoch).toBe(given.epoch)
		const reader = { slot: given.memberSlot, key: chain.key }
		const classKey = valueOf(openKeyTable(deployment, at, reader, bytes(given.table)))
		if (!classKey) throw new Error('the slot did not open')
		const held = releaseKey(deployment, startClassChain(deployment, classKey, at, given.firstRelease))
		const segment = bytes(given.segment)
		expect(toHex(sha256(segment))).toBe(given.segmentSha256)
		expect(segmentTableRoot(segment).ok).toBe(true)
		const payload = valueOf(openSegment(deployment, held, head, segment))
		const entries = valueOf(decodeFeed(payload))
		expect(toHex(encodeFeed(entries))).toBe(given.payload)
		expect(entries.map(entry => entry.kind)).toEqual(['release-key', 'own-chain', 'seed'])
		expect(given.payload).toBe(vectors('segment').memberFeed)
	})

	it('lets an enrolled member follow, and nobody after removal', () => {
		const random = seededRandom(90)
		const seed = newHybridSeed(random)
		const keyFile = memberKeyFile(5, hybridPublicKey(seed))
		const enrolled = valueOf(enrolMember(deployment, { keyFile, slot: 70, feedEpoch: 2 }, random))
		const own = valueOf(joinFeed(deployment, enrolled.exchangeFile, { keyFile, seed, slot: 70 }))
		expect(equal(reveal(own.key), reveal(enrolled.chain.key))).toBe(true)

		const classKey = newClassKey(random)
		const epoch = { sender: 5, class: feedClass, epoch: 2 }
		const table = buildKeyTable(
			deployment,
			epoch,
			classKey,
			[{ slot: 70, key: enrolled.chain.key }],
			70,
			random,
		)
		expect(valueOf(openKeyTable(deployment, epoch, { slot: 70, key: own.key }, table))).toBeDefined()

		const later = { ...epoch, epoch: 3 }
		const without = buildKeyTable(deployment, later, newClassKey(random), [], 70, random)
		const stepped = { slot: 70, key: nextEpoch(deployment, own).key }
		expect(valueOf(openKeyTable(deployment, later, stepped, without))).toBeUndefined()
	})

	it('is joined only with the slot, institution and seed it was made for', () => {
		const file = bytes(given.exchangeFile)
		expect(joinFeed(deployment, file, { ...member, slot: 4 }).ok).toBe(false)
		const elsewhere = member.keyFile.slice()
		elsewhere[6] = 9
		expect(joinFeed(deployment, file, { ...member, keyFile: elsewhere }).ok).toBe(false)
		const chain = valueOf(joinFeed(deployment, file, { ...member, seed: key(`0x${'07'.repeat(32)}`) }))
		const reader = { slot: given.memberSlot, key: chain.key }
		expect(valueOf(openKeyTable(deployment, at, reader, bytes(given.table)))).toBeUndefined()
		const institutionKey = bytes(vectors('institution').keyFile.file)
		const wrongKind = { keyFile: institutionKey, slot: 1, feedEpoch: 1 }
		expect(enrolMember(deployment, wrongKind, seededRandom(1)).ok).toBe(false)
	})
})

describe('held keys', () => {
	const random = seededRandom(17)
	const secret = () => new Secret(random.bytes(32))
	const pair: HeldKey = { kind: 'pair-chain', from: 1, to: 2, class: 3, epoch: 4, key: secret() }
	const all: readonly HeldKey[] = [
		{ kind: 'release-key', sender: 7, class: 0, epoch: 5, release: 21, key: secret() },
		{ kind: 'own-chain', sender: 42, class: 1, epoch: 6, release: 22, key: secret() },
		{ kind: 'seed', keyKind: 2, generation: 3, seed: secret() },
		pair,
	]

	it('come back as they went in, and only whole', () => {
		const payload = encodeHeldKeys(all)
		const back = valueOf(decodeHeldKeys(concat(payload, new Uint8Array(40))))
		expect(encodeHeldKeys(back)).toEqual(payload)
		for (let length = 0; length < payload.length; length++)
			expect(decodeHeldKeys(payload.slice(0, length)).ok, `length ${length}`).toBe(false)
		expect(decodeHeldKeys(concat(payload, Uint8Array.of(0, 1))).ok).toBe(false)
		expect(decodeHeldKeys(concat(Uint8Array.of(1, 1, 4), new Uint8Array(60)))).toEqual({
			ok: false,
			error: { kind: 'needs-newer-version' },
		})
	})

	it('have no pair chain in a feed', () => {
		expect(decodeFeed(encodeHeldKeys([pair])).ok).toBe(false)
	})

	it('rest in a ratchet file that only its own key opens', () => {
		const restKey = secret()
		const file = sealRatchet(deployment, restKey, all, random)
		expect(file.slice(0, 2)).toEqual(Uint8Array.of(1, 0x0d))
		expect(encodeHeldKeys(valueOf(openRatchet(deployment, restKey, file)))).toEqual(encodeHeldKeys(all))
		expect(sealRatchet(deployment, restKey, [], random).length).toBe(file.length)
		expect(openRatchet(deployment, secret(), file).ok).toBe(false)
		expect(openRatchet(deployment, restKey, file.slice(0, -1)).ok).toBe(false)
		expect(openRatchet(deployment, restKey, Uint8Array.of(2, 0x0d))).toEqual({
			ok: false,
			error: { kind: 'needs-newer-version' },
		})
	})

	it('and entries at rest open under their own name and key alone', () => {
		const restKey = secret()
		const sealed = sealAtRest(deployment, restKey, 'cards/1', bytes('0x0102'), random)
		expect(valueOf(openAtRest(deployment, restKey, 'cards/1', sealed))).toEqual(bytes('0x0102'))
		expect(openAtRest(deployment, restKey, 'cards/2', sealed).ok).toBe(false)
		expect(openAtRest(deployment, secret(), 'cards/1', sealed).ok).toBe(false)
	})
})
