import { sha256 } from '@noble/hashes/sha2.js'
import { toHex } from '../../kernel/bytes.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { isDescribedBy, type PackManifest } from '../../ontology/pack-manifest.ts'
import type { PackError } from '../../ontology/pack.ts'
import { readPack } from '../../ontology/read-pack.ts'
import type { StorageError } from '../../zero-g/storage.ts'
import type { Ports } from '../ports.ts'

/** Why a pack was not taken. What worked before goes on working. */
export type PackRefusal = StorageError | PackError | { readonly kind: 'different-pack' | 'pack-not-stored' }

const kept = 'pack/ontology'

/**
 * The bytes of the pack that a manifest describes: from this device when it has them, else from storage, checked in full
 * before they are kept. A device asks for the same pack whatever its clinician looks for.
 */
export async function takePack(
	{ documents, storage }: Pick<Ports, 'documents' | 'storage'>,
	manifest: PackManifest,
): Promise<Result<Uint8Array, PackRefusal>> {
	const held = await documents.getBytes(kept)
	if (held && hasHash(held, manifest)) return ok(held)
	const { root, length } = manifest
	if (root === null) return err({ kind: 'pack-not-stored' })
	const fetched = await storage.get(root, { length, most: length })
	if (!fetched.ok) return fetched
	const checked = checkPack(fetched.value, manifest)
	if (checked.ok) await documents.putBytes(kept, checked.value)
	return checked
}

/** The bytes, when they are exactly what the manifest promises and can be used. */
export function checkPack(bytes: Uint8Array, manifest: PackManifest): Result<Uint8Array, PackRefusal> {
	if (!hasHash(bytes, manifest)) return err({ kind: 'different-pack' })
	const pack = readPack(bytes)
	if (!pack.ok) return pack
	return isDescribedBy(pack.value, manifest) ? ok(bytes) : err({ kind: 'different-pack' })
}

const hasHash = (bytes: Uint8Array, { length, sha256: expected }: PackManifest): boolean =>
	bytes.length === length && toHex(sha256(bytes)) === `0x${expected}`
