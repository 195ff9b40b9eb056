import { equal, fromBase64url, type Hex, toBase64url, toHex } from '../kernel/bytes.ts'
import { array, integer, malformed, object, oneOf, type Parser, pattern } from '../kernel/parse.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { hexBytes } from './abi.ts'
import { type Answer, type Ask, innerSigner } from './ask.ts'
import type { Json } from './canonical-json.ts'
import { type DeploymentId, parseDeploymentId } from './deployment.ts'
import type { MemberLeaf } from './member-set.ts'
import type { Domain, Message } from './typed-data.ts'

/** How a signer proves membership at use: the leaf without its address, and the way to the root. */
export interface ShownMembership extends Omit<MemberLeaf, 'signer'> {
	readonly proof: readonly Hex[]
}

/** What every sealed ask and answer repeats, so that it names its author and cannot be lifted into another (protocol 8). */
export interface BodyEnvelope {
	readonly type: 'ask' | 'answer'
	readonly deployment: DeploymentId
	readonly ask: Hex
	readonly from: number
	readonly to: number
	/** 16 random bytes or more. */
	readonly nonce: Uint8Array
	/** Handle of the card in question. */
	readonly card: Hex
	/** Opens `decision` of the statement. */
	readonly decisionSalt: Uint8Array
	readonly membership: ShownMembership
	/** Over the same statement with a body of zero. */
	readonly signature: Hex
}

const bytesText =
	(least: number, most = least): Parser<Uint8Array> =>
	(input, at = '') => {
		const bytes = typeof input === 'string' ? fromBase64url(input) : undefined
		return bytes && bytes.length >= least && bytes.length <= most ? ok(bytes) : malformed(at)
	}
const hex32 = pattern<Hex>(/^0x[0-9a-f]{64}$/)
const institution = integer(1, 0xffff_ffff)

const members = object({
	type: oneOf('ask', 'answer'),
	deployment: parseDeploymentId,
	ask: hex32,
	from: institution,
	to: institution,
	nonce: bytesText(16, 64),
	card: pattern<Hex>(/^0x[0-9a-f]{32}$/),
	salts: object({ decision: bytesText(32) }),
	membership: object({
		institution,
		scopes: integer(0, 0xffff),
		expiry: integer(0),
		salt: hex32,
		proof: array(hex32, 16),
	}),
	signature: bytesText(65),
})

/** The members every body has, and beside them whatever is said in it. */
export const bodyJson = (envelope: BodyEnvelope, content: { readonly [name: string]: Json }): Json => {
	const { deployment, nonce, decisionSalt, membership, signature, ...rest } = envelope
	return {
		...content,
		v: 1,
		...rest,
		deployment: toHex(deployment),
		nonce: toBase64url(nonce),
		salts: { decision: toBase64url(decisionSalt) },
		membership: { ...membership, proof: [...membership.proof] },
		signature: toBase64url(hexBytes(signature, 65)),
	}
}

/** Reads the repeated members; the content is read by whoever knows the `type`. */
export const parseEnvelope: Parser<BodyEnvelope> = (input, at = '') => {
	const version = object({ v: oneOf(1) })(input, at)
	if (!version.ok) return version
	const parsed = members(input, at)
	if (!parsed.ok) return parsed
	const { salts, signature, ...rest } = parsed.value
	return ok({ ...rest, decisionSalt: salts.decision, signature: toHex(signature) })
}

/** The body does not belong to the statement that names it: it was lifted, or somebody else wrote it. */
export interface NotThisStatement {
	readonly kind: 'not-this-statement'
}

/** Who wrote a body, once it agrees with the statement on chain; it must be who signed that statement. */
export function bodyAuthor<S extends typeof Ask | typeof Answer>(
	domain: Domain,
	type: S,
	message: Message<S>,
	envelope: BodyEnvelope,
): Result<Hex, NotThisStatement> {
	const { ask, from, to } = message as Message<typeof Ask>
	const author = innerSigner(domain, type, message, envelope.signature)
	const agrees =
		equal(envelope.deployment, domain.deployment) &&
		envelope.type === type.name.toLowerCase() &&
		envelope.ask === ask &&
		envelope.from === from &&
		envelope.to === to &&
		envelope.membership.institution === from
	return agrees && author ? ok(author) : err({ kind: 'not-this-statement' })
}
