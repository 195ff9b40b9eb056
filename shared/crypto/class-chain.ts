import { concat, u32, u8 } from '../kernel/bytes.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { DeploymentId } from './deployment.ts'
import { deriveKey, type Key } from './kdf.ts'

/** One audience class of one sender between two changes of its readers. Class 255 is the member feed. */
export interface ClassEpoch {
	readonly sender: number
	readonly class: number
	readonly epoch: number
}
/** One published segment: the head's counters on chain. */
export interface Release extends ClassEpoch {
	readonly release: number
}
/** The chain of release keys at one release: it opens this one and later ones of the epoch, nothing older. */
export interface ClassChain extends Release {
	readonly key: Key
}

/** The chain cannot be turned back, by design. */
export interface ChainIsPast {
	readonly kind: 'chain-is-past'
}

/** Fixed-width spelling of an epoch, for contexts. */
export const epochContext = (at: ClassEpoch): Uint8Array =>
	concat(u32(at.sender), u8(at.class), u32(at.epoch))
export const releaseContext = (at: Release): Uint8Array => concat(epochContext(at), u32(at.release))

/** `K(r0)` of protocol 5.2, from the class key of the epoch's table. */
export const startClassChain = (
	deployment: DeploymentId,
	classKey: Key,
	epoch: ClassEpoch,
	firstRelease: number,
): ClassChain => {
	const at = { sender: epoch.sender, class: epoch.class, epoch: epoch.epoch, release: firstRelease }
	return { ...at, key: deriveKey(deployment, classKey, 'class/start', releaseContext(at)) }
}

/** The next state; whoever holds it alone cannot open what was published before. */
export function nextRelease(deployment: DeploymentId, chain: ClassChain): ClassChain {
	const at = { ...chain, release: chain.release + 1 }
	return { ...at, key: deriveKey(deployment, chain.key, 'class/next', releaseContext(at)) }
}

/** The state at a release of the head, stepping forward only. */
export function chainAtRelease(
	deployment: DeploymentId,
	chain: ClassChain,
	release: number,
): Result<ClassChain, ChainIsPast> {
	if (release < chain.release) return err({ kind: 'chain-is-past' })
	let state = chain
	while (state.release < release) state = nextRelease(deployment, state)
	return ok(state)
}

/** `rk(r)`: opens this one segment and leads nowhere else, so members may hold it. */
export const releaseKey = (deployment: DeploymentId, chain: ClassChain): Key =>
	deriveKey(deployment, chain.key, 'class/release', releaseContext(chain))
