import { keccak_256 } from '@noble/hashes/sha3.js'
import { toHex } from '../../kernel/bytes.ts'
import { ok, type Result } from '../../kernel/result.ts'
import { ExchangeAnnouncement, type ClassEpochs } from '../../crypto/exchange.ts'
import { makeExchange, openExchange, type ExchangePartner } from '../../crypto/exchange-window.ts'
import { keyKinds, zero32 } from '../../crypto/key-file.ts'
import { acceptExchanges, isExchangeFile } from '../../ledger/accept-exchange.ts'
import { announceExchange } from '../../ledger/calls.ts'
import { activeInstitutions, headKey, type Registry } from '../../ledger/registry.ts'
import { fetchKey } from '../fetch-key.ts'
import { deploymentOf } from '../ports.ts'
import type { HeldKeys } from '../ratchet.ts'
import { ownKeyFileName, type OwnKeyFile } from './announce-keys.ts'
import { ownInstitution, signAsOfficer, type StewardError, type StewardPorts } from './steward.ts'

/** One entry is 1,144 bytes; a file for 1,000 institutions 1.14 MB. */
const mostBytes = 8 * 1024 * 1024

/** Which key of a partner was exchanged with, by institution: announced files are never made twice. */
interface Made {
	readonly sequence: number
	readonly generations: Readonly<Record<number, number>>
	/** Kept until its announcement is on chain. */
	readonly pending?: Uint8Array
}
const madeName = 'exchange/made'
const openedName = 'exchange/opened'
/** By sender: the last file seen, and the generation of our key it was made for. */
type Opened = Record<number, { readonly sequence: number; readonly generation: number }>

/** Partners whose key was refused, and why: no secret was made for them. */
export interface RefusedPartner {
	readonly institution: number
	readonly why: string
}

const nextEpochs = (registry: Registry, institution: number): ClassEpochs => {
	const next = (audience: number): number => (registry.heads[headKey(institution, audience)]?.epoch ?? 0) + 1
	return [next(0), next(1), next(2), next(3)]
}

/**
 * Encapsulates to every active institution of a higher id whose newest exchange key was not used yet, whatever the
 * sharing policy, and announces the file. Chains are on the device before the file leaves it.
 */
export async function makeExchanges(
	ports: StewardPorts,
	registry: Registry,
): Promise<Result<readonly RefusedPartner[], StewardError>> {
	const refused: RefusedPartner[] = []
	let made = (await ports.documents.get<Made>(madeName)) ?? { sequence: 0, generations: {} }
	if (!made.pending) {
		const partners: ExchangePartner[] = []
		const generations: Record<number, number> = { ...made.generations }
		for (const partner of activeInstitutions(registry)) {
			if (partner.id <= ports.institution) continue
			const newest = partner.keys.findLast(each => each.kind === keyKinds.exchange)
			if (newest && generations[partner.id] === newest.generation) continue
			const key = await fetchKey(ports, partner, keyKinds.exchange, registry.time)
			if (!key.ok) {
				refused.push({ institution: partner.id, why: key.error.kind })
				continue
			}
			partners.push({ keyFile: key.value.file, back: nextEpochs(registry, partner.id) })
			generations[partner.id] = key.value.key.generation
		}
		if (partners.length === 0) return ok(refused)
		const sequence = made.sequence + 1
		const first = nextEpochs(registry, ports.institution)
		const own = { institution: ports.institution, sequence, first }
		const exchange = makeExchange(deploymentOf(ports), own, partners, ports.random)
		const held = await ports.ratchet.read()
		held.addPairs(exchange.chains)
		await ports.ratchet.write(held)
		made = { sequence, generations, pending: exchange.file }
		await ports.documents.put(madeName, made)
	}
	const announced = await announce(ports, registry, made.sequence, made.pending as Uint8Array)
	if (!announced.ok) return announced
	const { pending: _, ...done } = made
	await ports.documents.put(madeName, done)
	return ok(refused)
}

