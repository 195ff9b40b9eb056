import { fromUtf8, type Hex, toHex, utf8 } from '#shared/kernel/bytes.ts'
import { describe, expect, it } from 'vitest'
import { Ask, innerSigner, signInner } from '#shared/crypto/ask.ts'
import { bodyAddress, type Inbox, inboxOf, openBody, sealBody } from '#shared/crypto/body.ts'
import { type BodyEnvelope, bodyAuthor, bodyJson, parseEnvelope } from '#shared/crypto/body-content.ts'
import { type Json, canonicalBytes, canonicalJson, readCanonicalJson } from '#shared/crypto/canonical-json.ts'
import { noDeployment } from '#shared/crypto/deployment.ts'
import { hybridPublicKey } from '#shared/crypto/hpke.ts'
import { encodeKeyFile, keyKinds, zero32 } from '#shared/crypto/key-file.ts'
import { recoverSigner } from '#shared/crypto/sign.ts'
import { type Message, typedDataDigest } from '#shared/crypto/typed-data.ts'
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

describe('what a body repeats', () => {
	const domain = { chainId: 31337, deployment, contract: given.signed[0].contract as Hex }
	const signer = rootSigner(deployment, key(vectors('conventions').rootKeys.vaultRoot), 'sign/member/0')
	const message: Message<typeof Ask> = given.signed[0].message
	const random = seededRandom(9)
	const salt: Hex = `0x${'02'.repeat(32)}`
	const envelope: BodyEnvelope = {
		type: 'ask',
		deployment,
		ask: message.ask,
		from: message.from,
		to: message.to,
		nonce: random.bytes(16),
		card: `0x${'01'.repeat(16)}`,
		decisionSalt: random.bytes(32),
		membership: { institution: message.from, scopes: 8, expiry: 1_900_000_000, salt, proof: [zero32, salt] },
		signature: signInner(domain, Ask, message, signer.key),
	}
	const json = bodyJson(envelope, { question: 'Has uridine been tried?', wanted: ['outcome'] })

	it('comes back through canonical JSON, beside what is said', () => {
		const read = valueOf(readCanonicalJson(canonicalBytes(json)))
		expect(valueOf(parseEnvelope(read))).toEqual(envelope)
		expect(read).toMatchObject({ question: 'Has uridine been tried?' })
	})

	it('names its author, and belongs to one statement alone', () => {
		expect(valueOf(bodyAuthor(domain, Ask, message, envelope))).toBe(signer.address)
		const lifted = [
			{ ask: zero32 },
			{ from: 8 },
			{ to: 8 },
			{ type: 'answer' as const },
			{ deployment: noDeployment },
		]
		for (const change of lifted)
			expect(bodyAuthor(domain, Ask, message, { ...envelope, ...change })).toMatchObject({
				error: { kind: 'not-this-statement' },
			})
		const other = { ...envelope, membership: { ...envelope.membership, institution: 8 } }
		expect(bodyAuthor(domain, Ask, message, other).ok).toBe(false)
		const forged = bodyAuthor(domain, Ask, { ...message, decision: zero32 }, envelope)
		expect(forged.ok && forged.value).not.toBe(signer.address)
	})

	it.each<[string, object]>([
		['a short nonce', { nonce: 'AAAA' }],
		['no salt', { salts: {} }],
		['a signature in another spelling', { signature: envelope.signature }],
		['a handle in capitals', { card: `0x${'AB'.repeat(16)}` }],
		['a proof that is too long', { membership: { ...envelope.membership, proof: Array(17).fill(zero32) } }],
	])('is refused with %s', (_, change) => {
		expect(parseEnvelope({ ...(json as object), ...change }).ok).toBe(false)
	})
})
