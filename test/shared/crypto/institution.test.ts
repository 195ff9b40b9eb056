import { sha256 } from '@noble/hashes/sha2.js'
import { type Hex, toHex, utf8 } from '#shared/kernel/bytes.ts'
import { describe, expect, it } from 'vitest'
import { Answer, Ask, Opinion, Reveal } from '#shared/crypto/ask.ts'
import { ExchangeAnnouncement } from '#shared/crypto/exchange.ts'
import { hybridPublicKey } from '#shared/crypto/hpke.ts'
import {
	decodeKeyFile,
	encodeKeyFile,
	fingerprint,
	KeyAnnouncement,
	keyCommitment,
	keyFileHash,
	zero32,
} from '#shared/crypto/key-file.ts'
import { isMember, memberLeaf, MemberSet, memberTree, padLeaves } from '#shared/crypto/member-set.ts'
import {
	acceptExchange,
	acceptKey,
	acceptMembers,
	acceptOfficers,
	type OfficerSet,
	Officers,
} from '#shared/crypto/officers.ts'
import { addressOf, recoverSigner, signDigest } from '#shared/crypto/sign.ts'
import { Narrow, Revoke } from '#shared/consent/statements.ts'
import { Record } from '#shared/record/statement.ts'
import { type Message, type Struct, typedDataDigest } from '#shared/crypto/typed-data.ts'
import { rootSigner } from '#shared/crypto/vault-root.ts'
import { bytes, deployment, key, seededRandom, valueOf, vectors } from './vectors.ts'

const given = vectors('institution')
const file = bytes(given.keyFile.file)
const domain = { chainId: 31337, deployment, contract: given.signed[0].contract as Hex }
const root = key(vectors('conventions').rootKeys.vaultRoot)
const officer = rootSigner(deployment, root, 'sign/officer')
const member = rootSigner(deployment, root, 'sign/member/0')

describe('key file', () => {
	it('is spelled and read as in the vectors', () => {
		const read = valueOf(decodeKeyFile(file))
		const { institution, kind, generation, previous, notBefore, notAfter } = given.signed[0].message
		expect(read).toMatchObject({ institution, kind, generation, previous, notBefore, notAfter })
		expect(toHex(read.publicKey)).toBe(toHex(hybridPublicKey(key(given.keyFile.seed))))
		expect(toHex(encodeKeyFile(read))).toBe(given.keyFile.file)
		expect(file.length).toBe(given.keyFile.bytes)
		expect(keyCommitment(file)).toBe(given.keyFile.commitment)
		expect(toHex(keyFileHash(file))).toBe(given.keyFile.sha256)
		expect(fingerprint(file).replaceAll(' ', '')).toBe(given.keyFile.sha256.slice(2, 26))
	})

	it('is refused cut, lengthened, of another type, or with times that cannot be', () => {
		for (const length of [0, 2, 58, 59, 1274]) expect(decodeKeyFile(file.slice(0, length)).ok).toBe(false)
		const changed = (at: number, value: number) => file.map((byte, i) => (i === at ? value : byte))
		expect(decodeKeyFile(Uint8Array.of(...file, 0)).ok).toBe(false)
		expect(decodeKeyFile(changed(1, 2)).ok).toBe(false)
		expect(decodeKeyFile(changed(11, 255)).ok).toBe(false)
		expect(decodeKeyFile(changed(0, 2))).toMatchObject({ error: { kind: 'needs-newer-version' } })
		expect(decodeKeyFile(changed(2, 9))).toMatchObject({ error: { kind: 'needs-newer-version' } })
	})
})

