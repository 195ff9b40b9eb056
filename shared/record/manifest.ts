import { sha256 } from '@noble/hashes/sha2.js'
import { canonicalHash, type Json } from '../crypto/canonical-json.ts'
import { jsonObject } from '../crypto/json-object.ts'
import { type DeploymentId, parseAddress, parseDeploymentId } from '../crypto/deployment.ts'
import type { Key } from '../crypto/kdf.ts'
import { addressOf, recoverSigner, signDigest } from '../crypto/sign.ts'
import { type Domain, typedDataDigest } from '../crypto/typed-data.ts'
import { equal, type Hex, toHex } from '../kernel/bytes.ts'
import { array, integer, nullable, object, oneOf, type Parser, pattern } from '../kernel/parse.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { AgeFile } from './part.ts'
import { Record } from './statement.ts'

export const partClasses = ['narrative', 'labs', 'images', 'outcome'] as const
export type PartClass = (typeof partClasses)[number]

/** One part: where its payload is, what it must hash to, and which header belongs to it. */
export interface ManifestPart {
	readonly class: PartClass
	readonly media: string
	/** 0G Storage root of the payload object. */
	readonly root: Hex
	readonly length: number
	readonly sha256: Hex
	/** SHA-256 of the plain age header. */
	readonly header: Hex
}

/** The contents of one version of a record (protocol 6). It is sealed as a part is; on chain stands only its root. */
export interface RecordManifest {
	readonly deployment: DeploymentId
	readonly institution: number
	readonly record: Hex
	readonly consent: Hex
	readonly expiry: number
	readonly parts: readonly ManifestPart[]
	readonly signer: Hex
	readonly at: number
	/** The record this one takes the place of. */
	readonly replaces: Hex | null
}

const handle = pattern<Hex>(/^0x[0-9a-f]{32}$/)
const digest = pattern<Hex>(/^0x[0-9a-f]{64}$/)

export const parseManifest: Parser<RecordManifest> = jsonObject(
	'record',
	object({
		deployment: parseDeploymentId,
		institution: integer(1, 0xffff_ffff),
		record: handle,
		consent: handle,
		expiry: integer(0, 0xffff),
		parts: array(
			object({
				class: oneOf(...partClasses),
				media: pattern<string>(/^[\w.+-]{1,100}\/[\w.+-]{1,100}$/),
				root: digest,
				length: integer(1),
				sha256: digest,
				header: digest,
			}),
			64,
		),
		signer: parseAddress,
		at: integer(0),
		replaces: nullable(handle),
	}),
)

export const manifestJson = (manifest: RecordManifest): Json => ({
	v: 1,
	type: 'record',
	...manifest,
	deployment: toHex(manifest.deployment),
	parts: manifest.parts.map(part => ({ ...part })),
})

/** What a part says of its two objects; `root` is what storage answered for the payload, recomputed by the reader. */
export const describePart = (
	part: Pick<ManifestPart, 'class' | 'media' | 'root'>,
	{ header, payload }: AgeFile,
): ManifestPart => ({
	...part,
	length: payload.length,
	sha256: toHex(sha256(payload)),
	header: toHex(sha256(header)),
})

/** Something that was fetched is not what the manifest names. */
export interface NotAsSealed {
	readonly kind:
		'wrong-root' | 'wrong-length' | 'wrong-hash' | 'wrong-header' | 'wrong-signature' | 'wrong-record'
}
const notAsSealed = (kind: NotAsSealed['kind']) => err<NotAsSealed>({ kind })

/** Holds fetched objects against the manifest, before anything is decrypted: root, length, SHA-256, header. */
export function checkPart(
	part: ManifestPart,
	fetched: AgeFile & { readonly root: Hex },
): Result<undefined, NotAsSealed> {
	if (fetched.root !== part.root) return notAsSealed('wrong-root')
	if (fetched.payload.length !== part.length) return notAsSealed('wrong-length')
	if (toHex(sha256(fetched.payload)) !== part.sha256) return notAsSealed('wrong-hash')
	if (toHex(sha256(fetched.header)) !== part.header) return notAsSealed('wrong-header')
	return ok(undefined)
}

const statementDigest = (domain: Domain, manifest: RecordManifest, json: Json): Uint8Array => {
	const { record, institution, consent, expiry } = manifest
	const hash = toHex(canonicalHash(json))
	return typedDataDigest(domain, Record, { record, institution, consent, manifest: hash, expiry })
}

export interface SignedManifest {
	readonly manifest: RecordManifest
	readonly signature: Hex
}

/** Signs a manifest as its author; `signer` is set to the key's own address. */
export function signManifest(
	domain: Domain,
	unsigned: Omit<RecordManifest, 'signer' | 'deployment'>,
	key: Key,
): SignedManifest {
	const manifest = { ...unsigned, deployment: domain.deployment, signer: addressOf(key) }
	return { manifest, signature: signDigest(key, statementDigest(domain, manifest, manifestJson(manifest))) }
}

/**
 * The manifest that a JSON object spells, if its signer signed it. Members of a later version count for the signature.
 * That the signer was a member at the block of the event is for the caller to prove.
 */
export function checkManifest(
	domain: Domain,
	json: Json,
	signature: Hex,
	record: Hex,
): Result<RecordManifest, NotAsSealed | { readonly kind: 'malformed'; readonly at: string }> {
	const manifest = parseManifest(json, 'manifest')
	if (!manifest.ok) return manifest
	const { value } = manifest
	if (value.record !== record || !equal(value.deployment, domain.deployment))
		return notAsSealed('wrong-record')
	const signer = recoverSigner(statementDigest(domain, value, json), signature)
	return signer === value.signer ? manifest : notAsSealed('wrong-signature')
}
