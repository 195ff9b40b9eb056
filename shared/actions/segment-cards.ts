import { err, ok, type Result } from '../kernel/result.ts'
import { toHex, type Hex } from '../kernel/bytes.ts'
import { cardHash, cardIdentity } from '../crypto/card.ts'
import type { ClassChain } from '../crypto/class-chain.ts'
import { currentPeriod, type Withdrawn } from '../crypto/merge.ts'
import { readCardPayload } from '../crypto/segment.ts'
import type { Head, Registry } from '../ledger/registry.ts'
import { atHead, fetchSegment, openPayload, type HeadError, type Place } from './open-head.ts'
import { deploymentOf, type Ports } from './ports.ts'

/** An own segment, opened. */
export interface OwnSegment {
	readonly cards: readonly Uint8Array[]
	readonly tableRoot: Hex
	/** The file's length: the next one is not shorter, so that a withdrawal does not show in the size. */
	readonly length: number
}

/** What may not be shown any more, as the registry has it. */
export const withdrawnAt = (registry: Registry): Withdrawn => ({
	revoked: new Set(registry.revoked),
	period: currentPeriod(registry.time),
})

/** The cards under a head of one's own class, with one's own chain. */
export async function openOwnSegment(
	ports: Ports,
	chain: ClassChain,
	head: Head,
): Promise<Result<OwnSegment, HeadError>> {
	const segment = await fetchSegment(ports, head)
	if (!segment.ok) return segment
	const there = atHead(ports, chain, head)
	if (!there) return err({ kind: 'unusable' })
	const place: Place = { sender: chain.sender, class: chain.class }
	const payload = openPayload(ports, place, head, there.release, segment.value.file)
	if (!payload.ok) return payload
	const cards = readCardPayload(payload.value)
	if (!cards.ok) return err({ kind: 'unusable' })
	const { tableRoot, file } = segment.value
	return ok({ cards: cards.value, tableRoot, length: file.length })
}

/** The card of a handle among cards, if it is there. */
export const cardOf = (cards: readonly Uint8Array[], handle: Hex): Uint8Array | undefined =>
	cards.find(card => cardIdentity(card)?.handle === handle)

/** Whether these very bytes are among the cards. */
export const hasCard = (
	ports: Pick<Ports, 'ledger'>,
	cards: readonly Uint8Array[],
	card: Uint8Array,
): boolean => cards.some(each => cardHash(deploymentOf(ports), each) === cardHash(deploymentOf(ports), card))

export const handlesOf = (cards: readonly Uint8Array[]): readonly Hex[] =>
	cards.map(card => toHex(card.subarray(0, 16)))
