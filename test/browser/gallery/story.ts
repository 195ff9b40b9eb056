import type { Case, Draft, Gene } from '#shared/case/case.ts'
import type { Finding, FindingState, Source } from '#shared/case/finding.ts'
import type { Explanation, Match, TermMatch, Verdict } from '#shared/matching/match.ts'
import { termOfNumber } from '#shared/ontology/term-id.ts'

/** Noon of 12 October 2026, UTC: the gallery's own present. */
export const present = Date.UTC(2026, 9, 12, 12) / 1000

export const cad: Gene = { hgnc: 1424, symbol: 'CAD' }
const abcb7: Gene = { hgnc: 48, symbol: 'ABCB7' }

const finding = (
	number: number,
	label: string,
	state: FindingState,
	source: Omit<Source, 'row'> & { readonly row?: string },
	proposed: Finding['proposed'] = 'observed',
): Finding => ({
	term: termOfNumber(number),
	label,
	state,
	proposed,
	sources: [{ row: `Row/${number}`, ...source }],
})

/** What the invented child's chart proposes. */
export const findings: readonly Finding[] = [
	finding(1263, 'Global developmental delay', 'suggested', {
		section: 'problems',
		title: 'Problem list',
		date: '2024-03-12',
	}),
	finding(2376, 'Developmental regression', 'suggested', {
		section: 'problems',
		title: 'Problem list',
		date: '2026-02-04',
	}),
	finding(2069, 'Bilateral tonic-clonic seizure', 'suggested', {
		section: 'problems',
		title: 'Problem list',
		date: '2025-05-19',
	}),
	finding(1903, 'Anemia', 'suggested', {
		section: 'laboratory',
		title: 'Haemoglobin',
		date: '2026-10-03',
		value: '8.9 g/dL (10.9 to 15.0)',
	}),
	finding(4823, 'Anisopoikilocytosis', 'suggested', {
		section: 'laboratory',
		title: 'Blood smear',
		date: '2026-10-03',
	}),
	finding(1272, 'Cerebellar atrophy', 'suggested', {
		section: 'imaging',
		title: 'MRI brain, impression',
		date: '2026-09-22',
	}),
	finding(1251, 'Ataxia', 'suggested', {
		section: 'problems',
		title: 'Problem list',
		date: '2026-02-04',
	}),
	finding(
		639,
		'Nystagmus',
		'suggested',
		{ section: 'notes', title: 'Clinic note', date: '2026-09-28', quote: 'query nystagmus' },
		'uncertain',
	),
	finding(
		2151,
		'Increased circulating lactate concentration',
		'suggested',
		{ section: 'laboratory', title: 'Lactate', date: '2026-10-03', value: '1.4 mmol/L (0.5 to 2.2)' },
		'excluded',
	),
]

export const draft: Draft = {
	binding: 'gallery',
	mark: ['copper', 'heron'],
	sections: [
		{ section: 'problems', status: 'captured', rows: 4 },
		{ section: 'laboratory', status: 'captured', rows: 3 },
		{ section: 'imaging', status: 'captured', rows: 1 },
		{ section: 'notes', status: 'captured', rows: 1 },
		{ section: 'medications', status: 'not-loaded', rows: 0 },
		{ section: 'genetics', status: 'not-available', rows: 0 },
	],
	findings,
	genes: [],
	sex: 'female',
	ageBand: '1 to 4 years',
}

/** The case once decided: every proposal taken as it was made. */
export const decided: Case = {
	...draft,
	findings: findings.map(f => ({ ...f, state: f.proposed })),
	genes: [cad],
	id: '00'.repeat(16),
	onset: 4,
	response: 'not-recorded',
	narrative: '',
	confirmedAt: present - 3600,
}

const weights = [16, 46, 36, 38, 94, 56, 34]
type Met = 'y' | 'n' | '-'

function explained(met: readonly Met[], genes: Explanation['genes']): Explanation {
	const observed = decided.findings.filter(({ state }) => state === 'observed')
	const terms = observed.map(({ term, label }, index): TermMatch => {
		const weight = weights[index] ?? 20
		if (met[index] === 'y') return { term, label, weight, counted: weight, how: 'exact' }
		if (met[index] === '-') return { term, label, weight, counted: 0, how: 'not-seen' }
		const theirs = { term: termOfNumber(4447), label: 'Poikilocytosis' }
		const via = { ...theirs, theirs: theirs.term, theirsLabel: theirs.label }
		return { term, label, weight, counted: Math.round(weight * 0.6), how: 'via', via }
	})
	return {
		terms,
		genes,
		onlyTheirs: [{ term: termOfNumber(1927), label: 'Acanthocytosis' }],
		conflicts: [],
	}
}

const same = { shared: [cad], theirs: [cad], weight: 100, counted: 100 }
const other = { shared: [], theirs: [abcb7], weight: 100, counted: 0 }

interface Sketch {
	readonly institution: Match['institution']
	readonly verdict: Verdict
	readonly met: string
	readonly genes: Explanation['genes']
	readonly byFindings: number
	readonly response?: Match['response']
	readonly named?: boolean
	readonly against?: boolean
}

const sketches: readonly Sketch[] = [
	{
		institution: { id: 2, name: 'Faxaflói University Hospital', country: 'IS' },
		verdict: 'may-be-same',
		met: 'yynyyyy',
		genes: same,
		byFindings: 1,
		named: true,
	},
	{
		institution: { id: 3, name: 'Kaveri Institute of Neuroscience', country: 'IN' },
		verdict: 'may-be-same',
		met: 'yyyyny-',
		genes: same,
		byFindings: 6,
		response: 'improved',
	},
	{
		institution: { id: 6, name: 'Yodogawa Medical Center', country: 'JP' },
		verdict: 'different-gene',
		met: 'y--yn-y',
		genes: other,
		byFindings: 2,
	},
	{
		institution: { id: 12, name: 'Waitematā Hospital', country: 'NZ' },
		verdict: 'against',
		met: 'yyy--yy',
		genes: { shared: [], theirs: [], weight: 100, counted: 0 },
		byFindings: 3,
		against: true,
	},
]

export const matches: readonly Match[] = sketches.map((sketch, index) => {
	const met = [...sketch.met] as Met[]
	const explanation = explained(met, sketch.genes)
	const lactate = 'Increased circulating lactate concentration'
	return {
		handle: `0x${String(index + 1).repeat(32)}`,
		institution: sketch.institution,
		verdict: sketch.verdict,
		place: index + 1,
		placeByFindings: sketch.byFindings,
		shared: met.filter(m => m === 'y').length,
		near: met.filter(m => m === 'n').length,
		of: met.length,
		genes: sketch.genes.theirs,
		sex: index % 2 ? 'male' : 'female',
		ageBand: index % 2 ? '5 to 9 years' : '1 to 4 years',
		response: sketch.response ?? 'not-recorded',
		institutionNamed: sketch.named ?? false,
		demo: true,
		explanation: sketch.against
			? { ...explanation, conflicts: [{ ours: lactate, theirs: lactate, observedBy: 'theirs' }] }
			: explanation,
	}
})
