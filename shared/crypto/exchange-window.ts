import type { Random } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { DeploymentId } from './deployment.ts'
import {
	type ClassEpochs,
	decapsulatePair,
	decodeExchangeFile,
	encapsulatePair,
	encodeExchangeFile,
	type ExchangeEntry,
	startPair,
} from './exchange.ts'
import type { Key } from './kdf.ts'
import { decodeKeyFile, keyKinds } from './key-file.ts'
import type { Unreadable } from './object-header.ts'
import type { PairChain } from './pair-chain.ts'
import type { DoesNotOpen } from './seal.ts'

/** One institution to exchange with: its accepted key file and its next class epochs at a final block. */
export interface ExchangePartner {
	readonly keyFile: Uint8Array
	readonly back: ClassEpochs
}
/** The file holds nothing for this institution, key or generation. */
export interface NotAddressed {
	readonly kind: 'not-addressed'
}
export interface MadeExchange {
	readonly file: Uint8Array
	readonly chains: readonly PairChain[]
	/** Partners whose key file is no usable exchange key: they get no entry, and somebody should be told. */
	readonly unusable: readonly ExchangePartner[]
}

/**
 * Exchanges with every partner of a window at once and starts all chains; the roots are gone when this returns.
 * Call it with every active institution of a higher id, whatever the sharing policy: an exchange grants nothing.
 */
export function makeExchange(
	deployment: DeploymentId,
	own: { readonly institution: number; readonly sequence: number; readonly first: ClassEpochs },
	partners: readonly ExchangePartner[],
	random: Random,
): MadeExchange {
	const entries: ExchangeEntry[] = []
	const chains: PairChain[] = []
	const unusable: ExchangePartner[] = []
	for (const partner of partners) {
		const key = decodeKeyFile(partner.keyFile)
		const proper = key.ok && key.value.kind === keyKinds.exchange ? key.value : undefined
		const terms = proper && {
			sender: own.institution,
			receiver: proper.institution,
			sequence: own.sequence,
			generation: proper.generation,
			keyFile: partner.keyFile,
		}
		const made = terms && encapsulatePair(deployment, proper.publicKey, terms, random)
		if (!made?.ok || !terms) {
			unusable.push(partner)
			continue
		}
		const { receiver, generation } = terms
		entries.push({ receiver, generation, back: partner.back, enc: made.value.enc })
		chains.push(
			...startPair(deployment, made.value.secret, own.institution, own.first, receiver, partner.back),
		)
	}
	const ascending = entries.toSorted((a, b) => a.receiver - b.receiver)
	const { institution: sender, sequence, first } = own
	return { file: encodeExchangeFile({ sender, sequence, first, entries: ascending }), chains, unusable }
}

/** The eight chains that another institution's exchange file starts with us, opened with the window's seed. */
export function openExchange(
	deployment: DeploymentId,
	file: Uint8Array,
	own: { readonly keyFile: Uint8Array; readonly seed: Key },
): Result<readonly PairChain[], Unreadable | NotAddressed | DoesNotOpen> {
	const exchange = decodeExchangeFile(file)
	if (!exchange.ok) return exchange
	const key = decodeKeyFile(own.keyFile)
	if (!key.ok) return key
	const { sender, sequence, first, entries } = exchange.value
	const { institution: receiver, generation } = key.value
	const entry = entries.find(each => each.receiver === receiver && each.generation === generation)
	if (!entry) return err({ kind: 'not-addressed' })
	const terms = { sender, receiver, sequence, generation, keyFile: own.keyFile }
	const root = decapsulatePair(deployment, own.seed, terms, entry.enc)
	return root.ok ? ok(startPair(deployment, root.value, sender, first, receiver, entry.back)) : root
}
