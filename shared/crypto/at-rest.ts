import { sha256 } from '@noble/hashes/sha2.js'
import { utf8 } from '../kernel/bytes.ts'
import type { Random } from '../kernel/clock.ts'
import type { Result } from '../kernel/result.ts'
import { reveal } from '../kernel/secret.ts'
import type { DeploymentId } from './deployment.ts'
import type { Key } from './kdf.ts'
import { type DoesNotOpen, open, seal } from './seal.ts'

/** Version 1, and a type that never leaves the device. */
const head = Uint8Array.of(1, 0xff)
const scope = (name: string) => ({ label: 'rest', context: sha256(utf8(name)), head })

/** Seals one entry of a local store under the store's `rest/<store>` key; moved to another name it does not open. */
export const sealAtRest = (
	deployment: DeploymentId,
	restKey: Key,
	name: string,
	plaintext: Uint8Array,
	random: Random,
): Uint8Array => seal(deployment, reveal(restKey), scope(name), plaintext, random)

export const openAtRest = (
	deployment: DeploymentId,
	restKey: Key,
	name: string,
	sealed: Uint8Array,
): Result<Uint8Array, DoesNotOpen> => open(deployment, reveal(restKey), scope(name), sealed)
