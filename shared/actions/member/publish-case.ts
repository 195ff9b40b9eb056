import type { Hex } from '../../kernel/bytes.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { cardHash } from '../../crypto/card.ts'
import { chainAtRelease, nextRelease, type ClassChain } from '../../crypto/class-chain.ts'
import { mergeCards } from '../../crypto/merge.ts'
import { cardPayload } from '../../crypto/segment.ts'
import { activeInstitutions, headKey, type Registry } from '../../ledger/registry.ts'
import { depositCopy } from '../deposit.ts'
import { consentName, consentState, type KeptConsent } from '../grant-consent.ts'
import type { HeadError } from '../open-head.ts'
import { placeSegment, type PlaceError } from '../place-segment.ts'
import { deploymentOf } from '../ports.ts'
import { freshRegistry } from '../registry-document.ts'
import { hasCard, openOwnSegment, withdrawnAt, type OwnSegment } from '../segment-cards.ts'
import { consentAllows } from '../stage-zero.ts'
import { ownMembership, type MemberPorts } from './member.ts'
import {
	draftRecord,
	storeRecord,
	type PartContent,
	type RecordError,
	type SealedRecord,
} from './seal-record.ts'

/** A publication under way. Everything that will be sent is in it before the first byte leaves. */
export interface Publication {
	readonly handle: Hex
	/** Position in the sender's audience classes. */
	readonly audience: number
	readonly card: Uint8Array
	/** `H("card", card)`: equal to the hash that was shown. */
	readonly hash: Hex
	readonly record: SealedRecord | null
	readonly copied: boolean
	readonly recordStored: boolean
	/** Root of a final head whose segment holds exactly these card bytes. */
	readonly segmentRoot: Hex | null
}
const folder = 'publication/'
const nameOf = (handle: Hex): string => `${folder}${handle}`

export type PublishError =
	| RecordError
	| PlaceError
	| HeadError
	| {
			readonly kind: 'consent-not-live' | 'reader-not-allowed' | 'waiting-for-feed' | 'publication-not-found'
	  }
export type PublishStep = 'sealing' | 'uploading' | 'publishing' | 'done'

export interface PublishOptions {
	readonly progress?: (step: PublishStep) => void
	/** At most so many milliseconds are waited after somebody else was first, so that two do not meet again. */
	readonly jitterMs?: number
}
const attempts = 12

/** Keeps what was previewed as a publication: sealed record, exact card. Nothing has left when it returns. */
export async function draftPublication(
	ports: MemberPorts,
	registry: Registry,
	consent: KeptConsent,
	card: Uint8Array,
	parts: readonly PartContent[],
	audience = 0,
): Promise<Result<Publication, PublishError>> {
	const before = await publication(ports, consent.handle)
	const hash = cardHash(deploymentOf(ports), card)
	if (before?.hash === hash) return ok(before)
	if (consentState(registry, consent.handle) !== 'live') return err({ kind: 'consent-not-live' })
	// A card may enter a class only when its consent allows every reader the class can have.
	for (const reader of activeInstitutions(registry)) {
		if (reader.id === ports.institution) continue
		const allowed = await consentAllows(ports, registry, consent.handle, reader)
		if (allowed !== true) return err({ kind: 'reader-not-allowed' })
	}
	let record: SealedRecord | null = null
	if (parts.length > 0) {
		const sealed = await draftRecord(ports, registry, consent, parts)
		if (!sealed.ok) return sealed
		record = sealed.value
	}
	const drafted: Publication = {
		handle: consent.handle,
		audience,
		card,
		hash,
		record,
		copied: false,
		recordStored: false,
		segmentRoot: null,
	}
	await keep(ports, drafted)
	return ok(drafted)
}

export const publication = (
	ports: Pick<MemberPorts, 'documents'>,
	handle: Hex,
): Promise<Publication | undefined> => ports.documents.get<Publication>(nameOf(handle))
const keep = (ports: Pick<MemberPorts, 'documents'>, kept: Publication): Promise<void> =>
	ports.documents.put(nameOf(kept.handle), kept)

/** Publications that are not done: what a device that woke up has to go on with. */
export async function openPublications(
	ports: Pick<MemberPorts, 'documents'>,
): Promise<readonly Publication[]> {
	const names = await ports.documents.list(folder)
	const found = await Promise.all(names.map(name => ports.documents.get<Publication>(name)))
	return found.filter(each => each !== undefined).filter(({ segmentRoot }) => segmentRoot === null)
}

/**
 * Goes on with a kept publication from wherever it stands: copies to the institution, record, segment. It is done when a
 * final head holds exactly the previewed bytes, so that a worker that dies neither loses nor doubles anything.
 */
