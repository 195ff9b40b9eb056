import { ok, type Result } from '../../kernel/result.ts'
import type { ReadError } from '../../ledger/endpoints.ts'
import { followAsks } from '../asks/follow-asks.ts'
import { freshRegistry } from '../registry-document.ts'
import { refreshEnrolment, type MemberPorts } from './member.ts'
import { readFeed } from './read-feed.ts'
import { buildIndex, readSegments, type LeftOut } from './read-segments.ts'

/** What a sync brought. */
export interface Synced {
	readonly membership: 'none' | 'waiting' | 'approved'
	readonly cards: number
	readonly institutions: number
	readonly newAsks: number
	readonly newAnswers: number
	/** Unix seconds of the newest head in the index. */
	readonly at: number | null
	/** What could not be read this time, and why: the rest was. */
	readonly left: readonly LeftOut[]
}

/**
 * Brings a member's device up to date: registry, membership, feed, segments, index, inbox. What it asks of the network is
 * the same whatever anybody searches for. Cards that were withdrawn are gone when it returns.
 */
export async function sync(
	ports: MemberPorts,
	{ demo }: { readonly demo: boolean },
): Promise<Result<Synced, ReadError>> {
	const registry = await freshRegistry(ports)
	if (!registry.ok) return registry
	const enrolled = await refreshEnrolment(ports, registry.value)
	const left: LeftOut[] = []
	let asks = { newAsks: 0, newAnswers: 0 }
	if (enrolled?.state === 'approved') {
		const fed = await readFeed(ports, registry.value, enrolled.slot)
		if (!fed.ok) left.push({ institution: ports.institution, why: fed.error.kind })
		const segments = await readSegments(ports, registry.value)
		if (segments.ok) left.push(...segments.value)
		asks = await followAsks(ports, registry.value)
	}
	const { cards, at } = await buildIndex(ports, registry.value, demo)
	const institutions = new Set(cards.map(({ institution }) => institution.id)).size
	const { newAsks, newAnswers } = asks
	const membership = enrolled?.state ?? 'none'
	return ok({ membership, cards: cards.length, institutions, newAsks, newAnswers, at, left })
}
