import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, fromBase64url, toBase64url, u32, utf8 } from '#shared/kernel/bytes.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import type { ChartIdentity } from '../messages/chart.ts'
import { disk } from '../platform/storage.ts'
import { markOf } from './mark-words.ts'

/**
 * Which patient a chart shows, as a hash under a key of this device: sources that disagree in any field never merge. The
 * key only makes hashes of two devices unlike each other; it opens nothing, so it may lie unsealed.
 */
export async function bindChart(
	origin: string,
	chart: ChartIdentity,
): Promise<{ readonly binding: string; readonly mark: readonly [string, string] }> {
	const fields = [origin, chart.tenant, chart.subject, normal(chart.name), chart.birthDate, chart.sex]
	const framed = fields.map(utf8).flatMap(field => [u32(field.length), field])
	const digest = hmac(sha256, await deviceKey(), concat(utf8('mednexus/1/binding\0'), ...framed))
	return { binding: toBase64url(digest), mark: markOf(digest[0] as number, digest[1] as number) }
}

const normal = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()

async function deviceKey(): Promise<Uint8Array> {
	const kept = await disk.get('binding-key')
	const key = typeof kept === 'string' ? fromBase64url(kept) : undefined
	if (key?.length === 32) return key
	const made = systemRandom.bytes(32)
	await disk.set('binding-key', toBase64url(made))
	return made
}