export async function runPublication(
	ports: MemberPorts,
	handle: Hex,
	options: PublishOptions = {},
): Promise<Result<Publication, PublishError>> {
	const kept = await publication(ports, handle)
	if (!kept) return err({ kind: 'publication-not-found' })
	let state = kept
	const step = async (change: Partial<Publication>): Promise<void> => {
		state = { ...state, ...change }
		await keep(ports, state)
	}
	options.progress?.('sealing')
	if (!state.copied) {
		const copied = await copyToInstitution(ports, state)
		if (!copied.ok) return copied
		await step({ copied: true })
	}
	if (state.record && !state.recordStored) {
		options.progress?.('uploading')
		const stored = await storeRecord(ports, state.record)
		if (!stored.ok) return stored
		await step({ recordStored: true })
	}
	if (state.segmentRoot === null) {
		options.progress?.('publishing')
		const root = await putCard(ports, state, options.jitterMs ?? 8000)
		if (!root.ok) return root
		await step({ segmentRoot: root.value })
	}
	options.progress?.('done')
	return ok(state)
}

/** The institution keeps terms and record keys too: its gate must be decided without this device. */
async function copyToInstitution(
	ports: MemberPorts,
	{ handle, record }: Publication,
): Promise<Result<void, PublishError>> {
	const registry = await freshRegistry(ports)
	if (!registry.ok) return registry
	const consent = await ports.documents.get<KeptConsent>(consentName(handle))
	if (!consent) return err({ kind: 'consent-not-live' })
	const { terms, salt } = consent
	const copied = await depositCopy(ports, registry.value, { type: 'consent-copy', handle, terms, salt })
	if (!copied.ok || !record) return copied
	const { erasureKey } = record
	return depositCopy(ports, registry.value, { type: 'record-copy', record: record.record, erasureKey })
}

/** Compare and set until a final head holds the card. */
async function putCard(
	ports: MemberPorts,
	state: Publication,
	jitterMs: number,
): Promise<Result<Hex, PublishError>> {
	for (let attempt = 0; attempt < attempts; attempt++) {
		const registry = await freshRegistry(ports)
		if (!registry.ok) return registry
		if (consentState(registry.value, state.handle) !== 'live') return err({ kind: 'consent-not-live' })
		const own = await openOwn(ports, registry.value, state.audience)
		if (!own.ok) return own
		const { segment, head } = own.value
		if (hasCard(ports, segment.cards, state.card)) return ok(head.root)
		const placed = await placeOnce(ports, registry.value, state, own.value)
		if (!placed.ok && placed.error.kind !== 'stale') return placed
		if (!placed.ok) await pause(ports, jitterMs)
	}
	return err({ kind: 'stale' })
}

async function placeOnce(
	ports: MemberPorts,
	registry: Registry,
	{ card }: Publication,
	{ chain, segment, head }: OwnClass,
): Promise<Result<unknown, PublishError>> {
	const membership = await ownMembership(ports, 'tx/publish/0')
	if (!membership) return err({ kind: 'not-a-member' })
	const cards = mergeCards(segment.cards, [card], new Set(), withdrawnAt(registry))
	return placeSegment(ports, {
		chain: nextRelease(deploymentOf(ports), chain),
		tableRoot: segment.tableRoot,
		previous: head.root,
		payload: cardPayload(cards),
		floor: segment.length,
		sender: await ports.keys.signer('tx/publish/0'),
		membership,
	})
}

interface OwnClass {
	readonly chain: ClassChain
	readonly segment: OwnSegment
	readonly head: Registry['heads'][string]
}

/** The own class at its final head. A chain of an epoch this device has no key for comes with the next feed. */
async function openOwn(
	ports: MemberPorts,
	registry: Registry,
	audience: number,
): Promise<Result<OwnClass, PublishError>> {
	const head = registry.heads[headKey(ports.institution, audience)]
	const held = await ports.ratchet.read()
	const place = { sender: ports.institution, class: audience }
	const chain = head && held.chain(place, head.epoch)
	if (!head || !chain) return err({ kind: 'waiting-for-feed' })
	const segment = await openOwnSegment(ports, chain, head)
	if (!segment.ok) return segment
	const there = chainAtRelease(deploymentOf(ports), chain, head.release)
	if (!there.ok) return err({ kind: 'waiting-for-feed' })
	held.setChain(there.value)
	await ports.ratchet.write(held)
	return ok({ chain: there.value, segment: segment.value, head })
}

const pause = (ports: MemberPorts, mostMs: number): Promise<void> => {
	const [byte] = ports.random.bytes(1) as unknown as readonly [number]
	return new Promise(resolve => setTimeout(resolve, (mostMs * byte) / 255))
}
