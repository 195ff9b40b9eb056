import { describe, expect, test } from 'vitest'
import { acceptKeyFile, acceptKeyStatement } from '#shared/ledger/accept-key.ts'
import type { Contracts } from '#shared/ledger/contracts.ts'
import { domainOf } from '#shared/ledger/contracts.ts'
import type { Institution, KeyStatement } from '#shared/ledger/registry.ts'
import type { DeploymentId } from '#shared/crypto/deployment.ts'
import { hybridPublicKey, newHybridSeed } from '#shared/crypto/hpke.ts'
import { encodeKeyFile, KeyAnnouncement, keyCommitment, keyKinds, zero32 } from '#shared/crypto/key-file.ts'
import { Officers } from '#shared/crypto/officers.ts'
import { addressOf, signDigest } from '#shared/crypto/sign.ts'
import { typedDataDigest } from '#shared/crypto/typed-data.ts'
import { toHex, type Hex } from '#shared/kernel/bytes.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import { Secret } from '#shared/kernel/secret.ts'

const address = `0x${'2'.repeat(40)}` as const
const contracts = {
	chain: { network: { chainId: 31337 } },
	deployment: {
		chainId: 31337,
		id: new Uint8Array(32).fill(9) as DeploymentId,
		contracts: { Institutions: address },
	},
} as unknown as Contracts
const domain = domainOf(contracts, 'Institutions')
const signer = () => {
	const key = new Secret(systemRandom.bytes(32))
	return { key, address: addressOf(key) }
}
const [first, second, third, stranger] = [signer(), signer(), signer(), signer()]
const time = 1_800_000_000
const times = { notBefore: time - 10, notAfter: time + 10 }

/** An institution with one set of officers from block 1 on. */
const institution = (keys: readonly KeyStatement[]): Institution => ({
	id: 7,
	name: 'Invented',
	country: 'IS',
	founder: false,
	status: 'active',
	verifiedAt: 1,
	until: time + 1000,
	officers: [
		{
			generation: 1,
			officers: [first.address, second.address],
			threshold: 2,
			previous: zero32,
			effectiveAt: 1,
			signatures: [],
			block: 1,
		},
	],
	members: [],
	keys,
	exchanges: [],
})

function announced(
	generation: number,
	previous: Hex,
	by = first,
	at = times,
): KeyStatement & { file: Uint8Array } {
	const kind = keyKinds.inbox
	const publicKey = hybridPublicKey(newHybridSeed(systemRandom))
	const file = encodeKeyFile({ kind, institution: 7, generation, previous, publicKey, ...at })
	const statement = { institution: 7, kind, generation, key: keyCommitment(file), previous, ...at }
	const digest = typedDataDigest(domain, KeyAnnouncement, statement)
	const signature = signDigest(by.key, digest)
	return { ...statement, root: zero32, signature, digest: toHex(digest), block: 5, file }
}
const accept = (keys: readonly KeyStatement[], of = institution(keys)) =>
	acceptKeyStatement(contracts, of, keyKinds.inbox, time)

describe('a key', () => {
	const one = announced(1, zero32)
	const two = announced(2, one.digest, second)

	test('counts along a chain of announcements without a gap', () => {
		expect(accept([one, two])).toMatchObject({ ok: true, value: { generation: 2 } })
		expect(accept([])).toMatchObject({ error: { kind: 'key-missing' } })
	})

	test('does not count when a link is missing, out of order or repeated', () => {
		for (const keys of [[two], [two, one], [one, one], [one, two, two]])
			expect(accept(keys)).toMatchObject({ error: { kind: 'key-gap' } })
	})

	test('does not count when a stranger signed it, or anything in it was changed afterwards', () => {
		expect(accept([announced(1, zero32, stranger)])).toMatchObject({ error: { kind: 'key-not-signed' } })
		const other = announced(1, zero32)
		expect(accept([{ ...one, key: other.key }])).toMatchObject({ error: { kind: 'key-gap' } })
		expect(accept([{ ...one, key: other.key, digest: other.digest }])).toMatchObject({ ok: false })
	})

	test('does not count before or after its time', () => {
		const late = announced(1, zero32, first, { notBefore: time + 1, notAfter: time + 2 })
		const over = announced(1, zero32, first, { notBefore: time - 2, notAfter: time - 1 })
		for (const key of [late, over])
			expect(accept([key])).toMatchObject({ error: { kind: 'key-not-in-time' } })
	})

	test('is taken from the announced file and no other', () => {
		const of = institution([one])
		expect(acceptKeyFile(of, one, one.file)).toMatchObject({ ok: true, value: { generation: 1 } })
		const flipped = one.file.slice()
		flipped[200] = (flipped[200] as number) ^ 1
		for (const file of [flipped, two.file, one.file.slice(1)])
			expect(acceptKeyFile(of, one, file)).toMatchObject({ error: { kind: 'key-file-differs' } })
	})
})

describe('officers who changed', () => {
	const change = (by: readonly ReturnType<typeof signer>[]): Institution => {
		const before = institution([])
		const [verification] = before.officers
		if (!verification) throw new Error('no officers')
		const { officers, threshold, effectiveAt } = verification
		const digestOf = (statement: Parameters<typeof typedDataDigest<typeof Officers.fields>>[2]) =>
			typedDataDigest(domain, Officers, statement)
		const previous = toHex(
			digestOf({ institution: 7, generation: 1, officers, threshold, previous: zero32, effectiveAt }),
		)
		const next = {
			generation: 2,
			officers: [third.address, first.address],
			threshold: 2,
			previous,
			effectiveAt: 4,
		}
		const digest = digestOf({ institution: 7, ...next })
		const signatures = by.map(({ key }) => signDigest(key, digest))
		return { ...before, officers: [verification, { ...next, signatures, block: 4 }] }
	}

	test('sign keys from their block on when the threshold before them agreed', () => {
		const key = announced(1, zero32, third)
		expect(accept([key], { ...change([first, second]), keys: [key] })).toMatchObject({ ok: true })
		const old = announced(1, zero32, second)
		expect(accept([old], { ...change([first, second]), keys: [old] })).toMatchObject({
			error: { kind: 'key-not-signed' },
		})
	})

	test('are nobody when one of the two was left out, or a stranger signed instead', () => {
		const key = announced(1, zero32, third)
		for (const by of [[first], [first, first], [first, stranger]])
			expect(accept([key], { ...change(by), keys: [key] })).toMatchObject({
				error: { kind: 'key-not-signed' },
			})
	})
})
