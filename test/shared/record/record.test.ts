import { Decrypter, identityToRecipient } from 'age-encryption'
import { sha256 } from '@noble/hashes/sha2.js'
import { type Hex, toHex, utf8 } from '#shared/kernel/bytes.ts'
import { describe, expect, it } from 'vitest'
import { type Json, canonicalHash } from '#shared/crypto/canonical-json.ts'
import { frame, padme, unframe } from '#shared/crypto/frame.ts'
import { hybridPublicKey, newHybridSeed } from '#shared/crypto/hpke.ts'
import { newErasureKey, openHeader, sealHeader } from '#shared/record/erasure.ts'
import { exportPart } from '#shared/record/export.ts'
import {
	checkManifest,
	checkPart,
	describePart,
	manifestJson,
	parseManifest,
	signManifest,
} from '#shared/record/manifest.ts'
import {
	type AgeIdentity,
	ageIdentity,
	ageRecipient,
	joinAge,
	openPart,
	sealPart,
	splitAge,
} from '#shared/record/part.ts'
import { openRecordFile, sealRecordFile } from '#shared/record/record-file.ts'
import { rootSigner } from '#shared/crypto/vault-root.ts'
import { bytes, deployment, fixedRandom, key, seededRandom, valueOf, vectors } from '../crypto/vectors.ts'

const given = vectors('record')
const identity: AgeIdentity = given.identity
const content = bytes(given.content)
const vector = splitAge(bytes(given.ageFile))
const { record } = given.manifest as { record: Hex }
const erasureKey = key(given.eraseKey)
const domain = { chainId: 31337, deployment, contract: given.signed.contract as Hex }

describe('frame', () => {
	it('has the sizes of the vectors and gives back its content', () => {
		for (const [length, size] of given.padme) expect(padme(length)).toBe(size)
		expect(frame(content, 1024).length).toBe(given.framed)
		const random = seededRandom(1)
		for (const length of [0, 1, 1013, 1014, 1015, 5000]) {
			const bytes = random.bytes(length)
			expect(valueOf(unframe(frame(bytes, 1024)))).toEqual(bytes)
		}
	})

	it('is refused when its padding is not zero, its length is not there or its type is another', () => {
		const framed = frame(content, 1024)
		const changed = (at: number, value: number) => framed.map((byte, i) => (i === at ? value : byte))
		for (const wrong of [
			changed(1023, 1),
			changed(2, 255),
			changed(9, 1),
			changed(1, 6),
			framed.slice(0, 40),
		])
			expect(unframe(wrong).ok).toBe(false)
		expect(unframe(changed(0, 2))).toMatchObject({ error: { kind: 'needs-newer-version' } })
	})
})

describe('record part', () => {
	it('of the vectors opens to its content, header and payload apart', async () => {
		expect(vector.header.length).toBe(given.headerLength)
		expect(vector.payload.length).toBe(given.payloadLength)
		expect(valueOf(await openPart(vector, identity))).toEqual(content)
	})

	it('is spelled for the recipients age itself names', async () => {
		const seed = newHybridSeed(seededRandom(2))
		expect(await identityToRecipient(ageIdentity(seed))).toBe(ageRecipient(hybridPublicKey(seed)))
		expect((await identityToRecipient(identity)).length).toBe(given.recipientChars)
	})

	it('opens for each recipient, for nobody else, and not after a change', async () => {
		const random = seededRandom(3)
		const seeds = [1, 2, 3].map(() => newHybridSeed(random))
		const [institution, author, stranger] = seeds.map(ageIdentity) as [AgeIdentity, AgeIdentity, AgeIdentity]
		const recipients = seeds.slice(0, 2).map(seed => ageRecipient(hybridPublicKey(seed)))
		const part = await sealPart(content, recipients)
		expect(part.payload.length).toBe(given.payloadLength)
		expect(valueOf(await openPart(part, institution))).toEqual(content)
		expect(valueOf(await openPart(part, author))).toEqual(content)
		expect(await openPart(part, stranger)).toMatchObject({ error: { kind: 'does-not-open' } })
		for (const at of [0, 30, 900, part.header.length - 3]) {
			const header = part.header.map((byte, i) => (i === at ? byte ^ 1 : byte))
			expect((await openPart({ ...part, header }, author)).ok, `header ${at}`).toBe(false)
		}
		for (const at of [0, 16, 500, part.payload.length - 1]) {
			const payload = part.payload.map((byte, i) => (i === at ? byte ^ 1 : byte))
			expect((await openPart({ ...part, payload }, author)).ok, `payload ${at}`).toBe(false)
		}
		expect((await openPart({ ...part, payload: part.payload.slice(0, -1) }, author)).ok).toBe(false)
		const other = await sealPart(content, recipients)
		expect((await openPart({ header: other.header, payload: part.payload }, author)).ok).toBe(false)
		expect(() => splitAge(utf8('not an age file\n'))).toThrow(RangeError)
	})
})

