import type { DeploymentId } from '../crypto/deployment.ts'
import { hexBytes } from '../crypto/abi.ts'
import type { Key } from '../crypto/kdf.ts'
import { objectHead, readObject, type Unreadable } from '../crypto/object-header.ts'
import { type DoesNotOpen, open, seal } from '../crypto/seal.ts'
import type { Hex } from '../kernel/bytes.ts'
import type { Random } from '../kernel/clock.ts'
import type { Result } from '../kernel/result.ts'
import { reveal, Secret } from '../kernel/secret.ts'

const scope = (record: Hex) => ({
	label: 'erase',
	context: hexBytes(record, 16),
	head: objectHead('sealedHeader'),
})

/** `E`: fresh for every version of a record. Without it the headers, and so the record, can never be read again. */
export const newErasureKey = (random: Random): Key => new Secret(random.bytes(32))

/** The outer stanza around an age header (type 09). */
export const sealHeader = (
	deployment: DeploymentId,
	erasureKey: Key,
	record: Hex,
	header: Uint8Array,
	random: Random,
): Uint8Array => seal(deployment, reveal(erasureKey), scope(record), header, random)

export function openHeader(
	deployment: DeploymentId,
	erasureKey: Key,
	record: Hex,
	sealed: Uint8Array,
): Result<Uint8Array, Unreadable | DoesNotOpen> {
	const head = readObject(sealed, 'sealedHeader')
	return head.ok ? open(deployment, reveal(erasureKey), scope(record), sealed) : head
}
