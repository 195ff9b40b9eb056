import type { Preview, Status } from '#extension/panel/product.ts'
import { termOfNumber } from '#shared/ontology/term-id.ts'
import { decided, draft, present } from './story.ts'

/** The ordinary day of the clinician in New York. */
export const ordinary: Status = {
	vault: 'unlocked',
	institution: {
		id: 1,
		name: 'Hudson Children’s Hospital',
		country: 'US',
		membership: 'approved',
		fingerprint: '0x93a9dc70dce4d5ac2435de2bcf599c13',
		member: 'Dr Ines Calloway',
	},
	network: { name: 'local', demo: true },
	ontology: {
		name: 'Human Phenotype Ontology',
		version: '2024-04-26',
		terms: 18_000,
		lacks: null,
	},
	index: { cards: 240, institutions: 12, at: present - 180, stale: false },
	chart: {
		origin: 'https://chart.hudson.example',
		granted: true,
		mark: ['copper', 'heron'],
		readable: 9,
		sections: draft.sections,
		locked: false,
		adapter: 'OpenMRS 3',
	},
	left: [],
	waiting: 0,
}

/** A card of 66 bytes. */
export const bytes = Uint8Array.from({ length: 66 }, (_, index) => (index * 37 + 11) % 256)
const fields: Preview['fields'] = [
	{ name: 'Handle', words: 'The consent’s random number', from: 0, to: 16 },
	{
		name: 'Observed',
		words: decided.findings
			.filter(f => f.state === 'observed')
			.map(f => f.label)
			.join(', '),
		from: 22,
		to: 44,
	},
	{ name: 'Excluded', words: 'Increased circulating lactate concentration', from: 44, to: 50 },
	{ name: 'Gene', words: 'CAD', from: 50, to: 54 },
	{ name: 'Age, sex', words: '1 to 4 years, female', from: 54, to: 56 },
]
/** What would leave, decided one way or another. */
export const preview = (outcome: Preview['decision']['outcome']): Preview => ({
	bytes,
	hash: `0x${'7e8030735948638312ab90cdef732426'.repeat(2)}`,
	fields,
	leftOut: ['name', 'dates', 'numbers', 'notes', 'images', 'Nystagmus (uncertain)'],
	risk: {
		people: 6,
		because: ['Anisopoikilocytosis', 'Cerebellar atrophy'],
		offer: {
			from: termOfNumber(4823),
			fromLabel: 'Anisopoikilocytosis',
			to: termOfNumber(4447),
			toLabel: 'Poikilocytosis',
			people: 14,
		},
		basis: 'published cases of the 2024-04-26 release',
	},
	decision: {
		outcome,
		facts: [
			{ rule: 'MN-1', said: 'Consent covers it until 12 Oct 2027', kind: 'fact' },
			{ rule: 'US-4.2', said: 'Keep this disclosure in the log for six years', kind: 'duty' },
			{ rule: 'US-4.5', said: 'Tell the family who received it, on request', kind: 'duty' },
			...(outcome === 'block' || outcome === 'needs-a-human'
				? [{ rule: 'US-2.1', said: 'The privacy officer of your hospital decides', kind: 'reason' as const }]
				: []),
		],
		pack: 'us-2026.09',
		reviewBy: '2027-03-01',
	},
	readers: {
		allowed: 10,
		of: 11,
		refused: [{ institution: 'Yodogawa Medical Center', reason: 'no agreement yet' }],
	},
	record: [
		{ class: 'laboratory', bytes: 412 },
		{ class: 'narrative', bytes: 1204 },
	],
})
