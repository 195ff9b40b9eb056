import { utf8, type Hex } from '../../kernel/bytes.ts'
import { toHex } from '../../kernel/bytes.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { reveal, Secret } from '../../kernel/secret.ts'
import { hybridPublicKey } from '../../crypto/hpke.ts'
import { keyKinds } from '../../crypto/key-file.ts'
import { newErasureKey } from '../../record/erasure.ts'
import { describePart, signManifest, type PartClass } from '../../record/manifest.ts'
import { ageIdentity, ageRecipient, sealPart } from '../../record/part.ts'
import { largestRecordFile, openRecordFile, sealRecordFile } from '../../record/record-file.ts'
import type { KeyRefusal } from '../../ledger/accept-key.ts'
import { sealRecord as sealCall } from '../../ledger/calls.ts'
import { domainOf } from '../../ledger/contracts.ts'
import type { Registry } from '../../ledger/registry.ts'
import { rootOf } from '../../zero-g/root.ts'
import type { StorageError } from '../../zero-g/storage.ts'
import { fetchKey } from '../fetch-key.ts'
import type { KeptConsent } from '../grant-consent.ts'
import { deploymentOf } from '../ports.ts'
import { ownMembership, type MemberError, type MemberPorts } from './member.ts'
import type { NotMember } from './record-consent.ts'

/** What goes into a record, part by part. */
export interface PartContent {
	readonly class: PartClass
	readonly media: string
	readonly content: Uint8Array
}
/** A record sealed and kept, before anything of it has left. */
export interface SealedRecord {
	readonly record: Hex
	readonly erasureKey: Uint8Array
	/** Payloads of the parts, each an object of its own. */
	readonly payloads: readonly Uint8Array[]
	/** Manifest and headers; its root stands on chain. */
	readonly file: Uint8Array
	readonly root: Hex
}
export type RecordError = MemberError | KeyRefusal | NotMember | { readonly kind: 'record-altered' }

export const narrativePart = (text: string): PartContent => ({
	class: 'narrative',
	media: 'text/plain',
	content: utf8(text),
})

/** Seals the parts to the institution's record key and the author's own identity, and signs the manifest. */
export async function draftRecord(
	ports: MemberPorts,
	registry: Registry,
	consent: KeptConsent,
	contents: readonly PartContent[],
): Promise<Result<SealedRecord, KeyRefusal | StorageError>> {
	const own = registry.institutions[ports.institution]
	if (!own) return err({ kind: 'key-missing' })
	const key = await fetchKey(ports, own, keyKinds.record, registry.time)
	if (!key.ok) return key
	const author = await ports.keys.seed('age')
	const recipients = [ageRecipient(key.value.key.publicKey), ageRecipient(hybridPublicKey(author))]
	const sealed = await Promise.all(contents.map(({ content }) => sealPart(content, recipients)))
	const parts = sealed.map((part, index) => {
		const { class: partClass, media } = contents[index] as PartContent
		return describePart({ class: partClass, media, root: rootOf(part.payload) }, part)
	})
	const record = toHex(ports.random.bytes(16))
	const domain = domainOf(ports.ledger.contracts, 'Cases')
	const { key: signing } = await ports.keys.signer('sign/member/0')
	const unsigned = {
		institution: ports.institution,
		record,
		consent: consent.handle,
		expiry: consent.expiry,
		parts,
		at: registry.time,
		replaces: null,
	}
	const signed = signManifest(domain, unsigned, signing)
	const erasureKey = newErasureKey(ports.random)
	const headers = sealed.map(({ header }) => header)
	const whole = { ...signed, headers }
	const file = await sealRecordFile(deploymentOf(ports), erasureKey, whole, recipients, ports.random)
	return ok({
		record,
		erasureKey: reveal(erasureKey),
		payloads: sealed.map(({ payload }) => payload),
		file,
		root: rootOf(file),
	})
}

/**
 * Uploads a kept record and writes its root on chain, then reads it back: root recomputed, headers opened, manifest and
 * signature checked. Sent twice it stands once.
 */
export async function storeRecord(
	ports: MemberPorts,
	sealed: SealedRecord,
): Promise<Result<Hex, RecordError>> {
	const membership = await ownMembership(ports, 'tx/record/0')
	if (!membership) return err({ kind: 'not-a-member' })
	const sender = await ports.keys.signer('tx/record/0')
	const uploads = ports.uploads(sender)
	for (const bytes of [...sealed.payloads, sealed.file]) {
		const stored = await uploads.put(bytes)
		if (!stored.ok) return stored
	}
	const { record, root } = sealed
	const call = sealCall(ports.ledger.contracts, sender, record, root, membership)
	const sent = await ports.ledger.send(call)
	if (!sent.ok) {
		const { error } = sent
		const standing =
			error.kind === 'refused' && error.refusal.name === 'Taken' && error.refusal.args[1] === root
		if (!standing) return sent
	}
	return isReadable(ports, sealed)
}

/** What storage gives back is what was sealed, and the author can open it. */
async function isReadable(ports: MemberPorts, sealed: SealedRecord): Promise<Result<Hex, RecordError>> {
	const file = await ports.storage.get(sealed.root, { most: largestRecordFile })
	if (!file.ok) return file
	const opened = await openRecordFile(
		domainOf(ports.ledger.contracts, 'Cases'),
		new Secret(sealed.erasureKey),
		sealed.record,
		ageIdentity(await ports.keys.seed('age')),
		file.value,
	)
	return opened.ok && rootOf(file.value) === sealed.root ? ok(sealed.root) : err({ kind: 'record-altered' })
}
