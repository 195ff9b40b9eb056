import { ok, type Result } from '../../kernel/result.ts'
import { isWithdrawn } from '../../crypto/merge.ts'
import { cardIdentity } from '../../crypto/card.ts'
import { chainAtRelease } from '../../crypto/class-chain.ts'
import { readCardPayload } from '../../crypto/segment.ts'
import { audienceClasses } from '../../ledger/read-registry.ts'
import { headKey, isActive, type Head, type Registry } from '../../ledger/registry.ts'
import type { IndexedCard } from '../../matching/engine.ts'
import { indexRow } from '../index-rows.ts'
import { fetchSegment, openPayload, type HeadError } from '../open-head.ts'
import { deploymentOf } from '../ports.ts'
import type { HeldKeys } from '../ratchet.ts'
import { openOwnSegment, withdrawnAt } from '../segment-cards.ts'
import type { MemberPorts } from './member.ts'

/** One sender's class as this device last read it. */
export interface HeldSegment {
	readonly release: number
	/** Block time of the head. */
	readonly time: number
	readonly cards: readonly Uint8Array[]
}
/** The local index as the search worker takes it. */
export interface IndexedCards {
	readonly cards: readonly IndexedCard[]
	/** Unix seconds of the newest head among them; null before the first sync. */
	readonly at: number | null
}
const folder = 'segment/'
const segmentName = (key: string): string => `${folder}${key}`
export const indexName = 'index'

/** A head this old is not searched any more: nobody knows what was withdrawn since (protocol 4.2), in network days. */
const droppedAfterDays = 35

export interface LeftOut {
	readonly institution: number
	readonly why: string
}

/**
 * Fetches every segment whose release key is at hand and puts its cards where the old ones were; a key is forgotten once
 * its cards are in. One institution's damage never stops another's.
 */
export async function readSegments(
	ports: MemberPorts,
	registry: Registry,
): Promise<Result<readonly LeftOut[], never>> {
	const held = await ports.ratchet.read()
	const left: LeftOut[] = []
	for (const entry of held.releaseKeys()) {
		const place = { sender: entry.sender, class: entry.class }
		const head = registry.heads[headKey(entry.sender, entry.class)]
		// The head has moved on since the feed: its key comes with the next one.
		if (!head || head.epoch !== entry.epoch || head.release !== entry.release) continue
		const cards = await fetchCards(ports, place, head, entry.key)
		if (!cards.ok) {
			left.push({ institution: entry.sender, why: cards.error.kind })
			continue
		}
		await keep(ports, place, head, cards.value)
		held.dropReleaseKey(place)
	}
	await ports.ratchet.write(held)
	for (const audience of audienceClasses) {
		const own = await readOwn(ports, registry, held, audience)
		if (!own.ok) left.push({ institution: ports.institution, why: own.error.kind })
	}
	return ok(left)
}

async function fetchCards(
	ports: MemberPorts,
	place: { readonly sender: number; readonly class: number },
	head: Head,
	key: Parameters<typeof openPayload>[3],
): Promise<Result<readonly Uint8Array[], HeadError>> {
	const segment = await fetchSegment(ports, head)
	if (!segment.ok) return segment
	const payload = openPayload(ports, place, head, key, segment.value.file)
	if (!payload.ok) return payload
	const cards = readCardPayload(payload.value)
	return cards.ok ? cards : { ok: false, error: { kind: 'unusable' } }
}

/** The institution's own cards, opened with its own chain, which is then kept at this head. */
async function readOwn(
	ports: MemberPorts,
	registry: Registry,
	held: HeldKeys,
	audience: number,
): Promise<Result<void, HeadError>> {
	const place = { sender: ports.institution, class: audience }
	const head = registry.heads[headKey(ports.institution, audience)]
	const chain = head && held.chain(place, head.epoch)
	if (!head || !chain) return ok(undefined)
	const before = await ports.documents.get<HeldSegment>(segmentName(headKey(ports.institution, audience)))
	if (before?.release === head.release) return ok(undefined)
	const there = chainAtRelease(deploymentOf(ports), chain, head.release)
	if (!there.ok) return ok(undefined)
	const own = await openOwnSegment(ports, there.value, head)
	if (!own.ok) return own
	held.setChain(there.value)
	await ports.ratchet.write(held)
	await keep(ports, place, head, own.value.cards)
	return ok(undefined)
}

const keep = (
	ports: MemberPorts,
	{ sender, class: audience }: { readonly sender: number; readonly class: number },
	head: Head,
	cards: readonly Uint8Array[],
): Promise<void> => {
	const segment: HeldSegment = { release: head.release, time: head.time, cards }
	return ports.documents.put(segmentName(headKey(sender, audience)), segment)
}

/** The cards of one own class as last read. */
export const ownCards = async (ports: MemberPorts, audience = 0): Promise<readonly Uint8Array[]> =>
	(await ports.documents.get<HeldSegment>(segmentName(headKey(ports.institution, audience))))?.cards ?? []

/**
 * Builds the local index anew from every segment held, without what was withdrawn or has expired, without institutions
 * that are not active, and without heads too old to trust. What is dropped is deleted, not only hidden.
 */
export async function buildIndex(
	ports: MemberPorts,
	registry: Registry,
	demo: boolean,
): Promise<IndexedCards> {
	const withdrawn = withdrawnAt(registry)
	const oldest = registry.time - droppedAfterDays * ports.ledger.contracts.day
	const rows = new Map<string, IndexedCard>()
	let at: number | null = null
	for (const name of await ports.documents.list(folder)) {
		const key = name.slice(folder.length)
		const institution = registry.institutions[Number(key.split('/')[0])]
		const segment = await ports.documents.get<HeldSegment>(name)
		const head = registry.heads[key]
		const trusted = institution && isActive(institution, registry.time) && (head?.time ?? 0) >= oldest
		if (!segment || !institution || !trusted) {
			await ports.documents.delete(name)
			continue
		}
		const cards = segment.cards.filter(card => {
			const identity = cardIdentity(card)
			return identity !== undefined && !isWithdrawn(identity, withdrawn)
		})
		if (cards.length < segment.cards.length) await ports.documents.put(name, { ...segment, cards })
		for (const card of cards) {
			const row = indexRow(card, institution, demo)
			if (row) rows.set(`${institution.id}/${row.handle}`, row)
		}
		at = Math.max(at ?? 0, segment.time)
	}
	const index: IndexedCards = { cards: [...rows.values()], at }
	await ports.documents.put(indexName, index)
	return index
}

/** The index of the last sync; empty before the first. */
export const heldIndex = async (ports: Pick<MemberPorts, 'documents'>): Promise<IndexedCards> =>
	(await ports.documents.get<IndexedCards>(indexName)) ?? { cards: [], at: null }
