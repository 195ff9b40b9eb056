import { fromBase64url, toBase64url, type Hex } from '../kernel/bytes.ts'
import {
	array,
	integer,
	malformed,
	nullable,
	object,
	oneOf,
	pattern,
	string,
	type Parser,
} from '../kernel/parse.ts'
import { ok } from '../kernel/result.ts'
import { scopes } from '../crypto/member-set.ts'
import type { SignerPath } from '../crypto/vault-root.ts'
import type { Membership } from '../ledger/membership.ts'

/** What each purpose address of a member may do. The address that pays for asks needs a leaf to be topped up. */
export const memberPaths = {
	'sign/member/0': scopes.ask,
	'tx/publish/0': scopes.publish,
	'tx/consent/0': scopes.consent,
	'tx/ask/0': scopes.match,
	'tx/record/0': scopes.record,
} as const satisfies Partial<Record<SignerPath, number>>
export type MemberPath = keyof typeof memberPaths
export const memberPathList = Object.keys(memberPaths) as readonly MemberPath[]

/** What a new device says to its institution's node. */
export interface JoinRequest {
	readonly code: string
	/** One-time key of kind 5. */
	readonly keyFile: Uint8Array
	readonly addresses: Readonly<Record<MemberPath, Hex>>
}

/** What the node answers: nothing yet, or everything the device needs to take part. */
export type JoinState = { readonly state: 'waiting' } | Approval
export interface Approval {
	readonly state: 'approved'
	/** The clinician's name as the institution enrolled it. */
	readonly name: string
	readonly slot: number
	/** One entry, for the one-time key. */
	readonly exchange: Uint8Array
	/** Against the member set of `root`: fetched again when the set moves. */
	readonly root: Hex
	readonly memberships: Readonly<Record<MemberPath, Membership>>
}

const bytes: Parser<Uint8Array> = (input, at = '') => {
	const value = typeof input === 'string' && input.length < 20_000 ? fromBase64url(input) : undefined
	return value ? ok(value) : malformed(at)
}
const address = pattern<Hex>(/^0x[0-9a-f]{40}$/)
const hash = pattern<Hex>(/^0x[0-9a-f]{64}$/)

const each = <T>(inner: Parser<T>): Parser<Readonly<Record<MemberPath, T>>> =>
	object(Object.fromEntries(memberPathList.map(path => [path, inner]))) as unknown as Parser<
		Readonly<Record<MemberPath, T>>
	>

export const parseJoinRequest: Parser<JoinRequest> = object({
	v: oneOf(1),
	type: oneOf('join'),
	code: pattern<string>(/^[\w-]{8,128}$/),
	keyFile: bytes,
	addresses: each(address),
})
export const printJoinRequest = ({ code, keyFile, addresses }: JoinRequest): string =>
	JSON.stringify({ v: 1, type: 'join', code, keyFile: toBase64url(keyFile), addresses })

const membership: Parser<Membership> = object({
	institution: integer(1, 0xffff_ffff),
	scopes: integer(0, 0xffff),
	expiry: integer(),
	salt: hash,
	proof: array(hash, 16),
})
const stateShape = object({
	v: oneOf(1),
	type: oneOf('membership'),
	state: oneOf('waiting', 'approved'),
	approval: nullable(
		object({
			name: string(200),
			slot: integer(1, 0xffff),
			exchange: bytes,
			root: hash,
			memberships: each(membership),
		}),
	),
})
export const parseJoinState: Parser<JoinState> = (input, at = '') => {
	const parsed = stateShape(input, at)
	if (!parsed.ok) return parsed
	const { state, approval } = parsed.value
	if (state === 'waiting') return ok({ state })
	return approval ? ok({ state, ...approval }) : malformed(`${at}.approval`)
}
export const printJoinState = (answer: JoinState): string => {
	if (answer.state === 'waiting')
		return JSON.stringify({ v: 1, type: 'membership', state: 'waiting', approval: null })
	const { state, exchange, ...rest } = answer
	return JSON.stringify({
		v: 1,
		type: 'membership',
		state,
		approval: { ...rest, exchange: toBase64url(exchange) },
	})
}

/** A sealed copy on its way to the institution's node. */
export const parseDeposit: Parser<{ readonly body: Uint8Array }> = object({
	v: oneOf(1),
	type: oneOf('deposit'),
	body: bytes,
})
export const printDeposit = (body: Uint8Array): string =>
	JSON.stringify({ v: 1, type: 'deposit', body: toBase64url(body) })
