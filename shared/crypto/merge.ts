import { compare, fromHex, type Hex } from '../kernel/bytes.ts'
import { cardIdentity } from './card.ts'

/** What no index may still show: revoked handles, and consents that ended before this 91-day period. */
export interface Withdrawn {
	readonly revoked: ReadonlySet<Hex>
	/** `currentPeriod` of the final block's time. */
	readonly period: number
}

/** Periods of 91 days since the Unix epoch that have passed at this time. */
export const currentPeriod = (unixSeconds: number): number => Math.floor(unixSeconds / (91 * 86_400))

/** Whether a card must be hidden and deleted before the next paint, whatever its institution does. */
export const isWithdrawn = (card: { handle: Hex; expiry: number }, withdrawn: Withdrawn): boolean =>
	withdrawn.revoked.has(card.handle) || card.expiry <= withdrawn.period

/**
 * The cards of the next release, ascending by handle: per handle the higher revision wins (equal: the greater bytes),
 * then drops and withdrawn cards go. Puts commute and repeat without effect, so publishers need no lock (protocol 5.4).
 */
export function mergeCards(
	base: readonly Uint8Array[],
	puts: readonly Uint8Array[],
	drops: ReadonlySet<Hex>,
	withdrawn: Withdrawn,
): readonly Uint8Array[] {
	const best = new Map<Hex, { readonly revision: number; readonly bytes: Uint8Array }>()
	for (const bytes of [...base, ...puts]) {
		const card = cardIdentity(bytes)
		if (!card || drops.has(card.handle) || isWithdrawn(card, withdrawn)) continue
		const held = best.get(card.handle)
		const newer = !held || (card.revision - held.revision || compare(bytes, held.bytes)) > 0
		if (newer) best.set(card.handle, { revision: card.revision, bytes })
	}
	return [...best]
		.toSorted(([a], [b]) => compare(fromHex(a) as Uint8Array, fromHex(b) as Uint8Array))
		.map(([, { bytes }]) => bytes)
}
