import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Ontology } from '#shared/ontology/ontology.ts'
import { readPack } from '#shared/ontology/read-pack.ts'
import { starterPack } from '#shared/ontology/starter/starter.ts'
import { writePack } from '#shared/ontology/write-pack.ts'
import { starterDifferences } from '#test/world/starter-content.ts'
import { readText } from '#test/world/text-files.ts'

const release = join(process.env.MEDNEXUS_DATA ?? '../shared/data', 'hpo_terms.tsv.gz')

describe('the starter ontology', () => {
	test('is a pack like any other: complete upwards, attributed, and open about what it lacks', () => {
		const pack = starterPack()
		expect(readPack(writePack(pack))).toEqual({ ok: true, value: pack })
		expect(pack.about.version).toBe('2024-04-26')
		expect(pack.about.licence.attribution).toContain('2024-04-26')
		expect(pack.about.lacks).toContain(`${pack.numbers.length} of the release's 18536 terms`)
		const ontology = new Ontology(pack)
		for (const term of ontology.terms())
			if (ontology.label(term) !== 'All') expect(ontology.parents(term).length).toBeGreaterThan(0)
	})
	// Where the release is at hand, every row must be the release's own. `npm run bench -- match` always checks it.
	if (existsSync(release))
		test('is a verbatim part of the official release', () => {
			expect(starterDifferences(readText(release))).toEqual([])
		})
})
