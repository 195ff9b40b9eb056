import type { Hex } from '../kernel/bytes.ts'
import { zero32 } from './key-file.ts'
import type { Key } from './kdf.ts'
import { recoverSigner, signDigest } from './sign.ts'
import { type Domain, type Message, struct, typedDataDigest } from './typed-data.ts'

/** A question about one card, from institution to institution (protocol 8). `body` is the sealed body's storage root. */
export const Ask = struct('Ask', {
	ask: 'bytes32',
	from: 'uint32',
	to: 'uint32',
	stage: 'uint8',
	body: 'bytes32',
	decision: 'bytes32',
	deadline: 'uint64',
})

/** `request` is the digest of the ask; outcomes 3 and 4 carry no consent, agreement or rule pack. */
export const Answer = struct('Answer', {
	ask: 'bytes32',
	request: 'bytes32',
	from: 'uint32',
	to: 'uint32',
	outcome: 'uint8',
	consent: 'bytes16',
	body: 'bytes32',
	decision: 'bytes32',
	agreement: 'bytes32',
	rulePack: 'bytes32',
	deadline: 'uint64',
})

/** Signed by both sides; `previous` is the digest of what it follows. */
export const Reveal = struct('Reveal', {
	ask: 'bytes32',
	previous: 'bytes32',
	stage: 'uint8',
	owner: 'uint32',
	reader: 'uint32',
	consent: 'bytes16',
	contents: 'bytes32',
	decision: 'bytes32',
	agreement: 'bytes32',
	rulePack: 'bytes32',
	sequence: 'uint32',
	deadline: 'uint64',
})

/** `body` is a commitment to the opinion's event in its room. */
export const Opinion = struct('Opinion', {
	room: 'bytes32',
	ask: 'bytes32',
	institution: 'uint32',
	body: 'bytes32',
	meaning: 'uint8',
	supersedes: 'bytes32',
	at: 'uint64',
})

export const outcomes = { yes: 1, no: 2, declined: 3, withdrawn: 4 } as const
export type Outcome = (typeof outcomes)[keyof typeof outcomes]
/** What a signature under an opinion means (21 CFR 11.50). */
export const meanings = { authored: 1, reviewed: 2, approved: 3, responsible: 4, dissent: 5 } as const

type Bodied = typeof Ask | typeof Answer

/**
 * The digest that is signed inside the sealed body: the same message before the body has a root. It names the author
 * before the chain is asked, and contracts refuse a body of zero, so it is worth nothing there.
 */
export const innerDigest = <S extends Bodied>(domain: Domain, type: S, message: Message<S>): Uint8Array => {
	const bodiless = { ...message, body: zero32 }
	return type.name === 'Ask'
		? typedDataDigest(domain, Ask, bodiless as Message<typeof Ask>)
		: typedDataDigest(domain, Answer, bodiless as Message<typeof Answer>)
}

export const signInner = <S extends Bodied>(domain: Domain, type: S, message: Message<S>, key: Key): Hex =>
	signDigest(key, innerDigest(domain, type, message))

/** Who signed the body of this message, if anybody did. */
export const innerSigner = <S extends Bodied>(
	domain: Domain,
	type: S,
	message: Message<S>,
	signature: Hex,
): Hex | undefined => recoverSigner(innerDigest(domain, type, message), signature)
