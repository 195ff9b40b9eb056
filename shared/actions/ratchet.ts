import { reveal } from '../kernel/secret.ts'
import type { Random } from '../kernel/clock.ts'
import type { ClassChain } from '../crypto/class-chain.ts'
import type { DeploymentId } from '../crypto/deployment.ts'
import type {
	HeldKey,
	OwnChainEntry,
	PairChainEntry,
	ReleaseKeyEntry,
	SeedEntry,
} from '../crypto/held-keys.ts'
import type { Key } from '../crypto/kdf.ts'
import type { PairChain } from '../crypto/pair-chain.ts'
import { openRatchet, sealRatchet } from '../crypto/ratchet.ts'
import { StoreDamaged, type Cell } from './store.ts'

/** Everything that must be forgotten in time: read whole, changed, written back in place. */
export interface Ratchet {
	read(): Promise<HeldKeys>
	write(held: HeldKeys): Promise<void>
}

/** The ratchet file in a cell, sealed under `rest/ratchet`. */
export const ratchetIn = (cell: Cell, deployment: DeploymentId, restKey: Key, random: Random): Ratchet => ({
	async read() {
		const file = await cell.read()
		if (!file) return new HeldKeys([])
		const held = openRatchet(deployment, restKey, file)
		if (!held.ok) throw new StoreDamaged('ratchet')
		return new HeldKeys(held.value)
	},
	async write(held) {
		await cell.write(sealRatchet(deployment, restKey, held.entries, random))
	},
})

type Place = { readonly sender: number; readonly class: number }

/** The keys a device holds, to look up and replace. What is replaced is gone from the file at the next write. */
export class HeldKeys {
	entries: readonly HeldKey[]
	constructor(entries: readonly HeldKey[]) {
		this.entries = entries
	}

	/** The chain of a class that stands at the lowest epoch, or at `epoch` when given. */
	chain({ sender, class: audience }: Place, epoch?: number): ClassChain | undefined {
		return this.entries
			.filter((entry): entry is OwnChainEntry => entry.kind === 'own-chain')
			.filter(entry => entry.sender === sender && entry.class === audience)
			.filter(entry => epoch === undefined || entry.epoch === epoch)
			.sort((a, b) => a.epoch - b.epoch)[0]
	}
	/** Puts one chain in the place of every chain of its class up to its epoch. */
	setChain({ sender, class: audience, epoch, release, key }: ClassChain): void {
		this.#replace(
			entry =>
				entry.kind === 'own-chain' &&
				entry.sender === sender &&
				entry.class === audience &&
				entry.epoch <= epoch,
			{ kind: 'own-chain', sender, class: audience, epoch, release, key },
		)
	}
	/** Keeps a chain for an epoch that is about to open beside the present one. */
	addChain({ sender, class: audience, epoch, release, key }: ClassChain): void {
		this.#replace(
			entry =>
				entry.kind === 'own-chain' &&
				entry.sender === sender &&
				entry.class === audience &&
				entry.epoch === epoch,
			{ kind: 'own-chain', sender, class: audience, epoch, release, key },
		)
	}
	dropChain({ sender, class: audience }: Place): void {
		this.#remove(entry => entry.kind === 'own-chain' && entry.sender === sender && entry.class === audience)
	}

	releaseKeys(): readonly ReleaseKeyEntry[] {
		return this.entries.filter((entry): entry is ReleaseKeyEntry => entry.kind === 'release-key')
	}
	setReleaseKey(entry: ReleaseKeyEntry): void {
		this.#replace(
			held => held.kind === 'release-key' && held.sender === entry.sender && held.class === entry.class,
			entry,
		)
	}
	dropReleaseKey({ sender, class: audience }: Place): void {
		this.#remove(entry => entry.kind === 'release-key' && entry.sender === sender && entry.class === audience)
	}

	/** The chains of one direction and class: of the newest exchange first. */
	pairs(from: number, to: number, audience: number): readonly PairChainEntry[] {
		return this.entries
			.filter((entry): entry is PairChainEntry => entry.kind === 'pair-chain')
			.filter(entry => entry.from === from && entry.to === to && entry.class === audience)
			.toReversed()
	}
	/** Chains of a later exchange stand behind earlier ones, which are kept until a newer one opened something. */
	addPairs(chains: readonly PairChain[]): void {
		this.entries = [...this.entries, ...chains.map(chain => ({ ...chain, kind: 'pair-chain' as const }))]
	}
	/** Puts these in the place of every chain of a direction and class; of the newest exchange first. */
	setPairs(from: number, to: number, audience: number, chains: readonly PairChain[]): void {
		this.dropPairs(from, to, audience)
		this.addPairs(chains.toReversed())
	}
	dropPairs(from: number, to: number, audience: number): void {
		this.#remove(
			entry =>
				entry.kind === 'pair-chain' && entry.from === from && entry.to === to && entry.class === audience,
		)
	}

	seeds(keyKind: number): readonly SeedEntry[] {
		return this.entries.filter(
			(entry): entry is SeedEntry => entry.kind === 'seed' && entry.keyKind === keyKind,
		)
	}
	seed(keyKind: number, generation: number): Key | undefined {
		return this.seeds(keyKind).find(entry => entry.generation === generation)?.seed
	}
	setSeed(entry: SeedEntry): void {
		this.#replace(
			held => held.kind === 'seed' && held.keyKind === entry.keyKind && held.generation === entry.generation,
			entry,
		)
	}
	dropSeed(keyKind: number, generation: number): void {
		this.#remove(held => held.kind === 'seed' && held.keyKind === keyKind && held.generation === generation)
	}

	/** Whether two states hold the same keys: nothing needs writing then. */
	equals(other: HeldKeys): boolean {
		return (
			this.entries.length === other.entries.length &&
			this.entries.every((entry, index) => same(entry, other.entries[index] as HeldKey))
		)
	}

	#remove(matches: (entry: HeldKey) => boolean): void {
		this.entries = this.entries.filter(entry => !matches(entry))
	}
	#replace(matches: (entry: HeldKey) => boolean, entry: HeldKey): void {
		this.entries = [...this.entries.filter(held => !matches(held)), entry]
	}
}

const keyOf = (entry: HeldKey): Uint8Array => reveal(entry.kind === 'seed' ? entry.seed : entry.key)
const same = (a: HeldKey, b: HeldKey): boolean =>
	a === b || (a.kind === b.kind && keyOf(a).every((byte, index) => byte === keyOf(b)[index]))
