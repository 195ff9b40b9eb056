import type { Random } from '../kernel/clock.ts'
import type { Result } from '../kernel/result.ts'
import { reveal } from '../kernel/secret.ts'
import type { DeploymentId } from './deployment.ts'
import { frame, unframe } from './frame.ts'
import { decodeHeldKeys, encodeHeldKeys, type HeldKey } from './held-keys.ts'
import type { Key } from './kdf.ts'
import { objectHead, readObject, type Unreadable } from './object-header.ts'
import { type DoesNotOpen, open, seal } from './seal.ts'

const scope = { label: 'ratchet', context: new Uint8Array(), head: objectHead('ratchet') }

/**
 * The content of the ratchet file (type 0d) under `rest/ratchet`: everything that must be forgotten in time. It is
 * overwritten in place at every step, so its size changes rarely. Chains of a later exchange stand behind earlier ones.
 */
export const sealRatchet = (
	deployment: DeploymentId,
	restKey: Key,
	held: readonly HeldKey[],
	random: Random,
): Uint8Array => seal(deployment, reveal(restKey), scope, frame(encodeHeldKeys(held), 4096), random)

export function openRatchet(
	deployment: DeploymentId,
	restKey: Key,
	file: Uint8Array,
): Result<readonly HeldKey[], Unreadable | DoesNotOpen> {
	const header = readObject(file, 'ratchet')
	if (!header.ok) return header
	const opened = open(deployment, reveal(restKey), scope, file)
	if (!opened.ok) return opened
	const content = unframe(opened.value)
	return content.ok ? decodeHeldKeys(content.value) : content
}
