import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildPack, countHierarchy, countProfiles } from '#shared/ontology/build-pack.ts'
import { parseAnnotations } from '#shared/ontology/annotations.ts'
import type { Pack } from '#shared/ontology/pack.ts'
import { readPack } from '#shared/ontology/read-pack.ts'
import { writePack } from '#shared/ontology/write-pack.ts'
import { weigh } from '#shared/ontology/weights.ts'
import { term, tinyLicence, tinyPack, tinyRelease } from './tiny.ts'

const failure = (bytes: Uint8Array): string => {
	const read = readPack(bytes)
	return read.ok ? 'none' : read.error.kind
}
const changed = (change: Partial<Pack>): Uint8Array => writePack({ ...tinyPack(), ...change })

describe('a pack', () => {
	test('reads back as it was written, and is written the same every time', () => {
		const bytes = writePack(tinyPack())
		expect(readPack(bytes)).toEqual({ ok: true, value: tinyPack() })
		expect(writePack(tinyPack())).toEqual(bytes)
	})
	test('is refused when it is something else, newer, cut short or longer', () => {
		const bytes = writePack(tinyPack())
		expect(failure(new Uint8Array())).toBe('not-a-pack')
		expect(failure(new TextEncoder().encode('%PDF-1.7 and so on'))).toBe('not-a-pack')
		expect(failure(new TextEncoder().encode('mednexus-ontology/2\n'))).toBe('newer-pack')
		expect(failure(bytes.subarray(0, -1))).toBe('malformed-pack')
		expect(failure(Uint8Array.of(...bytes, 0))).toBe('malformed-pack')
	})
	test('is refused without a licence, or when its hierarchy runs in a circle', () => {
		const { about, parents } = tinyPack()
		expect(failure(changed({ about: { ...about, licence: { ...tinyLicence, text: '' } } }))).toBe(
			'no-licence',
		)
		const circle = parents.map((above, at) => (at === 0 ? [parents.length - 1] : above))
		expect(failure(changed({ parents: circle }))).toBe('malformed-pack')
	})
	test('never throws, whatever byte was changed', () => {
		const bytes = writePack(tinyPack())
		fc.assert(
			fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
				const mutant = bytes.slice()
				mutant[at] = value
				const read = readPack(mutant)
				return read.ok || read.error.kind.length > 0
			}),
			{ numRuns: 2000 },
		)
	})
	test('is not built from a release whose terms do not hang together', () => {
		const release = tinyRelease()
		const orphaned = { ...release, terms: release.terms.filter(({ id }) => id !== term('HP:0000010')) }
		const about = { name: 'Tiny', lacks: null, source: { name: 'tiny', sha256: null }, licence: tinyLicence }
		expect(buildPack(orphaned, countHierarchy(release), about)).toEqual({
			ok: false,
			error: { kind: 'malformed-release', at: 'parents' },
		})
	})
})

describe('counting', () => {
	test('counts every profile once per term, ancestors too, retired ids for what replaced them', () => {
		const profiles = [[term('HP:0000050'), term('HP:0000020')], [term('HP:0000021')], [term('HP:0000005')]]
		const { of, population } = countProfiles(tinyRelease(), profiles, { basis: 'cases', source: 'test' })
		expect(population).toBe(3)
		expect(Object.fromEntries(of)).toEqual({
			'HP:0000118': 2,
			'HP:0000010': 2,
			'HP:0000020': 2,
			'HP:0000040': 1,
			'HP:0000050': 1,
		})
	})
	test('reads annotations without negated rows, other aspects and other collections', () => {
		const row = (disease: string, qualifier: string, id: string, aspect: string): string =>
			[disease, 'name', qualifier, id, 'ref', 'TAS', '', '', '', '', aspect].join('\t')
		const text = [
			'#disease_id\tdisease_name',
			row('OMIM:1', '', 'HP:0000020', 'P'),
			row('OMIM:1', 'NOT', 'HP:0000030', 'P'),
			row('OMIM:1', '', 'HP:0000005', 'I'),
			row('ORPHA:1', '', 'HP:0000020', 'P'),
		].join('\n')
		expect([...parseAnnotations(text, ['OMIM:'])]).toEqual([['OMIM:1', ['HP:0000020']]])
	})
	test('weighs a rare finding above a common one, and one that everybody has at next to nothing', () => {
		const [rare, common, universal] = [weigh(1, 1000), weigh(300, 1000), weigh(1000, 1000)]
		expect(rare.shared).toBeGreaterThan(common.shared)
		expect(rare.asserted).toBeGreaterThan(common.asserted)
		expect(universal.shared).toBeLessThan(30)
	})
})