describe('outer stanza', () => {
	const sealed = sealHeader(
		deployment,
		erasureKey,
		record,
		vector.header,
		fixedRandom(bytes(given.eraseSalt)),
	)

	it('has the bytes of the vectors', () => {
		expect(sealed.length).toBe(given.sealedHeader.length)
		expect(toHex(sha256(sealed))).toBe(given.sealedHeader.sha256)
		expect(valueOf(openHeader(deployment, erasureKey, record, sealed))).toEqual(vector.header)
	})

	it('opens for no other key and no other record', () => {
		const other = newErasureKey(seededRandom(4))
		expect(openHeader(deployment, other, record, sealed)).toMatchObject({ error: { kind: 'does-not-open' } })
		const elsewhere: Hex = `0x${'00'.repeat(16)}`
		expect(openHeader(deployment, erasureKey, elsewhere, sealed).ok).toBe(false)
		expect(openHeader(deployment, erasureKey, record, sealed.slice(0, 40)).ok).toBe(false)
	})

	it('comes off for an export that age opens by itself', async () => {
		const exported = valueOf(
			exportPart(deployment, erasureKey, record, { header: sealed, payload: vector.payload }),
		)
		expect(toHex(exported)).toBe(given.ageFile)
		const decrypter = new Decrypter()
		decrypter.addIdentity(identity)
		expect(await decrypter.decrypt(exported)).toEqual(frame(content, 1024))
		const other = newErasureKey(seededRandom(5))
		expect(exportPart(deployment, other, record, { header: sealed, payload: vector.payload }).ok).toBe(false)
	})
})

describe('manifest', () => {
	const signer = rootSigner(deployment, key(vectors('conventions').rootKeys.vaultRoot), 'sign/member/0')
	const json: Json = given.manifest
	const manifest = valueOf(parseManifest(given.manifest))

	it('is hashed and signed as in the vectors', () => {
		expect(toHex(canonicalHash(json))).toBe(given.manifestSha256)
		expect(manifestJson(manifest)).toEqual(json)
		const signed = signManifest(domain, manifest, signer.key)
		expect(signed.signature).toBe(given.signed.signature)
		expect(signed.manifest).toEqual(manifest)
		expect(valueOf(checkManifest(domain, json, given.signed.signature, record))).toEqual(manifest)
	})

	it('is refused with another signature, record, consent or deployment', () => {
		const check = (change: object, signature = given.signed.signature, of = record) =>
			checkManifest(domain, { ...(given.manifest as object), ...change } as Json, signature, of)
		expect(check({ consent: `0x${'00'.repeat(16)}` })).toMatchObject({ error: { kind: 'wrong-signature' } })
		expect(check({ later: 'member' })).toMatchObject({ error: { kind: 'wrong-signature' } })
		expect(check({}, `0x${'00'.repeat(65)}`)).toMatchObject({ error: { kind: 'wrong-signature' } })
		expect(check({}, undefined, `0x${'00'.repeat(16)}`)).toMatchObject({ error: { kind: 'wrong-record' } })
		expect(check({ deployment: `0x${'00'.repeat(32)}` })).toMatchObject({ error: { kind: 'wrong-record' } })
		expect(check({ parts: [{}] })).toMatchObject({ error: { kind: 'malformed' } })
	})

	it('catches every object that is not the one it names, in order', () => {
		const [part] = manifest.parts
		if (!part) throw new Error('the vector has a part')
		const fetched = { ...vector, root: part.root }
		expect(checkPart(part, fetched).ok).toBe(true)
		const described = describePart({ class: 'narrative', media: part.media, root: part.root }, vector)
		expect(described).toEqual(part)
		const flipped = vector.payload.map((byte, i) => (i === 9 ? byte ^ 1 : byte))
		for (const [change, kind] of [
			[{ root: `0x${'00'.repeat(32)}` as Hex }, 'wrong-root'],
			[{ payload: vector.payload.slice(1) }, 'wrong-length'],
			[{ payload: flipped }, 'wrong-hash'],
			[{ header: vector.header.slice(1) }, 'wrong-header'],
		] as const)
			expect(checkPart(part, { ...fetched, ...change })).toMatchObject({ error: { kind } })
	})

	it('travels in a record file that opens whole or not at all', async () => {
		const random = seededRandom(6)
		const seed = newHybridSeed(random)
		const recipient = ageRecipient(hybridPublicKey(seed))
		const opened = { manifest, signature: given.signed.signature as Hex, headers: [vector.header] }
		const file = await sealRecordFile(deployment, erasureKey, opened, [recipient], random)
		const read = (bytes: Uint8Array, held = erasureKey, as = seed) =>
			openRecordFile(domain, held, record, ageIdentity(as), bytes)
		expect(valueOf(await read(file))).toEqual(opened)
		expect(await read(file, newErasureKey(random))).toMatchObject({ error: { kind: 'does-not-open' } })
		expect(await read(file, erasureKey, newHybridSeed(random))).toMatchObject({
			error: { kind: 'does-not-open' },
		})
		for (const at of [1, 3, 7, 60, 1800, 3600, file.length - 1]) {
			const changed = file.map((byte, i) => (i === at ? byte ^ 1 : byte))
			expect((await read(changed)).ok, `byte ${at}`).toBe(false)
		}
		for (const length of [0, 2, 4, 100, file.length - 1])
			expect((await read(file.slice(0, length))).ok).toBe(false)
		const headers = { ...opened, headers: [] }
		await expect(sealRecordFile(deployment, erasureKey, headers, [recipient], random)).rejects.toThrow(
			RangeError,
		)
		expect(joinAge(vector).length).toBe(bytes(given.ageFile).length)
	})
})
