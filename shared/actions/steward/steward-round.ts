import { ok, type Result } from '../../kernel/result.ts'
import { audienceClasses } from '../../ledger/read-registry.ts'
import { headKey, type Registry } from '../../ledger/registry.ts'
import { freshRegistry } from '../registry-document.ts'
import { announceKeys } from './announce-keys.ts'
import { settleOwnClass } from './class-epoch.ts'
import { feedSlots } from './enrol.ts'
import { makeExchanges, openExchanges } from './exchange.ts'
import { followHeads } from './follow-heads.ts'
import { publishMembers } from './member-list.ts'
import { publishFeed } from './publish-feed.ts'
import { publishRelease, type ReleaseError } from './publish-release.ts'
import { ownInstitution, type StewardPorts } from './steward.ts'

/** What one round did. */
export interface Round {
	readonly published: boolean
	readonly fed: boolean
	/** Institutions whose keys, files or heads were refused, and why. */
	readonly refused: readonly { readonly institution: number; readonly why: string }[]
}

/**
 * One round of an institution's steward: keys, members, exchanges, foreign heads, the own release when its phase has
 * come, and the members' feed. Every step can be interrupted and is taken up by the next round.
 */
export async function stewardRound(
	ports: StewardPorts,
	{ release = 'at-phase' }: { readonly release?: 'at-phase' | 'now' | 'never' } = {},
): Promise<Result<Round, ReleaseError>> {
	const first = await freshRegistry(ports)
	if (!first.ok) return first
	if (!ownInstitution(ports, first.value)) return ok({ published: false, fed: false, refused: [] })
	const keys = await announceKeys(ports, first.value)
	if (!keys.ok) return keys
	const members = await publishMembers(ports, first.value)
	if (!members.ok) return members
	const registry = keys.value.length > 0 || members.value ? await freshRegistry(ports) : first
	if (!registry.ok) return registry
	const made = await makeExchanges(ports, registry.value)
	if (!made.ok) return made
	const opened = await openExchanges(ports, registry.value)
	if (!opened.ok) return opened
	const followed = await followHeads(ports, registry.value)
	if (!followed.ok) return followed
	for (const audience of audienceClasses) {
		await settleOwnClass(ports, audience, registry.value.heads[headKey(ports.institution, audience)])
	}
	const feed = async () => publishFeed(ports, await feedSlots(ports))
	let published = false
	for (const audience of audienceClasses) {
		if (release === 'never' || (release === 'at-phase' && !isPhase(ports, registry.value, audience))) continue
		const placed = await publishRelease(ports, audience, feed)
		if (!placed.ok) return placed
		published = true
	}
	const fed = await feed()
	if (!fed.ok) return fed
	const refused = [...made.value, ...opened.value, ...followed.value.left]
	return ok({ published, fed: fed.value, refused })
}

/** Heads are published at a fixed phase, changed or not: a quiet day looks like any other. */
const isPhase = (ports: StewardPorts, registry: Registry, audience: number): boolean => {
	const head = registry.heads[headKey(ports.institution, audience)]
	return !head || Math.floor(registry.time / ports.pace.phase) > Math.floor(head.time / ports.pace.phase)
}
