import type { Hex } from '../kernel/bytes.ts'
import { openTerms } from '../consent/handle.ts'
import { mayUse } from '../consent/may-use.ts'
import type { GrantedConsent, Institution, Registry } from '../ledger/registry.ts'
import { firstTier } from './consent-form.ts'
import { consentName, consentState, type KeptConsent } from './grant-consent.ts'
import { deploymentOf, type Ports } from './ports.ts'
import type { Documents } from './store.ts'

/** One who would receive a class key, and what it would open. */
export interface SlotRequest {
	readonly sender: Institution
	readonly reader: Institution
	readonly audience: number
	/** Handles of every card the class holds. */
	readonly handles: readonly Hex[]
	readonly registry: Registry
}

/**
 * The gate before a slot is written: standing, policy, consents of all cards, agreement and rule pack. `undefined` is
 * "not known", which is never a yes: the slot is random bytes then.
 */
export type StageZero = (request: SlotRequest) => Promise<boolean | undefined>

/** What an agreement or a rule pack says of a pair of institutions, beyond the consents of the cards. */
export type PairRule = (
	sender: Institution,
	reader: Institution,
	time: number,
) => Promise<boolean | undefined> | boolean | undefined

/** The gate by the consents this institution keeps: every card's terms must be at hand and allow the reader. */
export const stageZeroByConsents =
	(ports: Pick<Ports, 'documents' | 'ledger'>, pairRule: PairRule = () => true): StageZero =>
	async ({ sender, reader, handles, registry }) => {
		const ruled = await pairRule(sender, reader, registry.time)
		if (ruled !== true) return ruled
		for (const handle of handles) {
			const allowed = await consentAllows(ports, registry, handle, reader)
			if (allowed !== true) return allowed
		}
		return true
	}

/** Whether one card's consent lets a reader see the card; `undefined` when its terms are not at hand. */
export async function consentAllows(
	ports: Pick<Ports, 'documents' | 'ledger'>,
	registry: Registry,
	handle: Hex,
	reader: Pick<Institution, 'id' | 'country'>,
): Promise<boolean | undefined> {
	const granted = registry.consents[handle]
	const terms = granted && (await openedTerms(ports, handle, granted))
	if (!terms) return undefined
	if (!terms.ok || consentState(registry, handle) !== 'live') return false
	const who = { institution: reader.id, tier: firstTier, country: reader.country }
	const use = {
		data: ['codes'],
		purpose: 'care-match',
		reader: who,
		commercial: false,
		at: registry.time,
	}
	return mayUse([terms.value], use) === 'allowed'
}

type Opened = ReturnType<typeof openTerms>
const openedBefore = new WeakMap<Documents, Map<string, Opened>>()

/** The terms behind a commitment: one set of bytes gives one answer, so every reader's question opens them once. */
async function openedTerms(
	ports: Pick<Ports, 'documents' | 'ledger'>,
	handle: Hex,
	granted: GrantedConsent,
): Promise<Opened | undefined> {
	const known = openedBefore.get(ports.documents) ?? new Map<string, Opened>()
	openedBefore.set(ports.documents, known)
	const before = known.get(granted.commitment)
	if (before) return before
	const kept = await ports.documents.get<Pick<KeptConsent, 'terms' | 'salt'>>(consentName(handle))
	if (!kept) return undefined
	const terms = openTerms(deploymentOf(ports), kept, granted)
	known.set(granted.commitment, terms)
	return terms
}
