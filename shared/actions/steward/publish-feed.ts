import { toHex } from '../../kernel/bytes.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { nextRelease } from '../../crypto/class-chain.ts'
import type { FeedEntry } from '../../crypto/held-keys.ts'
import { hash } from '../../crypto/kdf.ts'
import { keyKinds, zero32 } from '../../crypto/key-file.ts'
import { encodeFeed } from '../../crypto/member-feed.ts'
import { audienceClasses, memberFeed } from '../../ledger/read-registry.ts'
import { headKey, type Registry } from '../../ledger/registry.ts'
import { placeSegment, type PlaceError } from '../place-segment.ts'
import { deploymentOf } from '../ports.ts'
import type { HeldKeys } from '../ratchet.ts'
import { freshRegistry } from '../registry-document.ts'
import { fetchSegment, type HeadError } from '../open-head.ts'
import { draftEpoch, ownEpoch, sameReaders, settleOwnClass } from './class-epoch.ts'
import { membershipOf, nodeItself } from './member-list.ts'
import type { StewardError, StewardPorts } from './steward.ts'

const name = 'feed'
const attempts = 8
export type FeedError = StewardError | PlaceError | HeadError | { readonly kind: 'no-chain' }

/** What members hold after the next feed: release keys, own chains to publish with, seeds to read mail with. */
function entriesOf(ports: StewardPorts, held: HeldKeys): readonly FeedEntry[] {
	const own = held.entries.filter(
		entry =>
			entry.kind === 'own-chain' &&
			entry.sender === ports.institution &&
			audienceClasses.includes(entry.class),
	) as readonly FeedEntry[]
	return [...held.releaseKeys(), ...own, ...held.seeds(keyKinds.inbox), ...held.seeds(keyKinds.record)]
}

/**
 * Publishes the member feed when it would say something new to these member slots, or because it is time. Opens an
 * epoch whenever a member came or went, so that a former member is out at once.
 */
export async function publishFeed(
	ports: StewardPorts,
	slots: readonly number[],
	{ evenUnchanged = false } = {},
): Promise<Result<boolean, FeedError>> {
	for (let attempt = 0; attempt < attempts; attempt++) {
		const registry = await freshRegistry(ports)
		if (!registry.ok) return registry
		const done = await publishOnce(ports, registry.value, slots, evenUnchanged)
		if (done.ok || done.error.kind !== 'stale') return done
	}
	return err({ kind: 'stale' })
}

async function publishOnce(
	ports: StewardPorts,
	registry: Registry,
	slots: readonly number[],
	evenUnchanged: boolean,
): Promise<Result<boolean, FeedError>> {
	const head = registry.heads[headKey(ports.institution, memberFeed)]
	const chain = await settleOwnClass(ports, memberFeed, head)
	const epoch = await ownEpoch(ports, memberFeed)
	if (slots.length === 0 && !head) return ok(false)
	const payload = encodeFeed(entriesOf(ports, await ports.ratchet.read()))
	const digest = toHex(hash(deploymentOf(ports), 'feed', payload))
	const opens =
		!epoch || !sameReaders(epoch.readers, slots) || registry.time - epoch.since >= ports.pace.epoch
	const last = await ports.documents.get<{ digest: string; root: string }>(name)
	if (!opens && !evenUnchanged && last?.digest === digest && last.root === head?.root) return ok(false)
	let next = chain && { chain: nextRelease(deploymentOf(ports), chain), tableRoot: epoch?.tableRoot }
	if (opens) {
		const drafted = await draftEpoch(ports, memberFeed, head, slots, registry.time)
		if (!drafted.ok) return drafted
		next = drafted.value
	}
	const membership = await membershipOf(ports, registry, nodeItself, 'tx/publish/0')
	if (!next?.tableRoot || !membership) return err({ kind: 'no-chain' })
	const floor = head ? await lengthOf(ports, registry) : ok(0)
	if (!floor.ok) return floor
	const placed = await placeSegment(ports, {
		chain: next.chain,
		tableRoot: next.tableRoot,
		previous: head?.root ?? zero32,
		payload,
		floor: floor.value,
		sender: await ports.keys.signer('tx/publish/0'),
		membership,
	})
	if (!placed.ok) return placed
	await ports.documents.put(name, { digest, root: placed.value.root })
	const after = await freshRegistry(ports)
	if (!after.ok) return after
	await settleOwnClass(ports, memberFeed, after.value.heads[headKey(ports.institution, memberFeed)])
	return ok(true)
}

async function lengthOf(ports: StewardPorts, registry: Registry): Promise<Result<number, HeadError>> {
	const head = registry.heads[headKey(ports.institution, memberFeed)]
	if (!head) return ok(0)
	const segment = await fetchSegment(ports, head)
	return segment.ok ? ok(segment.value.file.length) : segment
}