async function announce(
	ports: StewardPorts,
	registry: Registry,
	sequence: number,
	file: Uint8Array,
): Promise<Result<void, StewardError>> {
	const last = ownInstitution(ports, registry)?.exchanges.at(-1)
	const hash = toHex(keccak_256(file))
	if (last?.file === hash) return ok(undefined)
	const sender = await ports.keys.signer('tx/anchor/0')
	const stored = await ports.uploads(sender).put(file)
	if (!stored.ok) return stored
	const statement = {
		institution: ports.institution,
		sequence,
		file: hash,
		root: stored.value.root,
		length: file.length,
		previous: last?.digest ?? zero32,
	}
	const signature = await signAsOfficer(ports, ExchangeAnnouncement, statement)
	const sent = await ports.ledger.send(announceExchange(ports.ledger.contracts, sender, statement, signature))
	return sent.ok ? ok(undefined) : sent
}

/** Opens what institutions of a lower id made for us, starts the chains, and erases the window's seed at its end. */
export async function openExchanges(
	ports: StewardPorts,
	registry: Registry,
): Promise<Result<readonly RefusedPartner[], StewardError>> {
	const refused: RefusedPartner[] = []
	const opened = { ...((await ports.documents.get<Opened>(openedName)) ?? {}) }
	const held = await ports.ratchet.read()
	let changed = false
	for (const partner of activeInstitutions(registry)) {
		const newest = partner.exchanges.at(-1)?.sequence ?? 0
		if (partner.id >= ports.institution || newest <= (opened[partner.id]?.sequence ?? 0)) continue
		const statements = acceptExchanges(ports.ledger.contracts, partner)
		if (!statements.ok) {
			refused.push({ institution: partner.id, why: statements.error.kind })
			continue
		}
		for (const statement of statements.value) {
			if (statement.sequence <= (opened[partner.id]?.sequence ?? 0)) continue
			const file = await ports.storage.get(statement.root, {
				length: statement.length,
				most: mostBytes,
			})
			if (!file.ok) return file
			if (!isExchangeFile(statement, file.value)) {
				refused.push({ institution: partner.id, why: 'exchange-file-differs' })
				break
			}
			const ours = await openWithOwnKeys(ports, held, file.value)
			held.addPairs(ours?.chains ?? [])
			const generation = ours?.generation ?? opened[partner.id]?.generation ?? 0
			opened[partner.id] = { sequence: statement.sequence, generation }
			changed = true
		}
	}
	if (eraseSeeds(ports, registry, opened, held)) changed = true
	if (changed) {
		await ports.ratchet.write(held)
		await ports.documents.put(openedName, opened)
	}
	return ok(refused)
}

async function openWithOwnKeys(ports: StewardPorts, held: HeldKeys, file: Uint8Array) {
	for (const { generation, seed } of held.seeds(keyKinds.exchange)) {
		const own = await ports.documents.get<OwnKeyFile>(ownKeyFileName(keyKinds.exchange, generation))
		const chains = own && openExchange(deploymentOf(ports), file, { keyFile: own.file, seed })
		if (chains?.ok) return { generation, chains: chains.value }
	}
	return undefined
}

/** A window's seed goes when every expected sender has delivered, at the end of its time at the latest. */
function eraseSeeds(ports: StewardPorts, registry: Registry, opened: Opened, held: HeldKeys): boolean {
	const own = ownInstitution(ports, registry)
	const expected = activeInstitutions(registry).filter(({ id }) => id < ports.institution)
	let erased = false
	for (const { generation } of held.seeds(keyKinds.exchange)) {
		const statement = own?.keys.find(
			each => each.kind === keyKinds.exchange && each.generation === generation,
		)
		if (!statement) continue
		const delivered = expected.every(({ id }) => (opened[id]?.generation ?? 0) >= generation)
		if (registry.time > statement.notAfter || delivered) {
			held.dropSeed(keyKinds.exchange, generation)
			erased = true
		}
	}
	return erased
}
