import type { DeploymentId } from '../crypto/deployment.ts'
import type { Key } from '../crypto/kdf.ts'
import type { Unreadable } from '../crypto/object-header.ts'
import type { DoesNotOpen } from '../crypto/seal.ts'
import type { Hex } from '../kernel/bytes.ts'
import { ok, type Result } from '../kernel/result.ts'
import { openHeader } from './erasure.ts'
import { joinAge } from './part.ts'

/** A part as a plain age v1 file: an archive that any age tool reads without this product, and that no E can erase. */
export function exportPart(
	deployment: DeploymentId,
	erasureKey: Key,
	record: Hex,
	sealed: { readonly header: Uint8Array; readonly payload: Uint8Array },
): Result<Uint8Array, Unreadable | DoesNotOpen> {
	const header = openHeader(deployment, erasureKey, record, sealed.header)
	return header.ok ? ok(joinAge({ header: header.value, payload: sealed.payload })) : header
}
