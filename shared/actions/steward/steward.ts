import type { Result } from '../../kernel/result.ts'
import { signDigest } from '../../crypto/sign.ts'
import { typedDataDigest, type FieldType, type Message, type Struct } from '../../crypto/typed-data.ts'
import type { SendError } from '../../ledger/chain.ts'
import { domainOf } from '../../ledger/contracts.ts'
import type { ReadError } from '../../ledger/endpoints.ts'
import type { Institution, Registry } from '../../ledger/registry.ts'
import type { Hex } from '../../kernel/bytes.ts'
import type { StorageError } from '../../zero-g/storage.ts'
import type { InstitutionPorts } from '../ports.ts'
import type { Ratchet } from '../ratchet.ts'
import type { StageZero } from '../stage-zero.ts'

/** How long things last at this institution, in seconds. A live network counts in days, a local one in moments. */
export interface Pace {
	/** Between two heads of a class, changed or not. */
	readonly phase: number
	/** Between two class keys. */
	readonly epoch: number
	/** Between verification and the first slot, for a new institution. */
	readonly hold: number
	readonly exchangeKey: number
	readonly inboxKey: number
	readonly recordKey: number
	/** How long a member's leaf counts. */
	readonly membership: number
}

/** Protocol 3 to 5 in seconds of a network whose day is `day` seconds long. */
export const paceOf = (day: number): Pace => ({
	phase: day,
	epoch: 7 * day,
	hold: 14 * day,
	exchangeKey: 14 * day,
	inboxKey: 28 * day,
	recordKey: 91 * day,
	membership: 364 * day,
})

/** The device that holds an institution's chains: its node, or an officer's. */
export interface StewardPorts extends InstitutionPorts {
	readonly ratchet: Ratchet
	readonly pace: Pace
	readonly stageZero: StageZero
}

/** What a steward's work can end in besides success. */
export type StewardError =
	ReadError | SendError | StorageError | { readonly kind: 'not-verified' } | { readonly kind: 'stale' }

export type StewardResult<T> = Promise<Result<T, StewardError>>

/** The institution as the chain has it; absent before its verification is final. */
export const ownInstitution = (
	{ institution }: Pick<InstitutionPorts, 'institution'>,
	registry: Registry,
): Institution | undefined => registry.institutions[institution]

/** An officer's signature over a statement of the institution. */
export async function signAsOfficer<F extends Record<string, FieldType>>(
	ports: InstitutionPorts,
	type: Struct<F>,
	statement: Message<Struct<F>>,
): Promise<Hex> {
	const { key } = await ports.keys.signer('sign/officer')
	return signDigest(key, typedDataDigest(domainOf(ports.ledger.contracts, 'Institutions'), type, statement))
}
