import type { Hex } from '../kernel/bytes.ts'
import {
	integer,
	malformed,
	nullable,
	object,
	oneOf,
	type Parsed,
	type Parser,
	pattern,
	string,
} from '../kernel/parse.ts'
import { packFormat, type Pack } from './pack.ts'

/** Longer packs are not fetched: a whole release takes a twentieth of this. */
export const longestPack = 32 * 1024 * 1024

/** A pack before it was fetched: what it says of itself, and what its bytes must hash to (protocol 11). */
export type PackManifest = Parsed<typeof shape>

const sha256 = pattern<string>(/^[0-9a-f]{64}$/)
const shape = object({
	v: oneOf(1),
	type: oneOf('pack'),
	name: string(200),
	version: string(40),
	format: oneOf(packFormat),
	length: integer(1, longestPack),
	sha256,
	/** Where 0G Storage holds it; null for a pack that is only a file. */
	root: nullable(pattern<Hex>(/^0x[0-9a-f]{64}$/)),
	source: object({
		/** "local" for a file given by hand. */
		url: string(500),
		/** A date. */
		retrieved: pattern<string>(/^\d{4}-\d{2}-\d{2}$/),
		sha256: nullable(sha256),
	}),
	licence: object({ id: string(200), text: string(4000), attribution: string(2000) }),
})

/** Reads a manifest. Without licence text or attribution it is none: such a pack is not loaded. */
export const parsePackManifest: Parser<PackManifest> = (input, at = '') => {
	const parsed = shape(input, at)
	if (!parsed.ok) return parsed
	const { text, attribution } = parsed.value.licence
	return text && attribution ? parsed : malformed(`${at}.licence`)
}

/** What is known of a pack's bytes and origin beyond what the pack says itself. */
export interface PackOrigin {
	readonly length: number
	readonly sha256: string
	readonly root: Hex | null
	readonly url: string
	readonly retrieved: string
}

/** The manifest of a pack. */
export const manifestOf = (
	{ about }: Pick<Pack, 'about'>,
	{ length, sha256, root, url, retrieved }: PackOrigin,
): PackManifest => ({
	v: 1,
	type: 'pack',
	name: about.name,
	version: about.version,
	format: packFormat,
	length,
	sha256,
	root,
	source: { url, retrieved, sha256: about.source.sha256 },
	licence: about.licence,
})

/** Whether a pack that was read is the one its manifest describes. */
export const isDescribedBy = ({ about }: Pick<Pack, 'about'>, manifest: PackManifest): boolean =>
	about.name === manifest.name &&
	about.version === manifest.version &&
	about.source.sha256 === manifest.source.sha256 &&
	about.licence.id === manifest.licence.id &&
	about.licence.text === manifest.licence.text &&
	about.licence.attribution === manifest.licence.attribution
