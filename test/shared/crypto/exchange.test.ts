import { keccak_256 } from '@noble/hashes/sha3.js'
import { toHex } from '#shared/kernel/bytes.ts'
import { reveal } from '#shared/kernel/secret.ts'
import { describe, expect, it } from 'vitest'
import {
	decapsulatePair,
	decodeExchangeFile,
	encapsulatePair,
	encodeExchangeFile,
	ExchangeAnnouncement,
	exchangeEntryLength,
	exchangeInfo,
} from '#shared/crypto/exchange.ts'
import { makeExchange, openExchange } from '#shared/crypto/exchange-window.ts'
import { hybridPublicKey, newHybridSeed, openWith, sealTo } from '#shared/crypto/hpke.ts'
import { encodeKeyFile, keyFileHash, keyKinds, zero32 } from '#shared/crypto/key-file.ts'
import {
	chainAtEpoch,
	mostSteps,
	nextEpoch,
	type PairChain,
	startPairChain,
} from '#shared/crypto/pair-chain.ts'
import { typedDataDigest } from '#shared/crypto/typed-data.ts'
import { bytes, deployment, fixedRandom, key, seededRandom, valueOf, vectors } from './vectors.ts'

const given = vectors('pair')
const keyFile = bytes(vectors('institution').keyFile.file)
const seed = key(given.recipientSeed)
const terms = {
	sender: given.S,
	receiver: given.R,
	sequence: given.seq,
	generation: given.generation,
	keyFile,
}
const file = bytes(given.exchangeFile)
const enc = file.slice(-1120)

describe('pair exchange', () => {
	it('has the encapsulation and root of the vectors', () => {
		expect(toHex(keyFileHash(keyFile))).toBe(given.keyFileSha256)
		expect(toHex(exchangeInfo(deployment, terms))).toBe(given.info)
		const random = fixedRandom(bytes(given.encapsulationSeed))
		const made = valueOf(encapsulatePair(deployment, hybridPublicKey(seed), terms, random))
		expect(toHex(made.enc)).toBe(toHex(enc))
		expect(toHex(reveal(made.secret))).toBe(given.pairRoot)
		expect(toHex(reveal(valueOf(decapsulatePair(deployment, seed, terms, enc))))).toBe(given.pairRoot)
	})

	it('gives another root for other ids, turn, generation, key file or encapsulation', () => {
		const otherFile = keyFile.slice()
		otherFile[58] = (otherFile[58] as number) ^ 1
		const changes = [
			{ sender: 8 },
			{ receiver: 43 },
			{ sequence: 3 },
			{ generation: 6 },
			{ keyFile: otherFile },
		]
		const roots = changes.map(change =>
			toHex(reveal(valueOf(decapsulatePair(deployment, seed, { ...terms, ...change }, enc)))),
		)
		const damaged = enc.slice()
		damaged[1119] = (damaged[1119] as number) ^ 1
		roots.push(toHex(reveal(valueOf(decapsulatePair(deployment, seed, terms, damaged)))))
		expect(new Set([...roots, given.pairRoot]).size).toBe(7)
		expect(decapsulatePair(deployment, seed, terms, enc.slice(1))).toEqual({
			ok: false,
			error: { kind: 'does-not-open' },
		})
	})

	it('says so when a public key is not one', () => {
		const made = encapsulatePair(deployment, new Uint8Array(1216).fill(255), terms, seededRandom(1))
		expect(made).toEqual({ ok: false, error: { kind: 'bad-key' } })
	})
})

