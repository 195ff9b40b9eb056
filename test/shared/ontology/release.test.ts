import { describe, expect, test } from 'vitest'
import { parseRelease } from '#shared/ontology/parse-release.ts'
import { tinyRelease, tinyTable } from './tiny.ts'

const purl = (id: string): string => `http://purl.obolibrary.org/obo/${id.replace(':', '_')}`

/** The tiny release in the form of `hp.json`. */
function asGraph(): string {
	const release = tinyRelease()
	const kinds = {
		layperson: 'layperson',
		abbreviation: 'abbreviation',
		plural: 'plural_form',
		british: 'uk_spelling',
	} as const
	const predicates = {
		exact: 'hasExactSynonym',
		broad: 'hasBroadSynonym',
		narrow: 'hasNarrowSynonym',
		related: 'hasRelatedSynonym',
	} as const
	const nodes = release.terms.map(({ id, label, synonyms, alternatives, references }) => ({
		id: purl(id),
		lbl: label,
		type: 'CLASS',
		meta: {
			synonyms: synonyms.map(name => {
				const kind = (Object.keys(kinds) as (keyof typeof kinds)[]).find(key => name[key])
				return {
					pred: predicates[name.scope],
					val: name.text,
					...(kind ? { synonymType: `http://purl.obolibrary.org/obo/hp#${kinds[kind]}` } : {}),
				}
			}),
			xrefs: references.map(val => ({ val })),
			basicPropertyValues: alternatives.map(val => ({
				pred: 'http://www.geneontology.org/formats/oboInOwl#hasAlternativeId',
				val,
			})),
		},
	}))
	const retired = release.replaced.map(([id, current]) => ({
		id: purl(id),
		lbl: 'obsolete',
		meta: {
			deprecated: true,
			basicPropertyValues: [{ pred: purl('IAO:0100001'), val: purl(current) }],
		},
	}))
	const edges = release.terms.flatMap(({ id, parents }) =>
		parents.map(parent => ({ sub: purl(id), pred: 'is_a', obj: purl(parent) })),
	)
	const meta = { version: 'http://example.org/hp/releases/2026-01-01/hp.json' }
	return JSON.stringify({ graphs: [{ nodes: [...nodes, ...retired], edges, meta }] })
}

const obo = `format-version: 1.2
data-version: hp/releases/2026-01-01
ontology: hp

[Term]
id: HP:0000001
name: All

[Term]
id: HP:0000118
name: Phenotypic abnormality
is_a: HP:0000001 ! All

[Term]
id: HP:0000005
name: Mode of inheritance
is_a: HP:0000001 ! All

[Term]
id: HP:0000010
name: Abnormal glow
synonym: "Strange shine" EXACT layperson [ORCID:0000-0000-0000-0000]
is_a: HP:0000118 ! Phenotypic abnormality

[Term]
id: HP:0000020
name: Blue glow
alt_id: HP:0000021
alt_id: HP:0000022
def: "A glow that is blue." [X:1]
synonym: "Azure shine" EXACT []
synonym: "Blue glows" EXACT plural_form []
xref: UMLS:C01
is_a: HP:0000010 {source="x"} ! Abnormal glow

[Term]
id: HP:0000030
name: Green glow
synonym: "Green colour" EXACT uk_spelling []
is_a: HP:0000010 ! Abnormal glow

[Term]
id: HP:0000040
name: Abnormal hum
is_a: HP:0000118 ! Phenotypic abnormality

[Term]
id: HP:0000050
name: Humming blue glow
synonym: "HBG" NARROW abbreviation []
is_a: HP:0000020 ! Blue glow
is_a: HP:0000040 ! Abnormal hum

[Term]
id: HP:0000060
name: obsolete Old glow
is_obsolete: true
replaced_by: HP:0000061

[Term]
id: HP:0000061
name: obsolete Older glow
is_obsolete: true
replaced_by: HP:0000030

[Typedef]
id: part_of
name: part of
`

describe('reading a release', () => {
	test('says the same whether it comes as hp.json, hp.obo or the table', () => {
		const expected = { ok: true, value: tinyRelease() }
		expect(parseRelease(asGraph())).toEqual(expected)
		expect(parseRelease(obo)).toEqual(expected)
		expect(parseRelease(tinyTable, 'HP:0000060\tHP:0000061\nHP:0000061\tHP:0000030')).toEqual(expected)
	})
	test('refuses other files and says where it stopped, without their content', () => {
		expect(parseRelease('patient,name')).toEqual({ ok: false, error: { kind: 'unknown-release-format' } })
		expect(parseRelease('{"graphs":[{"nodes":7,"meta":{"version":"2026-01-01"}}]}')).toEqual({
			ok: false,
			error: { kind: 'malformed-release', at: 'graphs[0].nodes' },
		})
		expect(parseRelease(`${tinyTable}\nHP:1\tBad\tHP:0000001`)).toEqual({
			ok: false,
			error: { kind: 'malformed-release', at: 'line 10' },
		})
		expect(parseRelease('format-version: 1.2\n\n[Term]\nid: HP:0000001')).toEqual({
			ok: false,
			error: { kind: 'malformed-release', at: 'data-version' },
		})
	})
})
