import { join } from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import { pairByRules } from '#shared/actions/member/rule-judge.ts'
import { keysOf } from '#shared/actions/keys.ts'
import type { InstitutionPorts, Ports } from '#shared/actions/ports.ts'
import { ratchetIn, type Ratchet } from '#shared/actions/ratchet.ts'
import { ledgerOf } from '#shared/actions/registry-document.ts'
import { stageZeroByConsents } from '#shared/actions/stage-zero.ts'
import { Documents, type Cell, type Store } from '#shared/actions/store.ts'
import type { Pace, StewardPorts } from '#shared/actions/steward/steward.ts'
import { demoPack } from '#shared/compliance/demo-pack.ts'
import type { Contracts } from '#shared/ledger/contracts.ts'
import { toHex, utf8 } from '#shared/kernel/bytes.ts'
import { systemClock, systemRandom } from '#shared/kernel/clock.ts'
import { reveal, Secret } from '#shared/kernel/secret.ts'
import type { VaultRoot } from '#shared/crypto/vault-root.ts'
import type { ZeroGNetwork } from '#shared/zero-g/networks.ts'
import { zeroGReader, zeroGStorage } from '#shared/zero-g/zero-g-storage.ts'
import { fileCell, folderStore, memoryCell, memoryStore } from './folder-store.ts'

/** Where a device or a node keeps its sealed things. */
export interface Home {
	readonly store: Store
	readonly cell: Cell
}
export const homeIn = (folder: string): Home => ({
	store: folderStore(join(folder, 'documents')),
	cell: fileCell(join(folder, 'ratchet')),
})
export const homeInMemory = (): Home => ({ store: memoryStore(), cell: memoryCell() })

/** The same root for the same words: the demonstration world comes from one number. */
export const demoRoot = (words: string): VaultRoot => new Secret(sha256(utf8(`mednexus demo ${words}`)))

/** Joins the use cases of one institution's device or node to a network and a home. */
export async function institutionPorts(
	network: ZeroGNetwork,
	contracts: Contracts,
	institution: number,
	root: VaultRoot,
	home: Home,
): Promise<InstitutionPorts & { readonly ratchet: Ratchet }> {
	const deployment = contracts.deployment.id
	const keys = keysOf(deployment, root)
	const rest = { deployment, key: await keys.seed('rest/documents'), random: systemRandom }
	const ports: Ports = {
		ledger: ledgerOf(contracts),
		storage: zeroGReader(network),
		uploads: payer => zeroGStorage(network, toHex(reveal(payer.key))),
		documents: new Documents(home.store, rest),
		keys,
		random: systemRandom,
		clock: systemClock,
	}
	const ratchet = ratchetIn(home.cell, deployment, await keys.seed('rest/ratchet'), systemRandom)
	return { ...ports, institution, ratchet }
}

/** A local network's moments: keys outlive a folder that is put aside for a while. */
export const localPace: Pace = {
	phase: 300,
	epoch: 24 * 3600,
	hold: 0,
	exchangeKey: 24 * 3600,
	inboxKey: 60 * 86_400,
	recordKey: 90 * 86_400,
	membership: 300 * 86_400,
}

/** The same as a steward, which decides by the consents it keeps and the demonstration's rules. */
export async function stewardPorts(
	network: ZeroGNetwork,
	contracts: Contracts,
	institution: number,
	home: Home & { readonly root: VaultRoot },
	pace: Pace = localPace,
): Promise<StewardPorts> {
	const ports = await institutionPorts(network, contracts, institution, home.root, home)
	const stageZero = stageZeroByConsents(ports, (sender, reader, time) =>
		pairByRules(demoPack, () => time)(sender, reader),
	)
	return { ...ports, pace, stageZero }
}
