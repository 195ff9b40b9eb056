import { ok, type Result } from '../../kernel/result.ts'
import { audienceClasses } from '../../ledger/read-registry.ts'
import { headKey, isActive, type Head, type Registry } from '../../ledger/registry.ts'
import { atHead, fetchSegment, openEpoch, type HeadError, type Place } from '../open-head.ts'
import type { HeldKeys } from '../ratchet.ts'
import type { StewardError, StewardPorts } from './steward.ts'

/** How far each foreign class was followed. Holds no key. */
interface Followed {
	readonly epoch: number
	readonly release: number
	/** The table had no slot for us. */
	readonly shut: boolean
}
const name = 'followed'

export interface FollowedHeads {
	/** Whether any release key is new: then members wait for a feed. */
	readonly changed: boolean
	/** Institutions whose head could not be followed this time, and why. */
	readonly left: readonly { readonly institution: number; readonly why: string }[]
}

/**
 * Follows every other institution's head: opens tables of new epochs, steps class chains, and forgets what was used.
 * One institution's damage never stops another's.
 */
export async function followHeads(
	ports: StewardPorts,
	registry: Registry,
): Promise<Result<FollowedHeads, StewardError>> {
	const followed = { ...((await ports.documents.get<Record<string, Followed>>(name)) ?? {}) }
	const held = await ports.ratchet.read()
	const left: { institution: number; why: string }[] = []
	let changed = false
	for (const { id } of Object.values(registry.institutions)) {
		if (id === ports.institution) continue
		for (const audience of audienceClasses) {
			const key = headKey(id, audience)
			const head = registry.heads[key]
			const before = followed[key]
			if (!isActive(registry.institutions[id], registry.time)) {
				if (before) changed = true
				delete followed[key]
				held.dropReleaseKey({ sender: id, class: audience })
				continue
			}
			if (!head || before?.release === head.release) continue
			const now = await follow(ports, held, { sender: id, class: audience }, head, before)
			if (!now.ok) {
				left.push({ institution: id, why: now.error.kind })
				continue
			}
			followed[key] = now.value
			changed = true
		}
	}
	if (changed) {
		await ports.ratchet.write(held)
		await ports.documents.put(name, followed)
	}
	return ok({ changed, left })
}

async function follow(
	ports: StewardPorts,
	held: HeldKeys,
	place: Place,
	head: Head,
	before: Followed | undefined,
): Promise<Result<Followed, HeadError>> {
	if (before?.epoch !== head.epoch) {
		const segment = await fetchSegment(ports, head)
		if (!segment.ok) return segment
		const pairs = held.pairs(place.sender, ports.institution, place.class)
		const opened = await openEpoch(ports, place, head, segment.value.tableRoot, pairs)
		if (!opened.ok) return opened
		const { chain, keep } = opened.value
		held.setPairs(place.sender, ports.institution, place.class, keep)
		held.dropChain(place)
		held.dropReleaseKey(place)
		if (chain) held.setChain(chain)
	}
	const chain = held.chain(place, head.epoch)
	const there = chain && atHead(ports, chain, head)
	if (there) {
		held.setChain(there.next)
		held.setReleaseKey({
			kind: 'release-key',
			...place,
			epoch: head.epoch,
			release: head.release,
			key: there.release,
		})
	}
	return ok({ epoch: head.epoch, release: head.release, shut: !there })
}
