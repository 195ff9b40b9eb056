import { fromUtf8, type Hex, toHex, utf8 } from '#shared/kernel/bytes.ts'
import { describe, expect, it } from 'vitest'
import { type Json, canonicalBytes, canonicalHash } from '#shared/crypto/canonical-json.ts'
import { commit } from '#shared/crypto/commitment.ts'
import { deploymentId } from '#shared/crypto/deployment.ts'
import { recoverSigner } from '#shared/crypto/sign.ts'
import { typedDataDigest } from '#shared/crypto/typed-data.ts'
import { capability, signNarrow, signRevoke } from '#shared/consent/capability.ts'
import { consentHandle, expiryPeriod, openTerms, periodEnd } from '#shared/consent/handle.ts'
import { Narrow, Revoke } from '#shared/consent/statements.ts'
import { readTerms, termsJson } from '#shared/consent/terms.ts'
import { bytes, deployment, key, valueOf, vectors } from '../crypto/vectors.ts'

const given = vectors('consent')
const json: Json = given.terms
const written = canonicalBytes(json)
const grant = {
	institution: 42,
	commitment: given.commitment as Hex,
	capability: given.capability as Hex,
	expiry: given.expiry,
}
const salt = bytes(given.salt)

describe('consent terms', () => {
	it('are hashed and committed to as in the vectors', () => {
		expect(toHex(canonicalHash(json))).toBe(given.termsSha256)
		expect(commit(deployment, salt, json)).toBe(given.commitment)
		expect(() => commit(deployment, salt.slice(1), json)).toThrow(RangeError)
	})

	it('are read and written back the same', () => {
		const terms = valueOf(readTerms(written))
		expect(canonicalBytes(termsJson(terms))).toEqual(written)
		const mixed = { ...terms, data: ['narrative', 'codes', 'codes'] }
		expect(canonicalBytes(termsJson(mixed))).toEqual(written)
	})

	it.each<[string, object]>([
		['an unsorted list', { purposes: ['second-opinion', 'care-match'] }],
		['a value twice', { duo: ['DUO:0000042', 'DUO:0000042'] }],
		['an unknown subject', { subject: 'cat' }],
		['no end', { until: null }],
		['another version', { v: 2 }],
		['another type', { type: 'record' }],
		['a country by name', { recipients: { tiers: [], countries: ['India'], named: [], excluded: [] } }],
	])('are refused with %s', (_, change) => {
		expect(readTerms(canonicalBytes({ ...given.terms, ...change } as Json)).ok).toBe(false)
	})

	it('keep words of a later version, which are then not allowed', () => {
		const later = { ...given.terms, data: ['codes', 'voice'], colour: 'blue' }
		expect(valueOf(readTerms(canonicalBytes(later))).data).toEqual(['codes', 'voice'])
	})
})

describe('consent handle', () => {
	it('is the one of the vectors and changes with every part of the grant', () => {
		expect(consentHandle(deployment, grant)).toBe(given.handle)
		const others = [
			{ institution: 43 },
			{ commitment: `0x${'00'.repeat(32)}` as Hex },
			{ capability: `0x${'00'.repeat(20)}` as Hex },
			{ expiry: 230 },
		].map(change => consentHandle(deployment, { ...grant, ...change }))
		const elsewhere = deploymentId(1, `0x${'00'.repeat(20)}`, new Uint8Array(32))
		expect(new Set([...others, consentHandle(elsewhere, grant), given.handle]).size).toBe(6)
	})

	it('ends a consent with the period its last second falls in', () => {
		expect(expiryPeriod(given.terms.until)).toBe(given.expiry)
		expect(expiryPeriod(periodEnd(229))).toBe(229)
		expect(expiryPeriod(periodEnd(229) + 1)).toBe(230)
		expect(periodEnd(given.expiry)).toBeGreaterThanOrEqual(given.terms.until)
	})
})

describe('opening terms', () => {
	it('takes the committed bytes and nothing else', () => {
		expect(valueOf(openTerms(deployment, { terms: written, salt }, grant)).institution).toBe(42)
		const no = { error: { kind: 'not-these-terms' } }
		const text = fromUtf8(written) as string
		const widened = utf8(text.replace('"narrative"', '"outcome","narrative"'))
		expect(openTerms(deployment, { terms: widened, salt }, grant)).toMatchObject(no)
		expect(openTerms(deployment, { terms: written, salt: new Uint8Array(32) }, grant)).toMatchObject(no)
		expect(openTerms(deployment, { terms: written, salt: new Uint8Array(3) }, grant)).toMatchObject(no)
		expect(openTerms(deployment, { terms: written, salt }, { ...grant, institution: 7 })).toMatchObject(no)
		expect(openTerms(deployment, { terms: written, salt }, { ...grant, expiry: 230 })).toMatchObject(no)
	})

	it('does not take terms of another deployment, however well they are committed to', () => {
		const foreign = canonicalBytes({ ...given.terms, deployment: `0x${'ab'.repeat(32)}` })
		const commitment = commit(deployment, salt, JSON.parse(fromUtf8(foreign) as string))
		const opened = openTerms(deployment, { terms: foreign, salt }, { ...grant, commitment })
		expect(opened).toMatchObject({ error: { kind: 'not-these-terms' } })
	})
})

describe('capability', () => {
	const root = key(vectors('conventions').rootKeys.vaultRoot)
	const domain = { chainId: 31337, deployment, contract: given.signed[0].contract as Hex }

	it('comes back from receipt and vault, and from neither with another', () => {
		const receipt = bytes('0x000102030405060708090a0b0c0d0e0f')
		const one = capability(deployment, root, receipt)
		expect(capability(deployment, root, receipt).address).toBe(one.address)
		expect(capability(deployment, root, receipt.toReversed()).address).not.toBe(one.address)
		expect(capability(deployment, key(`0x${'01'.repeat(32)}`), receipt).address).not.toBe(one.address)
		expect(() => capability(deployment, root, receipt.slice(1))).toThrow(RangeError)
	})

	it('signs what the contract recovers', () => {
		const signer = capability(deployment, root, new Uint8Array(16))
		const handle: Hex = given.handle
		const revoke = typedDataDigest(domain, Revoke, { handle })
		expect(recoverSigner(revoke, signRevoke(domain, signer, handle))).toBe(signer.address)
		const narrow = given.signed[1].message
		const digest = typedDataDigest(domain, Narrow, narrow)
		expect(recoverSigner(digest, signNarrow(domain, signer, narrow))).toBe(signer.address)
	})
})
