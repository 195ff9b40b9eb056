import type { Hex } from '../../kernel/bytes.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { nextRelease } from '../../crypto/class-chain.ts'
import { zero32 } from '../../crypto/key-file.ts'
import { mergeCards } from '../../crypto/merge.ts'
import { cardPayload } from '../../crypto/segment.ts'
import { activeInstitutions, headKey, type Registry } from '../../ledger/registry.ts'
import { placeSegment, type PlaceError, type Placed } from '../place-segment.ts'
import { freshRegistry } from '../registry-document.ts'
import { handlesOf, hasCard, openOwnSegment, withdrawnAt, type OwnSegment } from '../segment-cards.ts'
import type { HeadError } from '../open-head.ts'
import { draftEpoch, ownEpoch, settleOwnClass } from './class-epoch.ts'
import { membershipOf, nodeItself } from './member-list.ts'
import { ownInstitution, type StewardError, type StewardPorts } from './steward.ts'

/** What is waiting to be put into a class or taken out of it. */
interface Operations {
	readonly puts: readonly Uint8Array[]
	readonly drops: readonly Hex[]
}
const operationsName = (audience: number): string => `operations/${audience}`
const heldOperations = async (ports: StewardPorts, audience: number): Promise<Operations> =>
	(await ports.documents.get<Operations>(operationsName(audience))) ?? { puts: [], drops: [] }

const newEpochName = (audience: number): string => `new-epoch/${audience}`

/** Whoever held a chain key is gone: the next release opens a new epoch, whatever its time. */
export const demandNewEpoch = (ports: StewardPorts, audience: number): Promise<void> =>
	ports.documents.put(newEpochName(audience), true)

/** Queues cards for the next release: nothing is sent yet. */
export async function queueCards(
	ports: StewardPorts,
	audience: number,
	puts: readonly Uint8Array[],
	drops: readonly Hex[] = [],
): Promise<void> {
	const held = await heldOperations(ports, audience)
	const next: Operations = { puts: [...held.puts, ...puts], drops: [...held.drops, ...drops] }
	await ports.documents.put(operationsName(audience), next)
}

export type ReleaseError = StewardError | PlaceError | HeadError | { readonly kind: 'no-chain' }
type BeforeOpening = () => Promise<Result<unknown, ReleaseError>>
const attempts = 8

/**
 * Publishes the next release of a class, changed or not: what is queued, without what was withdrawn. Opens a new epoch
 * when its time has come or a reader has to go. `beforeOpening` lets members have the new chain first.
 */
export async function publishRelease(
	ports: StewardPorts,
	audience: number,
	beforeOpening: BeforeOpening = () => Promise.resolve(ok(undefined)),
): Promise<Result<Placed, ReleaseError>> {
	for (let attempt = 0; attempt < attempts; attempt++) {
		const registry = await freshRegistry(ports)
		if (!registry.ok) return registry
		const placed = await publishOnce(ports, audience, registry.value, beforeOpening)
		if (placed.ok || placed.error.kind !== 'stale') return placed
	}
	return err({ kind: 'stale' })
}

async function publishOnce(
	ports: StewardPorts,
	audience: number,
	registry: Registry,
	beforeOpening: BeforeOpening,
): Promise<Result<Placed, ReleaseError>> {
	const head = registry.heads[headKey(ports.institution, audience)]
	const chain = await settleOwnClass(ports, audience, head)
	let base: OwnSegment | undefined
	if (head) {
		if (!chain) return err({ kind: 'no-chain' })
		const opened = await openOwnSegment(ports, chain, head)
		if (!opened.ok) return opened
		base = opened.value
	}
	const operations = await settleOperations(ports, audience, base)
	const drops = new Set(operations.drops)
	const cards = mergeCards(base?.cards ?? [], operations.puts, drops, withdrawnAt(registry))
	const readers = await admitted(ports, registry, audience, handlesOf(cards))
	let next = chain && { chain: nextRelease(ports.ledger.contracts.deployment.id, chain) }
	let tableRoot = base?.tableRoot
	const opens = await mustOpen(ports, registry, audience, readers)
	if (opens) {
		const drafted = await draftEpoch(ports, audience, head, readers, registry.time)
		if (!drafted.ok) return drafted
		const told = await beforeOpening()
		if (!told.ok) return told
		next = drafted.value
		tableRoot = drafted.value.tableRoot
	}
	const sender = await ports.keys.signer('tx/publish/0')
	const membership = await membershipOf(ports, registry, nodeItself, 'tx/publish/0')
	if (!next || !tableRoot || !membership) return err({ kind: 'no-chain' })
	const placed = await placeSegment(ports, {
		chain: next.chain,
		tableRoot,
		previous: head?.root ?? zero32,
		payload: cardPayload(cards),
		floor: base?.length ?? 0,
		sender,
		membership,
	})
	if (!placed.ok) return placed
	const after = await freshRegistry(ports)
	if (!after.ok) return after
	await settleOwnClass(ports, audience, after.value.heads[headKey(ports.institution, audience)])
	if (opens) await ports.documents.delete(newEpochName(audience))
	return placed
}

/** Operations that a final head already contains are done and forgotten. */
async function settleOperations(
	ports: StewardPorts,
	audience: number,
	base: OwnSegment | undefined,
): Promise<Operations> {
	const held = await heldOperations(ports, audience)
	if (!base || held.puts.length + held.drops.length === 0) return held
	const handles = new Set(handlesOf(base.cards))
	const left: Operations = {
		puts: held.puts.filter(card => !hasCard(ports, base.cards, card)),
		drops: held.drops.filter(handle => handles.has(handle)),
	}
	await ports.documents.put(operationsName(audience), left)
	return left
}

/** Institutions that pass the whole stage-0 gate: everyone else's slot is random bytes. */
async function admitted(
	ports: StewardPorts,
	registry: Registry,
	audience: number,
	handles: readonly Hex[],
): Promise<readonly number[]> {
	const sender = ownInstitution(ports, registry)
	if (!sender) return []
	const held = await ports.ratchet.read()
	const readers: number[] = []
	for (const reader of activeInstitutions(registry)) {
		if (reader.id === sender.id || registry.time - reader.verifiedAt < ports.pace.hold) continue
		if (held.pairs(sender.id, reader.id, audience).length === 0) continue
		const allowed = await ports.stageZero({ sender, reader, audience, handles, registry })
		if (allowed === true) readers.push(reader.id)
	}
	return readers.sort((a, b) => a - b)
}

/** The first release, a reader or member who has to go, or the epoch's end, at which new readers come in too. */
async function mustOpen(
	ports: StewardPorts,
	registry: Registry,
	audience: number,
	readers: readonly number[],
): Promise<boolean> {
	const open = await ownEpoch(ports, audience)
	if (!open || (await ports.documents.get(newEpochName(audience)))) return true
	if (open.readers.some(reader => !readers.includes(reader))) return true
	return registry.time - open.since >= ports.pace.epoch
}