describe('member set', () => {
	const padding = [
		...given.memberSet.padding.map(bytes),
		...Array.from({ length: 64 }, (_, i) => sha256(utf8(`mednexus test vector/pad${i}/0`))).slice(8),
	]
	const leaves: Uint8Array[] = given.memberSet.members.map(memberLeafOf)
	function memberLeafOf(leaf: Parameters<typeof memberLeaf>[1]) {
		return memberLeaf(deployment, leaf)
	}

	it('has the leaves, root and proof of the vectors', () => {
		expect(leaves.map(toHex)).toEqual(given.memberSet.leaves)
		const tree = memberTree([...leaves, ...padding])
		expect(tree.root).toBe(given.memberSet.root)
		const index = given.memberSet.proofOf
		expect(tree.proofOf(leaves[index] as Uint8Array)).toEqual(given.memberSet.proof)
		expect(isMember(deployment, given.memberSet.members[index], given.memberSet.proof, tree.root)).toBe(true)
	})

	it('proves every leaf and nothing else, at any size', () => {
		const random = seededRandom(64)
		for (const size of [1, 64, 65, 130]) {
			const members = Array.from({ length: size }, (_, i) => ({
				institution: 3,
				signer: toHex(random.bytes(20)),
				scopes: 1 << (i % 9),
				expiry: 1_900_000_000,
				salt: toHex(random.bytes(32)),
			}))
			const padded = padLeaves(members.map(memberLeafOf), random)
			expect(Math.log2(padded.length) % 1).toBe(0)
			const tree = memberTree(padded)
			for (const each of members) {
				const proof = tree.proofOf(memberLeafOf(each)) as readonly Hex[]
				expect(isMember(deployment, each, proof, tree.root)).toBe(true)
				expect(isMember(deployment, { ...each, scopes: each.scopes + 512 }, proof, tree.root)).toBe(false)
				expect(isMember(deployment, each, proof.slice(1), tree.root)).toBe(false)
			}
			expect(tree.proofOf(random.bytes(32))).toBeUndefined()
		}
		expect(() => memberTree(leaves)).toThrow(RangeError)
	})
})

describe('typed data', () => {
	const types: Readonly<globalThis.Record<string, Struct>> = {
		KeyAnnouncement,
		MemberSet,
		Officers,
		ExchangeFile: ExchangeAnnouncement,
		Record,
		Revoke,
		Narrow,
		Ask,
		Answer,
		Reveal,
		Opinion,
	}
	const signed = [
		...given.signed,
		vectors('pair').announced,
		vectors('record').signed,
		...vectors('consent').signed,
		...vectors('ask').signed,
	]

	it.each(signed)('$primaryType has the digest and signer of the vectors', example => {
		const type = types[example.primaryType] as Struct
		const at = { ...domain, contract: example.contract }
		const digest = typedDataDigest(at, type, example.message)
		expect(toHex(digest)).toBe(example.digest)
		expect(recoverSigner(digest, example.signature)).toBe(example.signer.toLowerCase())
		const signer = [officer, member].find(({ address }) => address === example.signer.toLowerCase())
		if (signer) expect(signDigest(signer.key, digest)).toBe(example.signature)
	})

	it('has the field lists of the vectors', () => {
		for (const [name, type] of Object.entries(types)) {
			const listed: { name: string; type: string }[] = vectors('ask').types[name]
			expect(Object.entries(type.fields), name).toEqual(listed.map(field => [field.name, field.type]))
		}
	})

	it('refuses signatures that contracts refuse, and says another signer for another deployment', () => {
		const [example] = given.signed
		const digest = typedDataDigest(domain, KeyAnnouncement, example.message)
		const signature = bytes(example.signature)
		const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
		const s = BigInt(toHex(signature.slice(32, 64)))
		const high = (order - s).toString(16).padStart(64, '0')
		const v = (27 + 28 - (signature[64] as number)).toString(16)
		expect(recoverSigner(digest, `${example.signature.slice(0, 66)}${high}${v}` as Hex)).toBeUndefined()
		expect(recoverSigner(digest, example.signature.slice(0, -2) as Hex)).toBeUndefined()
		expect(recoverSigner(digest, `${example.signature.slice(0, -2)}00` as Hex)).toBeUndefined()
		expect(recoverSigner(digest, `0x${'00'.repeat(64)}1b`)).toBeUndefined()
		const elsewhere = typedDataDigest({ ...domain, chainId: 1 }, KeyAnnouncement, example.message)
		expect(recoverSigner(elsewhere, example.signature)).not.toBe(addressOf(officer.key))
		expect(() => typedDataDigest(domain, Revoke, { handle: '0x00' })).toThrow(TypeError)
		expect(() =>
			typedDataDigest(domain, Narrow, { ...vectors('consent').signed[1].message, expiry: 65_536 }),
		).toThrow(RangeError)
	})
})

