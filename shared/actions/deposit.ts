import { fromBase64url, toBase64url, type Hex } from '../kernel/bytes.ts'
import { malformed, object, oneOf, pattern, type Parser } from '../kernel/parse.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { bodyKinds, inboxOf, openBody, sealBody } from '../crypto/body.ts'
import type { Json } from '../crypto/canonical-json.ts'
import { keyKinds } from '../crypto/key-file.ts'
import type { KeyRefusal } from '../ledger/accept-key.ts'
import type { Registry } from '../ledger/registry.ts'
import type { StorageError } from '../zero-g/storage.ts'
import { fetchKey } from './fetch-key.ts'
import { consentName } from './grant-consent.ts'
import type { InstitutionNode, NodeError } from './institution-node.ts'
import { deploymentOf, type InstitutionPorts } from './ports.ts'
import type { Ratchet } from './ratchet.ts'

/** What the institution keeps of a consent, so that its gate can be decided without the clinician's device. */
export interface ConsentCopy {
	readonly type: 'consent-copy'
	readonly handle: Hex
	readonly terms: Uint8Array
	readonly salt: Uint8Array
}
/** What the institution keeps of a record: the key without which its headers stay shut. */
export interface RecordCopy {
	readonly type: 'record-copy'
	readonly record: Hex
	readonly erasureKey: Uint8Array
}
export type Copy = ConsentCopy | RecordCopy
export const recordKeyName = (record: Hex): string => `record-key/${record}`

const jsonOf = (copy: Copy): Json =>
	Object.fromEntries(
		Object.entries({ v: 1, ...copy }).map(([name, value]) => [
			name,
			value instanceof Uint8Array ? toBase64url(value) : value,
		]),
	)

/** Seals a copy to the institution's own inbox and hands it to its node. */
export async function depositCopy(
	ports: InstitutionPorts & { readonly node: InstitutionNode },
	registry: Registry,
	copy: Copy,
): Promise<Result<void, NodeError | KeyRefusal | StorageError>> {
	const own = registry.institutions[ports.institution]
	if (!own) return err({ kind: 'key-missing' })
	const key = await fetchKey(ports, own, keyKinds.inbox, registry.time)
	if (!key.ok) return key
	const inbox = inboxOf(key.value.file)
	if (!inbox.ok) return err({ kind: 'key-file-differs' })
	const kind = bodyKinds.stewardCopy
	const body = sealBody(deploymentOf(ports), inbox.value, kind, jsonOf(copy), ports.random)
	return body.ok ? ports.node.depositConsent(body.value) : err({ kind: 'key-file-differs' })
}

const bytes: Parser<Uint8Array> = (input, at = '') => {
	const value = typeof input === 'string' ? fromBase64url(input) : undefined
	return value ? ok(value) : malformed(at)
}
const consentShape = object({
	v: oneOf(1),
	type: oneOf('consent-copy'),
	handle: pattern<Hex>(/^0x[0-9a-f]{32}$/),
	terms: bytes,
	salt: bytes,
})
const recordShape = object({
	v: oneOf(1),
	type: oneOf('record-copy'),
	record: pattern<Hex>(/^0x[0-9a-f]{32}$/),
	erasureKey: bytes,
})

/** What the node does with a deposit: opens it with the inbox seed and keeps it. False when it makes no sense. */
export async function takeDeposit(
	ports: InstitutionPorts & { readonly ratchet: Ratchet },
	body: Uint8Array,
): Promise<boolean> {
	const held = await ports.ratchet.read()
	for (const { generation, seed } of held.seeds(keyKinds.inbox).toReversed()) {
		const own = await ports.documents.get<{ readonly file: Uint8Array }>(
			`key-file/${keyKinds.inbox}/${generation}`,
		)
		const inbox = own && inboxOf(own.file)
		const opened = inbox?.ok ? openBody(deploymentOf(ports), inbox.value, seed, body) : undefined
		if (!opened?.ok || opened.value.kind !== bodyKinds.stewardCopy) continue
		return keep(ports, opened.value.content)
	}
	return false
}

/** A copy is never replaced: its name is computed from what it says, or random. */
async function keep(ports: InstitutionPorts, content: Json): Promise<boolean> {
	const consent = consentShape(content)
	if (consent.ok) {
		const { handle, terms, salt } = consent.value
		const name = consentName(handle)
		if (!(await ports.documents.get(name))) await ports.documents.put(name, { handle, terms, salt })
		return true
	}
	const record = recordShape(content)
	if (!record.ok) return false
	const name = recordKeyName(record.value.record)
	if (!(await ports.documents.get(name))) await ports.documents.put(name, record.value.erasureKey)
	return true
}
