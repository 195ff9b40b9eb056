import { parseTermId, type TermId } from '../ontology/term-id.ts'
import { plainName } from '../text/words.ts'

/** What one laboratory test says in each direction, and what a normal result excludes. */
export interface LabFinding {
	readonly low?: TermId
	readonly high?: TermId
	/** Excluded by a result within its reference range. */
	readonly normal: TermId
}

const term = (id: string): TermId => {
	const parsed = parseTermId(id)
	if (!parsed.ok) throw new Error(`${id} is not a term`)
	return parsed.value
}

interface Test extends LabFinding {
	readonly loinc: readonly string[]
	readonly names: readonly string[]
}
const test = (
	loinc: string,
	names: string,
	normal: string,
	directions: { readonly low?: string; readonly high?: string },
): Test => ({
	loinc: loinc.split(' '),
	names: names.split(', '),
	normal: term(normal),
	...(directions.low ? { low: term(directions.low) } : {}),
	...(directions.high ? { high: term(directions.high) } : {}),
})

/**
 * A handful of tests that matter in rare disease, written by us: terms of the Human Phenotype Ontology chosen by their
 * definitions, codes of LOINC (loinc.org; © Regenstrief Institute, used under its licence). The idea that a result
 * beside its range names a phenotype is Zhang and others 2019, doi:10.1038/s41746-019-0110-4. A mass and a molar code of
 * one analyte stand together, since the range beside the value decides.
 */
const tests: readonly Test[] = [
	test('718-7', 'haemoglobin, hemoglobin, hb, hgb', 'HP:0001903', { low: 'HP:0001903', high: 'HP:0001900' }),
	test('787-2', 'mcv, mean corpuscular volume, mean cell volume', 'HP:0025065', {
		low: 'HP:0025066',
		high: 'HP:0005518',
	}),
	test('777-3', 'platelets, platelet count', 'HP:0001873', { low: 'HP:0001873', high: 'HP:0001894' }),
	test('2524-7 2518-9 32693-4', 'lactate, plasma lactate, serum lactate, blood lactate', 'HP:0002151', {
		high: 'HP:0002151',
	}),
	test('16362-6', 'ammonia, plasma ammonia, blood ammonia', 'HP:0001987', { high: 'HP:0001987' }),
	test('2157-6', 'creatine kinase, ck, cpk', 'HP:0003236', { high: 'HP:0003236' }),
	test('13965-9', 'homocysteine, total homocysteine, plasma homocysteine', 'HP:0002160', {
		high: 'HP:0002160',
	}),
]

const byCode = new Map(tests.flatMap(one => one.loinc.map(code => [code, one] as const)))
const byName = new Map(tests.flatMap(one => one.names.map(name => [plainName(name), one] as const)))

/** What is known of a test by its LOINC codes or else its name; a unit in brackets after the name is passed over. */
export function labFinding(loinc: readonly string[], name: string): LabFinding | undefined {
	for (const code of loinc) {
		const known = byCode.get(code)
		if (known) return known
	}
	return byName.get(plainName(name.replace(/\s*[[(][^\])]*[\])]\s*$/, '')))
}
