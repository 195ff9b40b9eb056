import { fromUtf8, type Hex, toHex, utf8 } from '#shared/kernel/bytes.ts'
import { describe, expect, it } from 'vitest'
import { Ask, innerSigner, signInner } from '#shared/crypto/ask.ts'
import { bodyAddress, type Inbox, inboxOf, openBody, sealBody } from '#shared/crypto/body.ts'
import { type Json, canonicalJson } from '#shared/crypto/canonical-json.ts'
import { hybridPublicKey } from '#shared/crypto/hpke.ts'
import { encodeKeyFile, keyKinds, zero32 } from '#shared/crypto/key-file.ts'
import { recoverSigner } from '#shared/crypto/sign.ts'
import { typedDataDigest } from '#shared/crypto/typed-data.ts'
import { rootSigner } from '#shared/crypto/vault-root.ts'
import { bytes, deployment, fixedRandom, key, seededRandom, valueOf, vectors } from './vectors.ts'

const given = vectors('ask')
const { sealedBody } = given
const seed = key(sealedBody.inboxSeed)
const inbox: Inbox = {
	institution: sealedBody.to,
	generation: sealedBody.generation,
	publicKey: hybridPublicKey(seed),
	fileHash: bytes(sealedBody.keyFileSha256),
}
const content: Json = JSON.parse(sealedBody.plaintext)
const file = bytes(sealedBody.file)

describe('sealed body', () => {
	it('is sealed and opened as in the vectors', () => {
		expect(canonicalJson(content)).toBe(sealedBody.plaintext)
		const random = fixedRandom(bytes(sealedBody.encapsulationSeed))
		expect(toHex(valueOf(sealBody(deployment, inbox, sealedBody.kind, content, random)))).toBe(
			sealedBody.file,
		)
		expect(file.length).toBe(sealedBody.bytes)
		expect(valueOf(openBody(deployment, inbox, seed, file))).toEqual({ kind: 1, content })
		expect(valueOf(bodyAddress(file))).toEqual({ kind: 1, to: 42, generation: 3 })
	})

	it('does not open elsewhere: other institution, generation, key file or seed', () => {
		const changes = [{ institution: 7 }, { generation: 4 }, { fileHash: new Uint8Array(32) }]
		for (const change of changes)
			expect(openBody(deployment, { ...inbox, ...change }, seed, file)).toMatchObject({
				error: { kind: 'does-not-open' },
			})
		expect(openBody(deployment, inbox, key(`0x${'01'.repeat(32)}`), file).ok).toBe(false)
	})

	it('does not open after a change of any byte, nor cut short', () => {
		for (let at = 0; at < file.length; at += at < 11 || at > 2100 ? 1 : 61) {
			const changed = file.slice()
			changed[at] = (changed[at] as number) ^ 2
			expect(openBody(deployment, inbox, seed, changed).ok, `byte ${at}`).toBe(false)
		}
		for (const length of [0, 2, 10, 11, 1130, 1131, 1146, 2170])
			expect(openBody(deployment, inbox, seed, file.slice(0, length)).ok).toBe(false)
		expect(bodyAddress(new Uint8Array(65_537)).ok).toBe(false)
		const newer = file.slice()
		newer[2] = 7
		expect(bodyAddress(newer)).toMatchObject({ error: { kind: 'needs-newer-version' } })
	})

	it('hides how long a short message is', () => {
		const random = seededRandom(6)
		const lengths = ['', 'a', 'a'.repeat(900)].map(
			text => valueOf(sealBody(deployment, inbox, 2, { text }, random)).length,
		)
		expect(new Set(lengths)).toEqual(new Set([2171]))
		expect(fromUtf8(utf8('é'))).toBe('é')
	})

	it('goes to inboxes alone', () => {
		const fields = { institution: 1, generation: 1, notBefore: 0, notAfter: 1, previous: zero32 }
		const publicKey = hybridPublicKey(seed)
		const keyFile = (kind: 2 | 3) => encodeKeyFile({ kind, ...fields, publicKey })
		expect(valueOf(inboxOf(keyFile(keyKinds.inbox))).institution).toBe(1)
		expect(inboxOf(keyFile(keyKinds.record)).ok).toBe(false)
	})
})

describe('inner signature', () => {
	const domain = { chainId: 31337, deployment, contract: given.signed[0].contract as Hex }
	const signer = rootSigner(deployment, key(vectors('conventions').rootKeys.vaultRoot), 'sign/member/0')
	const message = given.signed[0].message

	it('names the author whatever the body, and is worth nothing on chain', () => {
		const signature = signInner(domain, Ask, message, signer.key)
		expect(innerSigner(domain, Ask, message, signature)).toBe(signer.address)
		expect(innerSigner(domain, Ask, { ...message, body: zero32 }, signature)).toBe(signer.address)
		expect(recoverSigner(typedDataDigest(domain, Ask, message), signature)).not.toBe(signer.address)
		expect(innerSigner(domain, Ask, { ...message, ask: zero32 }, signature)).not.toBe(signer.address)
	})
})
