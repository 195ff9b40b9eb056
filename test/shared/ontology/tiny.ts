import { buildPack, countHierarchy } from '#shared/ontology/build-pack.ts'
import { Ontology } from '#shared/ontology/ontology.ts'
import type { Pack } from '#shared/ontology/pack.ts'
import { parseTable } from '#shared/ontology/release-table.ts'
import type { Release } from '#shared/ontology/release.ts'
import { parseTermId, type TermId } from '#shared/ontology/term-id.ts'

/** A handful of terms with invented names: enough for a parent with two children and a term with two parents. */
export const tinyTable = [
	'#hp-version\thttp://example.org/hp/releases/2026-01-01/hp.json',
	'HP:0000001\tAll\t\t',
	'HP:0000118\tPhenotypic abnormality\tHP:0000001\t',
	'HP:0000005\tMode of inheritance\tHP:0000001\t',
	'HP:0000010\tAbnormal glow\tHP:0000118\tEl:Strange shine',
	'HP:0000020\tBlue glow\tHP:0000010\tE:Azure shine|Ep:Blue glows\tHP:0000021|HP:0000022\tUMLS:C01',
	'HP:0000030\tGreen glow\tHP:0000010\tEu:Green colour',
	'HP:0000040\tAbnormal hum\tHP:0000118\t',
	'HP:0000050\tHumming blue glow\tHP:0000020|HP:0000040\tNa:HBG',
].join('\n')

export const term = (id: string): TermId => {
	const parsed = parseTermId(id)
	if (!parsed.ok) throw new Error(`${id} is not a term`)
	return parsed.value
}

export function tinyRelease(): Release {
	const release = parseTable(tinyTable, 'HP:0000060\tHP:0000061\nHP:0000061\tHP:0000030')
	if (!release.ok) throw new Error(release.error.kind)
	return release.value
}

export const tinyLicence = { id: 'test', text: 'Made up for tests.', attribution: 'Nobody' }

export function tinyPack(): Pack {
	const release = tinyRelease()
	const about = { name: 'Tiny', lacks: null, source: { name: 'tiny', sha256: null }, licence: tinyLicence }
	const pack = buildPack(release, countHierarchy(release), about)
	if (!pack.ok) throw new Error(pack.error.kind)
	return pack.value
}

export const tinyOntology = (): Ontology => new Ontology(tinyPack())
