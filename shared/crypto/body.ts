import { concat, u32, u8 } from '../kernel/bytes.ts'
import type { Random } from '../kernel/clock.ts'
import { malformed } from '../kernel/parse.ts'
import { ok, type Result } from '../kernel/result.ts'
import { canonicalBytes, type Json, readCanonicalJson } from './canonical-json.ts'
import type { DeploymentId } from './deployment.ts'
import { frame, unframe } from './frame.ts'
import { type BadKey, openWith, sealTo } from './hpke.ts'
import { type Key, labelled } from './kdf.ts'
import { decodeKeyFile, keyFileHash, keyKinds } from './key-file.ts'
import { needsNewerVersion, objectHead, readObject, type Unreadable } from './object-header.ts'
import { type DoesNotOpen, doesNotOpen } from './seal.ts'

/** What a sealed body is, told before it is opened. */
export const bodyKinds = {
	ask: 1,
	answer: 2,
	reveal: 3,
	destroyRequest: 4,
	stewardCopy: 5,
	share: 6,
} as const
export type BodyKind = (typeof bodyKinds)[keyof typeof bodyKinds]

/** Whom a body is for, readable by everybody: it says which seed to try. */
export interface BodyAddress {
	readonly kind: BodyKind
	readonly to: number
	readonly generation: number
}
/** An inbox as its key file describes it. */
export interface Inbox {
	readonly institution: number
	readonly generation: number
	readonly publicKey: Uint8Array
	/** SHA-256 of the whole file. */
	readonly fileHash: Uint8Array
}

const headLength = 11
/** Larger ones are not fetched. */
export const largestBody = 64 * 1024

const info = (deployment: DeploymentId, { kind, to, generation }: BodyAddress, fileHash: Uint8Array) =>
	concat(labelled('body'), deployment, u8(kind), u32(to), u32(generation), fileHash)

const headOf = ({ kind, to, generation }: BodyAddress): Uint8Array =>
	concat(objectHead('sealedBody'), u8(kind), u32(to), u32(generation))

/** The inbox of an accepted key file. */
export function inboxOf(file: Uint8Array): Result<Inbox, Unreadable> {
	const key = decodeKeyFile(file)
	if (!key.ok) return key
	const { kind, institution, generation, publicKey } = key.value
	if (kind !== keyKinds.inbox && kind !== keyKinds.memberDevice) return malformed('inbox')
	return ok({ institution, generation, publicKey, fileHash: keyFileHash(file) })
}

/** Seals one JSON message to an inbox (type 06). Store the bytes before the first transaction that names them. */
export function sealBody(
	deployment: DeploymentId,
	inbox: Inbox,
	kind: BodyKind,
	content: Json,
	random: Random,
): Result<Uint8Array, BadKey> {
	const address = { kind, to: inbox.institution, generation: inbox.generation }
	const head = headOf(address)
	const plaintext = frame(canonicalBytes(content), 1024)
	const context = info(deployment, address, inbox.fileHash)
	const sealed = sealTo(inbox.publicKey, context, head, plaintext, random)
	return sealed.ok ? ok(concat(head, sealed.value)) : sealed
}

/** To whom, of which generation and what kind: all a stranger can read of a body. */
export function bodyAddress(bytes: Uint8Array): Result<BodyAddress, Unreadable> {
	if (bytes.length > largestBody) return malformed('body')
	const opened = readObject(bytes, 'sealedBody')
	if (!opened.ok) return opened
	const kind = opened.value.unsigned(1) as BodyKind
	const to = opened.value.unsigned(4)
	const generation = opened.value.unsigned(4)
	if (to === undefined || generation === undefined) return malformed('body')
	return Object.values<number>(bodyKinds).includes(kind) ? ok({ kind, to, generation }) : needsNewerVersion
}

/** The message, for the holder of the inbox's seed of that generation. */
export function openBody(
	deployment: DeploymentId,
	inbox: Inbox,
	seed: Key,
	bytes: Uint8Array,
): Result<{ readonly kind: BodyKind; readonly content: Json }, Unreadable | DoesNotOpen> {
	const address = bodyAddress(bytes)
	if (!address.ok) return address
	const { kind, to, generation } = address.value
	if (to !== inbox.institution || generation !== inbox.generation) return doesNotOpen
	const context = info(deployment, address.value, inbox.fileHash)
	const framed = openWith(seed, context, bytes.slice(0, headLength), bytes.subarray(headLength))
	if (!framed.ok) return framed
	const plain = unframe(framed.value)
	if (!plain.ok) return plain
	const content = readCanonicalJson(plain.value, largestBody)
	return content.ok ? ok({ kind, content: content.value }) : content
}
