import { ok, type Result } from '../../kernel/result.ts'
import {
	encodeKeyFile,
	KeyAnnouncement,
	keyCommitment,
	keyKinds,
	zero32,
	type KeyKind,
} from '../../crypto/key-file.ts'
import { hybridPublicKey, newHybridSeed } from '../../crypto/hpke.ts'
import { announceKey } from '../../ledger/calls.ts'
import type { KeyStatement, Registry } from '../../ledger/registry.ts'
import { ownInstitution, signAsOfficer, type StewardError, type StewardPorts } from './steward.ts'

/** The kinds a steward announces; a log key follows with the log. */
export const announcedKinds: readonly KeyKind[] = [keyKinds.exchange, keyKinds.inbox, keyKinds.record]
const year = 364

/** An own key file, kept because encapsulations are bound to its bytes. */
export interface OwnKeyFile {
	readonly generation: number
	readonly file: Uint8Array
}
export const ownKeyFileName = (kind: number, generation: number): string => `key-file/${kind}/${generation}`
const draftName = (kind: number): string => `key-draft/${kind}`

/** Announces what is missing or about to end. Answers the kinds that were announced. */
export async function announceKeys(
	ports: StewardPorts,
	registry: Registry,
): Promise<Result<readonly KeyKind[], StewardError>> {
	const announced: KeyKind[] = []
	for (const kind of announcedKinds) {
		const newest = newestKey(ports, registry, kind)
		await settleDraft(ports, kind, newest)
		if (!(await isDue(ports, registry, kind, newest))) continue
		const done = await announce(ports, registry, kind, newest)
		if (!done.ok) return done
		announced.push(kind)
	}
	return ok(announced)
}

const newestKey = (ports: StewardPorts, registry: Registry, kind: KeyKind): KeyStatement | undefined =>
	ownInstitution(ports, registry)?.keys.findLast(each => each.kind === kind)

async function isDue(
	ports: StewardPorts,
	{ time }: Registry,
	kind: KeyKind,
	newest: KeyStatement | undefined,
): Promise<boolean> {
	if (!newest) return true
	// An exchange key is for one window: the common one comes once a year.
	if (kind === keyKinds.exchange) {
		const { day } = ports.ledger.contracts
		const windowStart = Math.floor(time / (year * day)) * year * day
		return newest.notBefore < windowStart && time < windowStart + 14 * day && time > newest.notAfter
	}
	const held = (await ports.ratchet.read()).seed(kind, newest.generation)
	const lifetime = newest.notAfter - newest.notBefore
	return held === undefined || time > newest.notAfter - lifetime / 4
}

const lifetimeOf = ({ pace }: StewardPorts, kind: KeyKind): number =>
	kind === keyKinds.exchange ? pace.exchangeKey : kind === keyKinds.inbox ? pace.inboxKey : pace.recordKey

async function announce(
	ports: StewardPorts,
	registry: Registry,
	kind: KeyKind,
	newest: KeyStatement | undefined,
): Promise<Result<void, StewardError>> {
	const generation = (newest?.generation ?? 0) + 1
	const previous = newest?.digest ?? zero32
	const draft = await ports.documents.get<OwnKeyFile & { notBefore: number; notAfter: number }>(
		draftName(kind),
	)
	const { file, notBefore, notAfter } =
		draft?.generation === generation
			? draft
			: await newKeyFile(ports, { kind, generation, previous, time: registry.time })
	const sender = await ports.keys.signer('tx/anchor/0')
	const stored = await ports.uploads(sender).put(file)
	if (!stored.ok) return stored
	const key = keyCommitment(file)
	const statement = { institution: ports.institution, kind, generation, key, previous, notBefore, notAfter }
	const signature = await signAsOfficer(ports, KeyAnnouncement, statement)
	const { contracts } = ports.ledger
	const sent = await ports.ledger.send(
		announceKey(contracts, sender, statement, stored.value.root, signature),
	)
	if (!sent.ok) return sent
	await ports.documents.put(ownKeyFileName(kind, generation), { generation, file })
	await ports.documents.delete(draftName(kind))
	return ok(undefined)
}

/** A draft whose announcement arrived although nobody was left to hear of it. */
async function settleDraft(
	ports: StewardPorts,
	kind: KeyKind,
	newest: KeyStatement | undefined,
): Promise<void> {
	const draft = await ports.documents.get<OwnKeyFile>(draftName(kind))
	if (!draft || newest?.key !== keyCommitment(draft.file)) return
	await ports.documents.put(ownKeyFileName(kind, draft.generation), {
		generation: draft.generation,
		file: draft.file,
	})
	await ports.documents.delete(draftName(kind))
}

/** Seed and file are on the device before anything is announced. */
async function newKeyFile(
	ports: StewardPorts,
	of: { kind: KeyKind; generation: number; previous: `0x${string}`; time: number },
): Promise<{ file: Uint8Array; notBefore: number; notAfter: number }> {
	const { kind, generation, previous, time } = of
	const seed = newHybridSeed(ports.random)
	const notBefore = time
	const notAfter = time + lifetimeOf(ports, kind)
	const file = encodeKeyFile({
		kind,
		institution: ports.institution,
		generation,
		notBefore,
		notAfter,
		previous,
		publicKey: hybridPublicKey(seed),
	})
	const held = await ports.ratchet.read()
	held.setSeed({ kind: 'seed', keyKind: kind, generation, seed })
	await ports.ratchet.write(held)
	await ports.documents.put(draftName(kind), { generation, file, notBefore, notAfter })
	return { file, notBefore, notAfter }
}
