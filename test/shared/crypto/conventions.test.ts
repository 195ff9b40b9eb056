import { ByteReader, fromBase64url, toBase64url, toHex, utf8 } from '#shared/kernel/bytes.ts'
import { reveal } from '#shared/kernel/secret.ts'
import { readVarint, varint } from '#shared/kernel/varint.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
	canonicalBytes,
	canonicalHash,
	canonicalJson,
	readCanonicalJson,
} from '#shared/crypto/canonical-json.ts'
import { deploymentId, parseDeployment } from '#shared/crypto/deployment.ts'
import { hash, kdf } from '#shared/crypto/kdf.ts'
import { open, seal } from '#shared/crypto/seal.ts'
import { addressOf, logPublicKey } from '#shared/crypto/sign.ts'
import { rootSeed, rootSigner, type SeedPath, type SignerPath } from '#shared/crypto/vault-root.ts'
import { bytes, deployment, fixedRandom, key, seededRandom, valueOf, vectors } from './vectors.ts'

const given = vectors('conventions')

describe('deployment', () => {
	it('has the id that the contract computes', () => {
		const { chainId, institutions, salt, D } = given.deployment
		expect(toHex(deploymentId(chainId, institutions, bytes(salt)))).toBe(D)
	})

	it('reads its own JSON and refuses an address in another spelling', () => {
		const json = {
			v: 1,
			type: 'deployment',
			chainId: 31337,
			deployment: given.deployment.D,
			contracts: { Institutions: given.deployment.institutions },
		}
		expect(valueOf(parseDeployment(json)).contracts['Institutions']).toBe(given.deployment.institutions)
		for (const wrong of [
			{ ...json, v: 2 },
			{ ...json, deployment: '0x00' },
			{ ...json, contracts: { Institutions: given.deployment.institutions.toUpperCase() } },
			{ ...json, contracts: null },
		])
			expect(parseDeployment(wrong).ok).toBe(false)
	})
})

describe('derivation and hash', () => {
	it('give the bytes of the vectors', () => {
		for (const { key, label, ctx, out } of given.kdf)
			expect(toHex(kdf(deployment, bytes(key), label, bytes(ctx)))).toBe(out)
		expect(toHex(hash(deployment, given.H.label, bytes(given.H.bytes)))).toBe(given.H.out)
	})

	it('derive every key of the vault root that the vectors name', () => {
		const root = key(given.rootKeys.vaultRoot)
		for (const [path, expected] of Object.entries<Record<string, string>>(given.rootKeys.keys)) {
			if (expected['sk']) {
				const signer = rootSigner(deployment, root, path as SignerPath)
				expect(toHex(reveal(signer.key))).toBe(expected['sk'])
				expect(signer.address).toBe(expected['address']?.toLowerCase())
				expect(addressOf(signer.key)).toBe(signer.address)
			} else {
				const seed = rootSeed(deployment, root, path as SeedPath)
				expect(toHex(reveal(seed))).toBe(expected['seed'])
				if (expected['publicKey']) expect(toHex(logPublicKey(seed))).toBe(expected['publicKey'])
			}
		}
	})
})

describe('varint', () => {
	it('has one spelling per value', () => {
		for (const { n, bytes: hex } of given.varint) {
			expect(toHex(varint(n))).toBe(hex)
			expect(readVarint(new ByteReader(bytes(hex)))).toBe(n)
		}
		for (const hex of given.varintReject) expect(readVarint(new ByteReader(bytes(hex)))).toBeUndefined()
	})
})

describe('canonical JSON', () => {
	it('is RFC 8785', () => {
		expect(canonicalJson(given.jcs.input)).toBe(given.jcs.canonical)
		expect(toHex(canonicalHash(given.jcs.input))).toBe(given.jcs.sha256)
	})

	it('refuses every other spelling', () => {
		const others = [
			...given.jcsReject,
			'{"a": 1}',
			'{"a":1e3}',
			'{"a":-0}',
			'"\\u0061"',
			'"\\ud800"',
			'',
			'\ufeff1',
		]
		for (const text of others) expect(readCanonicalJson(utf8(text)).ok, text).toBe(false)
		expect(readCanonicalJson(Uint8Array.of(0x22, 0xff, 0x22)).ok).toBe(false)
		expect(readCanonicalJson(utf8(`${'['.repeat(5000)}${']'.repeat(5000)}`)).ok).toBe(false)
		expect(readCanonicalJson(utf8('"abc"'), 4).ok).toBe(false)
	})

	it('writes text in NFC and therefore refuses any other', () => {
		expect(canonicalJson('e\u0301')).toBe('"\u00e9"')
		expect(readCanonicalJson(utf8('"e\u0301"')).ok).toBe(false)
		expect(() => canonicalJson('\ud800')).toThrow(TypeError)
		expect(() => canonicalJson(0.5)).toThrow(TypeError)
	})

	it('reads what it writes', () => {
		const json = fc.jsonValue({ maxDepth: 4 })
		fc.assert(
			fc.property(json, value => {
				const whole = JSON.parse(JSON.stringify(value), (_, item) =>
					typeof item === 'number' ? Math.trunc(item % 1e9) + 0 : item,
				)
				const written = canonicalBytes(whole)
				expect(canonicalBytes(valueOf(readCanonicalJson(written)))).toEqual(written)
			}),
		)
	})
})

describe('seal', () => {
	const { key: hexKey, label, ctx, head, salt, plaintext, file } = given.seal
	const scope = { label, context: bytes(ctx), head: bytes(head) }

	it('gives the bytes of the vector and opens them', () => {
		const sealed = seal(deployment, bytes(hexKey), scope, bytes(plaintext), fixedRandom(bytes(salt)))
		expect(toHex(sealed)).toBe(file)
		expect(toHex(valueOf(open(deployment, bytes(hexKey), scope, bytes(file))))).toBe(plaintext)
	})

	it('does not open after a change of any byte, cut short, or elsewhere', () => {
		const whole = bytes(file)
		for (let at = 0; at < whole.length; at++) {
			const changed = whole.slice()
			changed[at] = (changed[at] as number) ^ 1
			expect(open(deployment, bytes(hexKey), scope, changed).ok, `byte ${at}`).toBe(false)
			expect(open(deployment, bytes(hexKey), scope, whole.subarray(0, at)).ok, `length ${at}`).toBe(false)
		}
		const other = deploymentId(31337, given.deployment.institutions, new Uint8Array(32))
		expect(open(other, bytes(hexKey), scope, whole).ok).toBe(false)
		expect(open(deployment, bytes(hexKey), { ...scope, label: 'body' }, whole).ok).toBe(false)
		expect(open(deployment, bytes(hexKey), { ...scope, context: new Uint8Array(13) }, whole).ok).toBe(false)
	})
})

describe('base64url', () => {
	it('reads what it writes and nothing else of the same bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 70 }), value => {
				expect(fromBase64url(toBase64url(value))).toEqual(value)
				expect(toBase64url(value)).toBe(Buffer.from(value).toString('base64url'))
			}),
		)
		expect(fromBase64url('AB')).toBeUndefined()
		expect(seededRandom(1).bytes(3)).toEqual(seededRandom(1).bytes(3))
	})
})
