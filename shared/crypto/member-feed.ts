import type { Random } from '../kernel/clock.ts'
import { malformed } from '../kernel/parse.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { DeploymentId } from './deployment.ts'
import { decapsulatePair, decodeExchangeFile, encapsulatePair, encodeExchangeFile } from './exchange.ts'
import type { NotAddressed } from './exchange-window.ts'
import { decodeHeldKeys, encodeHeldKeys, type FeedEntry } from './held-keys.ts'
import type { BadKey } from './hpke.ts'
import type { Key } from './kdf.ts'
import { decodeKeyFile, encodeKeyFile, keyKinds, zero32 } from './key-file.ts'
import type { Unreadable } from './object-header.ts'
import { type PairChain, startPairChain } from './pair-chain.ts'
import type { DoesNotOpen } from './seal.ts'

/** The class under which an institution publishes keys to its own members (protocol 5.5). */
export const feedClass = 255

/** The one-time key a member device shows an officer: every counter and time in it is zero. */
export const memberKeyFile = (institution: number, publicKey: Uint8Array): Uint8Array =>
	encodeKeyFile({
		kind: keyKinds.memberDevice,
		institution,
		generation: 0,
		notBefore: 0,
		notAfter: 0,
		previous: zero32,
		publicKey,
	})

const feedChain = (deployment: DeploymentId, root: Key, institution: number, slot: number, epoch: number) =>
	startPairChain(deployment, root, { from: institution, to: slot, class: feedClass, epoch })

/** A steward's half of an enrolment: the file for the member, and the chain that fills the member's slot. */
export function enrolMember(
	deployment: DeploymentId,
	member: { readonly keyFile: Uint8Array; readonly slot: number; readonly feedEpoch: number },
	random: Random,
): Result<{ readonly exchangeFile: Uint8Array; readonly chain: PairChain }, Unreadable | BadKey> {
	const key = decodeKeyFile(member.keyFile)
	if (!key.ok) return key
	const { kind, institution: sender, publicKey } = key.value
	if (kind !== keyKinds.memberDevice) return malformed('keyFile')
	const terms = { sender, receiver: member.slot, sequence: 0, generation: 0, keyFile: member.keyFile }
	const made = encapsulatePair(deployment, publicKey, terms, random)
	if (!made.ok) return made
	const exchangeFile = encodeExchangeFile({
		sender,
		sequence: 0,
		first: [member.feedEpoch, 0, 0, 0],
		entries: [{ receiver: member.slot, generation: 0, back: [0, 0, 0, 0], enc: made.value.enc }],
	})
	const chain = feedChain(deployment, made.value.secret, sender, member.slot, member.feedEpoch)
	return ok({ exchangeFile, chain })
}

/** The member's half. The one-time seed is erased as soon as the first slot opened. */
export function joinFeed(
	deployment: DeploymentId,
	exchangeFile: Uint8Array,
	own: { readonly keyFile: Uint8Array; readonly seed: Key; readonly slot: number },
): Result<PairChain, Unreadable | NotAddressed | DoesNotOpen> {
	const exchange = decodeExchangeFile(exchangeFile)
	if (!exchange.ok) return exchange
	const key = decodeKeyFile(own.keyFile)
	if (!key.ok) return key
	const { sender, sequence, first, entries } = exchange.value
	const [entry] = entries
	if (!entry || entries.length !== 1 || entry.receiver !== own.slot || sender !== key.value.institution)
		return err({ kind: 'not-addressed' })
	const terms = { sender, receiver: own.slot, sequence, generation: entry.generation, keyFile: own.keyFile }
	const root = decapsulatePair(deployment, own.seed, terms, entry.enc)
	return root.ok ? ok(feedChain(deployment, root.value, sender, own.slot, first[0])) : root
}

/** The feed's payload: sealed and read as any segment, with a table whose slots are members. */
export const encodeFeed = (entries: readonly FeedEntry[]): Uint8Array => encodeHeldKeys(entries)

/** The keys of an opened feed. A pair chain in it is refused: members never hold one. */
export function decodeFeed(payload: Uint8Array): Result<readonly FeedEntry[], Unreadable> {
	const entries = decodeHeldKeys(payload)
	if (!entries.ok) return entries
	const allowed = entries.value.filter(entry => entry.kind !== 'pair-chain')
	return allowed.length === entries.value.length ? ok(allowed) : malformed('feed')
}
