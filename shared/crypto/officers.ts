import type { Hex } from '../kernel/bytes.ts'
import { toHex } from '../kernel/bytes.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { ExchangeAnnouncement } from './exchange.ts'
import { decodeKeyFile, KeyAnnouncement, keyCommitment, type KeyFile, zero32 } from './key-file.ts'
import { MemberSet } from './member-set.ts'
import type { Unreadable } from './object-header.ts'
import { recoverSigner } from './sign.ts'
import {
	type Domain,
	type FieldType,
	type Message,
	type Struct,
	struct,
	typedDataDigest,
} from './typed-data.ts'

/** Who speaks for an institution, signed by the threshold of the set before. */
export const Officers = struct('Officers', {
	institution: 'uint32',
	generation: 'uint32',
	officers: 'address[]',
	threshold: 'uint8',
	previous: 'bytes32',
	effectiveAt: 'uint64',
})

/** The last accepted statement of its kind: the next one must follow it without a gap. */
export interface LastStatement {
	readonly generation: number
	readonly digest: Hex
}
export interface OfficerSet extends LastStatement {
	readonly officers: readonly Hex[]
	readonly threshold: number
}

/** Why a statement does not count. Nothing is wrapped to a key whose statement does not. */
export interface NotAccepted {
	readonly kind:
		| 'goes-backwards'
		| 'leaves-a-gap'
		| 'not-signed-by-officers'
		| 'not-yet-in-effect'
		| 'differs-from-statement'
}
const notAccepted = (kind: NotAccepted['kind']) => err<NotAccepted>({ kind })

/** A statement as it stands in its event. */
export interface Signed<S> {
	readonly statement: Message<S>
	readonly signature: Hex
}

function follows(
	last: LastStatement | undefined,
	turn: number,
	previous: Hex,
): Result<undefined, NotAccepted> {
	const before = last?.generation ?? 0
	if (turn <= before) return notAccepted('goes-backwards')
	if (turn > before + 1 || previous !== (last?.digest ?? zero32)) return notAccepted('leaves-a-gap')
	return ok(undefined)
}

/** A change of officers, held against the set before. The first set is the one an institution was verified with. */
export function acceptOfficers(
	domain: Domain,
	current: OfficerSet,
	statement: Message<typeof Officers>,
	signatures: readonly Hex[],
	blockTime: number,
): Result<OfficerSet, NotAccepted> {
	const order = follows(current, statement.generation, statement.previous)
	if (!order.ok) return order
	if (statement.effectiveAt > blockTime) return notAccepted('not-yet-in-effect')
	const digest = typedDataDigest(domain, Officers, statement)
	const signers = new Set(signatures.map(signature => recoverSigner(digest, signature)))
	const counted = current.officers.filter(officer => signers.has(officer))
	if (counted.length < current.threshold) return notAccepted('not-signed-by-officers')
	const { generation, threshold } = statement
	const officers = statement.officers.map(officer => officer.toLowerCase() as Hex)
	return ok({ generation, officers, threshold, digest: toHex(digest) })
}

function accept<F extends Record<string, FieldType>>(
	domain: Domain,
	type: Struct<F>,
	{ statement, signature }: Signed<Struct<F>>,
	officers: OfficerSet,
): Result<Hex, NotAccepted> {
	const digest = typedDataDigest(domain, type, statement)
	const signer = recoverSigner(digest, signature)
	return signer && officers.officers.includes(signer)
		? ok(toHex(digest))
		: notAccepted('not-signed-by-officers')
}

/** A key that counts, and the statement the next one of its kind must follow. */
export interface AcceptedKey extends LastStatement {
	readonly key: KeyFile
}

/**
 * Whether a key file is the one an officer announced, in its turn (protocol 3). That the statement stands in a final
 * block, the same at two endpoints, is for the caller to know.
 */
export function acceptKey(
	domain: Domain,
	file: Uint8Array,
	announced: Signed<typeof KeyAnnouncement>,
	officers: OfficerSet,
	last?: LastStatement,
): Result<AcceptedKey, NotAccepted | Unreadable> {
	const { statement } = announced
	const order = follows(last, statement.generation, statement.previous)
	if (!order.ok) return order
	if (keyCommitment(file) !== statement.key) return notAccepted('differs-from-statement')
	const key = decodeKeyFile(file)
	if (!key.ok) return key
	const named = ['institution', 'kind', 'generation', 'previous', 'notBefore', 'notAfter'] as const
	if (named.some(field => key.value[field] !== statement[field])) return notAccepted('differs-from-statement')
	const digest = accept(domain, KeyAnnouncement, announced, officers)
	return digest.ok ? ok({ key: key.value, generation: statement.generation, digest: digest.value }) : digest
}

/** Whether an exchange file is the one an officer announced, in its turn. */
export function acceptExchange(
	domain: Domain,
	file: Uint8Array,
	announced: Signed<typeof ExchangeAnnouncement>,
	officers: OfficerSet,
	last?: LastStatement,
): Result<LastStatement, NotAccepted> {
	const { statement } = announced
	const order = follows(last, statement.sequence, statement.previous)
	if (!order.ok) return order
	if (keyCommitment(file) !== statement.file || file.length !== statement.length)
		return notAccepted('differs-from-statement')
	const digest = accept(domain, ExchangeAnnouncement, announced, officers)
	return digest.ok ? ok({ generation: statement.sequence, digest: digest.value }) : digest
}

/** Whether a member set is the one an officer signed, in its turn. */
export function acceptMembers(
	domain: Domain,
	announced: Signed<typeof MemberSet>,
	officers: OfficerSet,
	last?: LastStatement,
): Result<LastStatement, NotAccepted> {
	const { statement } = announced
	const order = follows(last, statement.generation, statement.previous)
	if (!order.ok) return order
	const digest = accept(domain, MemberSet, announced, officers)
	return digest.ok ? ok({ generation: statement.generation, digest: digest.value }) : digest
}
