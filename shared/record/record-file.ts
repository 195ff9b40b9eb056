import { hexBytes } from '../crypto/abi.ts'
import { canonicalBytes, type Json, readCanonicalJson } from '../crypto/canonical-json.ts'
import { jsonObject } from '../crypto/json-object.ts'
import type { DeploymentId } from '../crypto/deployment.ts'
import type { Key } from '../crypto/kdf.ts'
import { objectHead, readObject, type Unreadable } from '../crypto/object-header.ts'
import type { DoesNotOpen } from '../crypto/seal.ts'
import type { Domain } from '../crypto/typed-data.ts'
import { concat, fromBase64url, type Hex, toBase64url, toHex, u16, u32 } from '../kernel/bytes.ts'
import type { Random } from '../kernel/clock.ts'
import { malformed, object, pattern } from '../kernel/parse.ts'
import { ok, type Result } from '../kernel/result.ts'
import { openHeader, sealHeader } from './erasure.ts'
import { checkManifest, manifestJson, type NotAsSealed, type SignedManifest } from './manifest.ts'
import { type AgeIdentity, type AgeRecipient, openPart, sealPart } from './part.ts'

/** Larger ones are not fetched. */
export const largestRecordFile = 1024 * 1024

/** What a record file opens to: the signed manifest, and the plain age header of each part, in the manifest's order. */
export interface OpenedRecord extends SignedManifest {
	readonly headers: readonly Uint8Array[]
}

/**
 * The file whose storage root `Cases.seal` records (type 0e): the sealed headers of the manifest and of every part under
 * `E`, then the manifest's payload. It stands on storage while the institution alone holds `E`; with custodians the
 * headers move to nodes that can delete them.
 */
export async function sealRecordFile(
	deployment: DeploymentId,
	erasureKey: Key,
	record: OpenedRecord,
	recipients: readonly AgeRecipient[],
	random: Random,
): Promise<Uint8Array> {
	const { manifest, signature, headers } = record
	if (headers.length !== manifest.parts.length) throw new RangeError('every part has one header')
	const signed: Json = {
		v: 1,
		type: 'signed-record',
		manifest: manifestJson(manifest),
		signature: toBase64url(hexBytes(signature, 65)),
	}
	const own = await sealPart(canonicalBytes(signed), recipients)
	const sealed = [own.header, ...headers].map(header =>
		sealHeader(deployment, erasureKey, manifest.record, header, random),
	)
	const spelled = sealed.flatMap(header => [u32(header.length), header])
	return concat(objectHead('recordFile'), u16(sealed.length), ...spelled, own.payload)
}

function cut(file: Uint8Array): Result<{ headers: readonly Uint8Array[]; payload: Uint8Array }, Unreadable> {
	if (file.length > largestRecordFile) return malformed('record')
	const opened = readObject(file, 'recordFile')
	if (!opened.ok) return opened
	const reader = opened.value
	const count = reader.unsigned(2)
	if (!count) return malformed('record')
	const headers: Uint8Array[] = []
	for (let i = 0; i < count; i++) {
		const length = reader.unsigned(4)
		const header = length === undefined ? undefined : reader.take(length)
		if (!header) return malformed('record')
		headers.push(header)
	}
	return ok({ headers, payload: file.slice(reader.at) })
}

const signedShape = jsonObject('signed-record', object({ signature: pattern<string>(/^[\w-]{87}$/) }))

/** Opens the outer stanza, then the age file, then checks manifest and signature. `domain` is that of `Cases`. */
export async function openRecordFile(
	domain: Domain,
	erasureKey: Key,
	record: Hex,
	identity: AgeIdentity,
	file: Uint8Array,
): Promise<Result<OpenedRecord, Unreadable | DoesNotOpen | NotAsSealed>> {
	const pieces = cut(file)
	if (!pieces.ok) return pieces
	const headers: Uint8Array[] = []
	for (const sealed of pieces.value.headers) {
		const header = openHeader(domain.deployment, erasureKey, record, sealed)
		if (!header.ok) return header
		headers.push(header.value)
	}
	const [own, ...rest] = headers as [Uint8Array, ...Uint8Array[]]
	const content = await openPart({ header: own, payload: pieces.value.payload }, identity)
	if (!content.ok) return content
	const json = readCanonicalJson(content.value)
	if (!json.ok) return json
	const signed = signedShape(json.value, 'record')
	if (!signed.ok) return signed
	const raw = fromBase64url(signed.value.signature)
	if (raw?.length !== 65) return malformed('record')
	const signature = toHex(raw)
	const inner = (json.value as { readonly manifest?: Json }).manifest ?? null
	const manifest = checkManifest(domain, inner, signature, record)
	if (!manifest.ok) return manifest
	if (manifest.value.parts.length !== rest.length) return malformed('record')
	return ok({ manifest: manifest.value, signature, headers: rest })
}
