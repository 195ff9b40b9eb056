import { concat, u32, u8 } from '../kernel/bytes.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { ChainIsPast } from './class-chain.ts'
import type { DeploymentId } from './deployment.ts'
import { deriveKey, type Key } from './kdf.ts'

/** One direction between two institutions, for one audience class, at one class epoch (protocol 4). */
export interface PairChain {
	readonly from: number
	readonly to: number
	readonly class: number
	readonly epoch: number
	readonly key: Key
}
/** The sender has opened more epochs than a reader follows without a new exchange. */
export interface TooFarAhead {
	readonly kind: 'too-far-ahead'
}

/** Epochs a reader who was away steps over at once: 78 years of weeks. */
export const mostSteps = 4096

const context = ({ from, to, class: audience, epoch }: Omit<PairChain, 'key'>): Uint8Array =>
	concat(u32(from), u32(to), u8(audience), u32(epoch))

/** `P(from→to, c, e)` at the epoch the exchange says, from its root. */
export const startPairChain = (
	deployment: DeploymentId,
	root: Key,
	at: Omit<PairChain, 'key'>,
): PairChain => ({ ...at, key: deriveKey(deployment, root, 'pair/start', context(at)) })

/** One epoch on. Erase the state before as soon as its table was read or published. */
export function nextEpoch(deployment: DeploymentId, chain: PairChain): PairChain {
	const at = { ...chain, epoch: chain.epoch + 1 }
	return { ...at, key: deriveKey(deployment, chain.key, 'pair/next', context(at)) }
}

/** The chain at the epoch of a final head; epochs in between are out of reach afterwards, as they should be. */
export function chainAtEpoch(
	deployment: DeploymentId,
	chain: PairChain,
	epoch: number,
): Result<PairChain, ChainIsPast | TooFarAhead> {
	if (epoch < chain.epoch) return err({ kind: 'chain-is-past' })
	if (epoch - chain.epoch > mostSteps) return err({ kind: 'too-far-ahead' })
	let state = chain
	while (state.epoch < epoch) state = nextEpoch(deployment, state)
	return ok(state)
}