describe('exchange file', () => {
	it('is spelled and read as in the vectors', () => {
		const read = valueOf(decodeExchangeFile(file))
		expect(read).toEqual({
			sender: 7,
			sequence: 2,
			first: [3, 0, 0, 0],
			entries: [{ receiver: 42, generation: 5, back: [1, 0, 0, 0], enc }],
		})
		expect(toHex(encodeExchangeFile(read))).toBe(given.exchangeFile)
		expect(30 + 999 * exchangeEntryLength).toBe(given.bytes1000)
	})

	it('is announced as in the vectors', () => {
		const { contract, message, digest } = given.announced
		expect(message.file).toBe(toHex(keccak_256(file)))
		expect(message.length).toBe(file.length)
		const domain = { chainId: 31337, deployment, contract }
		expect(toHex(typedDataDigest(domain, ExchangeAnnouncement, message))).toBe(digest)
	})

	it('is refused when cut, longer than it says, of another type or out of order', () => {
		for (const length of [0, 1, 2, 29, 30, file.length - 1])
			expect(decodeExchangeFile(file.slice(0, length)).ok).toBe(false)
		const entry = { receiver: 5, generation: 0, back: [0, 0, 0, 0] as const, enc }
		const head = { sender: 1, sequence: 0, first: [0, 0, 0, 0] as const }
		expect(() => encodeExchangeFile({ ...head, entries: [entry, entry] })).toThrow(RangeError)
		const two = encodeExchangeFile({ ...head, entries: [entry, { ...entry, receiver: 6 }] })
		two[30 + 3] = 6
		expect(decodeExchangeFile(two).ok).toBe(false)
		const newer = file.slice()
		newer[0] = 2
		expect(decodeExchangeFile(newer)).toEqual({ ok: false, error: { kind: 'needs-newer-version' } })
	})

	it('starts the same eight chains on both sides, and none for a third', () => {
		const random = seededRandom(41)
		const partner = (institution: number) => {
			const seed = newHybridSeed(random)
			const times = { generation: 1, notBefore: 0, notAfter: 10, previous: zero32 }
			const publicKey = hybridPublicKey(seed)
			return {
				seed,
				keyFile: encodeKeyFile({ kind: keyKinds.exchange, institution, ...times, publicKey }),
				back: [1, 2, 3, institution] as const,
			}
		}
		const [ninth, eighth, other] = [partner(9), partner(8), partner(10)]
		const own = { institution: 7, sequence: 1, first: [4, 5, 6, 7] as const }
		const broken = { keyFile: keyFile.slice(0, 100), back: [0, 0, 0, 0] as const }
		const made = makeExchange(deployment, own, [ninth, eighth, broken], random)
		expect(made.unusable).toEqual([broken])
		for (const [institution, reader] of [
			[8, eighth],
			[9, ninth],
		] as const) {
			const theirs = valueOf(openExchange(deployment, made.file, reader))
			const ours = made.chains.filter(({ from, to }) => from === institution || to === institution)
			const spelled = ({ key, ...place }: PairChain) => ({ ...place, key: toHex(reveal(key)) })
			expect(theirs.map(spelled)).toEqual(ours.map(spelled))
			expect(new Set(theirs.map(chain => toHex(reveal(chain.key)))).size).toBe(8)
		}
		expect(openExchange(deployment, made.file, other)).toEqual({
			ok: false,
			error: { kind: 'not-addressed' },
		})
	})
})

describe('pair chain', () => {
	const root = key(given.pairRoot)
	const start = startPairChain(deployment, root, { from: 7, to: 42, class: 0, epoch: 3 })

	it('has the states of the vectors in both directions', () => {
		for (const [epoch, state] of Object.entries(given.chainClass0))
			expect(toHex(reveal(valueOf(chainAtEpoch(deployment, start, Number(epoch))).key))).toBe(state)
		const back = startPairChain(deployment, root, { from: 42, to: 7, class: 0, epoch: 1 })
		expect(toHex(reveal(back.key))).toBe(given.backChainClass0[1])
	})

	it('only goes forward, and not for ever at once', () => {
		expect(chainAtEpoch(deployment, nextEpoch(deployment, start), 3)).toEqual({
			ok: false,
			error: { kind: 'chain-is-past' },
		})
		expect(chainAtEpoch(deployment, start, 3 + mostSteps).ok).toBe(true)
		expect(chainAtEpoch(deployment, start, 4 + mostSteps)).toEqual({
			ok: false,
			error: { kind: 'too-far-ahead' },
		})
	})
})

describe('a message to one key', () => {
	it('opens for that key, info and aad alone, and not after a change of any byte', () => {
		const random = seededRandom(8)
		const [info, aad, text] = [1, 2, 3].map(length => random.bytes(length)) as [
			Uint8Array,
			Uint8Array,
			Uint8Array,
		]
		const sealed = valueOf(sealTo(hybridPublicKey(seed), info, aad, text, random))
		expect(sealed.length).toBe(1120 + 3 + 16)
		expect(valueOf(openWith(seed, info, aad, sealed))).toEqual(text)
		expect(openWith(newHybridSeed(random), info, aad, sealed).ok).toBe(false)
		expect(openWith(seed, aad, aad, sealed).ok).toBe(false)
		expect(openWith(seed, info, info, sealed).ok).toBe(false)
		for (let index = 0; index < sealed.length; index += index < 1110 ? 37 : 1) {
			const changed = sealed.slice()
			changed[index] = (changed[index] as number) ^ 64
			expect(openWith(seed, info, aad, changed).ok, `byte ${index}`).toBe(false)
		}
		expect(openWith(seed, info, aad, sealed.slice(0, 1125)).ok).toBe(false)
	})
})
