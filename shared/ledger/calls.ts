import type { Hex } from '../kernel/bytes.ts'
import type { Signer } from '../crypto/vault-root.ts'
import { accountOf } from './account.ts'
import { callOf, type Call } from './chain.ts'
import type { Contracts } from './contracts.ts'
import { shown, type Membership } from './membership.ts'

// One function for each transaction of the product: arguments in our words, checked against the contract's ABI.

export interface HeadMove {
	readonly audience: number
	/** The root that was read; 32 zero bytes for the first. */
	readonly previous: Hex
	readonly root: Hex
	readonly epoch: number
}
/** Compare and set: refused as `Stale` when somebody published in between. */
export const publishHead = (contracts: Contracts, sender: Signer, move: HeadMove, by: Membership): Call =>
	callOf(accountOf(sender), contracts.caseIndex, 'publish', [
		move.audience,
		move.previous,
		move.root,
		move.epoch,
		shown(by),
	])

export interface Grant {
	readonly commitment: Hex
	readonly capability: Hex
	/** In 91-day periods. */
	readonly expiry: number
}
export const grantConsent = (contracts: Contracts, sender: Signer, grant: Grant, by: Membership): Call =>
	callOf(accountOf(sender), contracts.consents, 'grant', [
		grant.commitment,
		grant.capability,
		grant.expiry,
		shown(by),
	])
/** With the capability key's signature: anybody may send it. */
export const revokeConsent = (contracts: Contracts, sender: Signer, handle: Hex, signature: Hex): Call =>
	callOf(accountOf(sender), contracts.consents, 'revoke', [handle, signature])
export const revokeConsentAsMember = (
	contracts: Contracts,
	sender: Signer,
	handle: Hex,
	by: Membership,
): Call => callOf(accountOf(sender), contracts.consents, 'revokeAsMember', [handle, shown(by)])

export const sealRecord = (
	contracts: Contracts,
	sender: Signer,
	record: Hex,
	root: Hex,
	by: Membership,
): Call => callOf(accountOf(sender), contracts.cases, 'seal', [record, root, shown(by)])

export interface AskMessage {
	readonly ask: Hex
	readonly from: number
	readonly to: number
	readonly stage: number
	readonly body: Hex
	readonly decision: Hex
	readonly deadline: number
}
export interface AnswerMessage {
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
}
/** A statement with its author's signature and membership; whoever sends it only pays. */
export interface Signed<T> {
	readonly statement: T
	readonly signature: Hex
	readonly by: Membership
}
const timed = <T extends { readonly deadline: number }>(statement: T) => ({
	...statement,
	deadline: BigInt(statement.deadline),
})
export const sendAsk = (
	contracts: Contracts,
	sender: Signer,
	{ statement, signature, by }: Signed<AskMessage>,
) => callOf(accountOf(sender), contracts.cases, 'ask', [timed(statement), signature, shown(by)])
export const sendAnswer = (
	contracts: Contracts,
	sender: Signer,
	asked: AskMessage,
	{ statement, signature, by }: Signed<AnswerMessage>,
): Call =>
	callOf(accountOf(sender), contracts.cases, 'answer', [timed(asked), timed(statement), signature, shown(by)])

export interface KeyMessage {
	readonly institution: number
	readonly kind: number
	readonly generation: number
	readonly key: Hex
	readonly previous: Hex
	readonly notBefore: number
	readonly notAfter: number
}
export const announceKey = (
	contracts: Contracts,
	sender: Signer,
	{ notBefore, notAfter, ...rest }: KeyMessage,
	root: Hex,
	signature: Hex,
): Call =>
	callOf(accountOf(sender), contracts.institutions, 'announceKey', [
		{ ...rest, notBefore: BigInt(notBefore), notAfter: BigInt(notAfter) },
		root,
		signature,
	])

export interface ExchangeMessage {
	readonly institution: number
	readonly sequence: number
	readonly file: Hex
	readonly root: Hex
	readonly length: number
	readonly previous: Hex
}
export const announceExchange = (
	contracts: Contracts,
	sender: Signer,
	statement: ExchangeMessage,
	signature: Hex,
): Call => callOf(accountOf(sender), contracts.institutions, 'announceExchange', [statement, signature])

export interface MemberSetMessage {
	readonly institution: number
	readonly generation: number
	readonly root: Hex
	readonly previous: Hex
	readonly notAfter: number
}
export const changeMembers = (
	contracts: Contracts,
	sender: Signer,
	{ notAfter, ...rest }: MemberSetMessage,
	signature: Hex,
): Call =>
	callOf(accountOf(sender), contracts.institutions, 'changeMembers', [
		{ ...rest, notAfter: BigInt(notAfter) },
		signature,
	])

export const topUp = (contracts: Contracts, sender: Signer, member: Hex, by: Membership): Call =>
	callOf(accountOf(sender), contracts.gasTank, 'topUp', [member, shown(by)])
export const depositGas = (contracts: Contracts, sender: Signer, institution: number, wei: bigint): Call =>
	callOf(accountOf(sender), contracts.gasTank, 'deposit', [institution], { value: wei })

/** What an institution is listed with; only the authority may list one. */
export interface Listing {
	readonly name: string
	readonly country: string
	readonly officers: readonly Hex[]
	readonly threshold: number
	readonly until: number
}
export const verifyInstitution = (
	contracts: Contracts,
	sender: Signer,
	listing: Listing,
	founder: boolean,
): Call =>
	callOf(accountOf(sender), contracts.institutions, 'verify', [
		{
			name: listing.name,
			country: `0x${[...listing.country].map(letter => letter.charCodeAt(0).toString(16)).join('')}`,
			ror: '',
			officers: listing.officers,
			threshold: listing.threshold,
			until: BigInt(listing.until),
		},
		founder,
	])
export const closeFounding = (contracts: Contracts, sender: Signer, next: Hex): Call =>
	callOf(accountOf(sender), contracts.institutions, 'closeFounding', [next])
