import { err, ok, type Result } from '../../kernel/result.ts'
import type { FeedEntry } from '../../crypto/held-keys.ts'
import { keyKinds } from '../../crypto/key-file.ts'
import { decodeFeed, feedClass } from '../../crypto/member-feed.ts'
import { headKey, type Head, type Registry } from '../../ledger/registry.ts'
import { atHead, fetchSegment, openEpoch, openPayload, type HeadError } from '../open-head.ts'
import type { HeldKeys } from '../ratchet.ts'
import type { MemberPorts } from './member.ts'

interface FeedRead {
	readonly epoch: number
	readonly release: number
}
const name = 'feed-read'

/** Why the institution's feed gave nothing. `not-in-feed`: this device is no longer, or not yet, among its readers. */
export type FeedReadError = HeadError | { readonly kind: 'not-in-feed' }

/**
 * Reads the institution's newest feed into the ratchet file: release keys to fetch segments with, own chains to publish
 * with, seeds to read mail with. Answers whether anything was new.
 */
export async function readFeed(
	ports: MemberPorts,
	registry: Registry,
	slot: number,
): Promise<Result<boolean, FeedReadError>> {
	const head = registry.heads[headKey(ports.institution, feedClass)]
	const before = await ports.documents.get<FeedRead>(name)
	if (!head) return ok(false)
	if (before?.release === head.release) return ok(false)
	const place = { sender: ports.institution, class: feedClass }
	const segment = await fetchSegment(ports, head)
	if (!segment.ok) return segment
	const held = await ports.ratchet.read()
	if (before?.epoch !== head.epoch) {
		const pairs = held.pairs(ports.institution, slot, feedClass)
		const opened = await openEpoch(ports, place, head, segment.value.tableRoot, pairs)
		if (!opened.ok) return opened
		if (!opened.value.chain) return err({ kind: 'not-in-feed' })
		held.setPairs(ports.institution, slot, feedClass, opened.value.keep)
		held.setChain(opened.value.chain)
		// The first slot opened: the one-time key has done its work.
		held.dropSeed(keyKinds.memberDevice, 0)
	}
	const chain = held.chain(place, head.epoch)
	const there = chain && atHead(ports, chain, head)
	if (!there) return err({ kind: 'not-in-feed' })
	const payload = openPayload(ports, place, head, there.release, segment.value.file)
	if (!payload.ok) return payload
	const entries = decodeFeed(payload.value)
	if (!entries.ok) return err({ kind: 'unusable' })
	take(held, entries.value, registry)
	held.setChain(there.next)
	await ports.ratchet.write(held)
	await ports.documents.put(name, { epoch: head.epoch, release: head.release } satisfies FeedRead)
	return ok(true)
}

function take(held: HeldKeys, entries: readonly FeedEntry[], registry: Registry): void {
	for (const entry of entries) {
		switch (entry.kind) {
			case 'release-key':
				held.setReleaseKey(entry)
				break
			case 'own-chain': {
				const { sender, class: audience, epoch, release } = entry
				const own = held.chain({ sender, class: audience }, epoch)
				// What this device holds may be ahead: its own publications count before the next feed.
				if (own && own.release >= release) break
				const head: Head | undefined = registry.heads[headKey(sender, audience)]
				if (head && epoch > head.epoch) held.addChain(entry)
				else if (!own || own.epoch <= epoch) held.setChain(entry)
				break
			}
			case 'seed':
				held.setSeed(entry)
		}
	}
}
