/** A whole release of six terms, in the official flat-file form. */
export const smallRelease = `format-version: 1.2
data-version: hp/releases/2031-02-03/hp.obo
ontology: hp

[Term]
id: HP:0000001
name: All

[Term]
id: HP:0000118
name: Phenotypic abnormality
is_a: HP:0000001 ! All

[Term]
id: HP:0000707
name: Abnormality of the nervous system
is_a: HP:0000118 ! Phenotypic abnormality

[Term]
id: HP:0001250
name: Seizure
synonym: "Fits" EXACT layperson []
is_a: HP:0000707 ! Abnormality of the nervous system

[Term]
id: HP:0001251
name: Ataxia
is_a: HP:0000707 ! Abnormality of the nervous system

[Term]
id: HP:0001903
name: Anemia
is_a: HP:0000118 ! Phenotypic abnormality
`

/** An invented published case as a GA4GH phenopacket. */
export const smallPhenopacket = (id: string, observed: readonly string[], excluded: readonly string[] = []) =>
	JSON.stringify({
		id,
		phenotypicFeatures: [
			...observed.map(term => ({ type: { id: term, label: 'invented' } })),
			...excluded.map(term => ({ type: { id: term, label: 'invented' }, excluded: true })),
		],
		metaData: { externalReferences: [{ id: 'PMID:1', description: 'An invented paper' }] },
	})
