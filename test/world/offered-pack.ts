import { createHash } from 'node:crypto'
import { manifestOf, type PackManifest } from '#shared/ontology/pack-manifest.ts'
import type { Pack } from '#shared/ontology/pack.ts'
import type { ZeroGNetwork } from '#shared/zero-g/networks.ts'
import { zeroGStorage } from '#shared/zero-g/zero-g-storage.ts'
import { councilKey } from '#test/network/deploy.ts'
import { must } from './seed.ts'

/** A pack that the demonstration's institutions hand to their members. */
export interface OfferedPack {
	readonly pack: Pack
	readonly bytes: Uint8Array
	/** Where its release came from; "local" for a file given by hand. */
	readonly url: string
	readonly retrieved: string
}

/** Puts a pack on the network; the manifest that invitations then carry. The same pack again costs nothing. */
export async function offerPack(
	network: ZeroGNetwork,
	{ pack, bytes, url, retrieved }: OfferedPack,
): Promise<PackManifest> {
	const { root, length } = must(await zeroGStorage(network, councilKey).put(bytes), 'ontology pack')
	const sha256 = createHash('sha256').update(bytes).digest('hex')
	return manifestOf(pack, { length, sha256, root, url, retrieved })
}
