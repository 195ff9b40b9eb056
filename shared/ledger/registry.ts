import type { Hex } from '../kernel/bytes.ts'

/** Who the officers are from one statement to the next; `signatures` is empty for the first. */
export interface OfficersStatement {
	readonly generation: number
	readonly officers: readonly Hex[]
	readonly threshold: number
	readonly previous: Hex
	readonly effectiveAt: number
	readonly signatures: readonly Hex[]
	readonly block: number
}
export interface MembersStatement {
	readonly generation: number
	readonly root: Hex
	readonly previous: Hex
	readonly notAfter: number
	readonly signature: Hex
	readonly digest: Hex
	readonly block: number
}
/** A key by the commitment to its file; `root` says where the file lies and is not signed. */
export interface KeyStatement {
	readonly kind: number
	readonly generation: number
	readonly key: Hex
	readonly root: Hex
	readonly previous: Hex
	readonly notBefore: number
	readonly notAfter: number
	readonly signature: Hex
	readonly digest: Hex
	readonly block: number
}
export interface ExchangeStatement {
	readonly sequence: number
	readonly file: Hex
	readonly root: Hex
	readonly length: number
	readonly previous: Hex
	readonly signature: Hex
	readonly digest: Hex
	readonly block: number
}

/** An institution as its events tell it. */
export interface Institution {
	readonly id: number
	readonly name: string
	/** ISO 3166-1 alpha-2. */
	readonly country: string
	readonly founder: boolean
	readonly status: 'active' | 'suspended' | 'revoked'
	readonly verifiedAt: number
	/** End of the verification, Unix seconds. */
	readonly until: number
	readonly officers: readonly OfficersStatement[]
	/** Every member set so far, oldest first: a record's signer counts by the set of its own block. */
	readonly members: readonly MembersStatement[]
	readonly keys: readonly KeyStatement[]
	readonly exchanges: readonly ExchangeStatement[]
}

/** Where the newest segment of an (institution, class) begins. */
export interface Head {
	readonly root: Hex
	readonly epoch: number
	readonly first: number
	readonly release: number
	readonly time: number
}

export interface GrantedConsent {
	readonly institution: number
	readonly commitment: Hex
	readonly capability: Hex
	/** In 91-day periods. */
	readonly expiry: number
}
export interface SealedRecord {
	readonly institution: number
	readonly root: Hex
	readonly block: number
}
export interface AskedEvent {
	readonly ask: Hex
	readonly from: number
	readonly to: number
	readonly stage: number
	readonly body: Hex
	readonly decision: Hex
	readonly deadline: number
	readonly digest: Hex
	readonly signature: Hex
	readonly block: number
}
export interface AnsweredEvent {
	readonly ask: Hex
	readonly request: Hex
	readonly from: number
	readonly to: number
	readonly outcome: number
	readonly consent: Hex
	readonly body: Hex
	readonly decision: Hex
	readonly agreement: Hex
	readonly rulePack: Hex
	readonly deadline: number
	readonly digest: Hex
	readonly signature: Hex
	readonly block: number
}

/** Everything the chain says that a device needs, as one plain object: no question it answers is ever sent anywhere. */
export interface Registry {
	/** The last block read, and its time: the only clock that validity is held against. */
	readonly block: number
	readonly time: number
	readonly institutions: Readonly<Record<number, Institution>>
	/** By `headKey`. */
	readonly heads: Readonly<Record<string, Head>>
	/** By handle. */
	readonly consents: Readonly<Record<Hex, GrantedConsent>>
	readonly revoked: readonly Hex[]
	readonly records: Readonly<Record<Hex, SealedRecord>>
	readonly asks: Readonly<Record<Hex, AskedEvent>>
	readonly answers: Readonly<Record<Hex, AnsweredEvent>>
}

export const emptyRegistry: Registry = {
	block: -1,
	time: 0,
	institutions: {},
	heads: {},
	consents: {},
	revoked: [],
	records: {},
	asks: {},
	answers: {},
}

export const headKey = (institution: number, audience: number): string => `${institution}/${audience}`

/** Verified, not suspended, and the verification has not run out. */
export const isActive = (institution: Institution | undefined, time: number): boolean =>
	institution?.status === 'active' && time <= institution.until

/** Whether a change may still happen to what was read: a registry only ever grows. */
export const activeInstitutions = (registry: Registry): readonly Institution[] =>
	Object.values(registry.institutions).filter(each => isActive(each, registry.time))