describe('accepting statements', () => {
	const set: OfficerSet = {
		generation: 1,
		officers: [officer.address, member.address],
		threshold: 2,
		digest: `0x${'11'.repeat(32)}`,
	}
	const stranger = key(`0x${'05'.repeat(32)}`)
	const publicKey = hybridPublicKey(key(given.keyFile.seed))
	const fields = {
		institution: 42,
		kind: 1,
		generation: 1,
		previous: zero32,
		notBefore: 10,
		notAfter: 20,
	} as const
	const keyFile = encodeKeyFile({ ...fields, publicKey })
	const statement = { ...fields, key: keyCommitment(keyFile) }
	const announce = (message: Message<typeof KeyAnnouncement>, by = officer.key) => ({
		statement: message,
		signature: signDigest(by, typedDataDigest(domain, KeyAnnouncement, message)),
	})

	it('takes a key in its turn, signed by an officer', () => {
		const first = valueOf(acceptKey(domain, keyFile, announce(statement), set))
		const nextFields = { ...fields, generation: 2, previous: first.digest }
		const next = encodeKeyFile({ ...nextFields, publicKey })
		const announced = announce({ ...nextFields, key: keyCommitment(next) })
		expect(valueOf(acceptKey(domain, next, announced, set, first)).generation).toBe(2)
		expect(acceptKey(domain, next, announced, set)).toMatchObject({ error: { kind: 'leaves-a-gap' } })
		expect(acceptKey(domain, keyFile, announce(statement), set, first)).toMatchObject({
			error: { kind: 'goes-backwards' },
		})
		const forked = { ...first, digest: zero32 }
		expect(acceptKey(domain, next, announced, set, forked)).toMatchObject({ error: { kind: 'leaves-a-gap' } })
	})

	it('refuses a swapped file, a field that differs and a stranger’s signature', () => {
		const other = keyFile.slice()
		other[1274] = (other[1274] as number) ^ 1
		const differs = { error: { kind: 'differs-from-statement' } }
		expect(acceptKey(domain, other, announce(statement), set)).toMatchObject(differs)
		expect(acceptKey(domain, keyFile, announce({ ...statement, notAfter: 21 }), set)).toMatchObject(differs)
		expect(acceptKey(domain, keyFile, announce({ ...statement, kind: 2 }), set)).toMatchObject(differs)
		expect(acceptKey(domain, keyFile, announce(statement, stranger), set)).toMatchObject({
			error: { kind: 'not-signed-by-officers' },
		})
	})

	it('takes new officers only from the threshold of the set before', () => {
		const change = {
			institution: 42,
			generation: 2,
			officers: [officer.address],
			threshold: 1,
			previous: set.digest,
			effectiveAt: 100,
		}
		const sign = (signer: typeof stranger, message = change) =>
			signDigest(signer, typedDataDigest(domain, Officers, message))
		const both = [sign(officer.key), sign(member.key)]
		expect(valueOf(acceptOfficers(domain, set, change, both, 100))).toMatchObject({
			generation: 2,
			threshold: 1,
		})
		expect(acceptOfficers(domain, set, change, both, 99)).toMatchObject({
			error: { kind: 'not-yet-in-effect' },
		})
		for (const signatures of [
			[],
			[both[0] as Hex],
			[both[0] as Hex, both[0] as Hex],
			[both[0] as Hex, sign(stranger)],
		])
			expect(acceptOfficers(domain, set, change, signatures, 100)).toMatchObject({
				error: { kind: 'not-signed-by-officers' },
			})
		expect(acceptOfficers(domain, set, { ...change, previous: zero32 }, both, 100)).toMatchObject({
			error: { kind: 'leaves-a-gap' },
		})
	})

	it('takes member sets and exchange files in their turn', () => {
		const members = { institution: 42, generation: 1, root: zero32, previous: zero32, notAfter: 9 }
		const signature = signDigest(officer.key, typedDataDigest(domain, MemberSet, members))
		const accepted = valueOf(acceptMembers(domain, { statement: members, signature }, set))
		expect(acceptMembers(domain, { statement: members, signature }, set, accepted)).toMatchObject({
			error: { kind: 'goes-backwards' },
		})
		const exchange = bytes(vectors('pair').exchangeFile)
		const announced = {
			institution: 7,
			sequence: 1,
			file: keyCommitment(exchange),
			root: zero32,
			length: exchange.length,
			previous: zero32,
		}
		const sign = (message: typeof announced) => ({
			statement: message,
			signature: signDigest(officer.key, typedDataDigest(domain, ExchangeAnnouncement, message)),
		})
		expect(acceptExchange(domain, exchange, sign(announced), set).ok).toBe(true)
		expect(acceptExchange(domain, exchange, sign({ ...announced, length: 1 }), set)).toMatchObject({
			error: { kind: 'differs-from-statement' },
		})
	})
})
