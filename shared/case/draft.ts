import type { Binding, Draft, Gene, SectionState } from './case.ts'
import { type ChartRow, rowsOf } from './chart-rows.ts'
import { ageBandOn, readPerson, type Person } from './person.ts'
import { asJson, asRecord, asRecords } from './read.ts'
import { readFhirRow, readGenes } from './read-fhir.ts'
import { readOpenMrsRow } from './read-openmrs.ts'
import { gather, type Vocabulary } from './suggestion.ts'

/** What was captured of one chart: JSON as its server sent it, hostile until read here. */
export interface Capture {
	readonly binding: Binding
	readonly mark: readonly [string, string]
	/** The bound patient in the chart's own words: what names another is discarded. */
	readonly subject: string
	readonly sections: readonly SectionState[]
	readonly resources: readonly { readonly path: string; readonly json: string }[]
}

/** The draft of a capture: suggestions with their rows, sex and age band. Decides nothing and sends nothing. */
export function draftOf(capture: Capture, vocabulary: Vocabulary, today: Date): Draft {
	const answers = capture.resources.map(({ path, json }) => ({ path, json: asJson(json) }))
	const rows = onceEach(
		answers
			.flatMap(({ path, json }) => rowsOf(path, json))
			.filter(row => row.subject === '' || row.subject === capture.subject),
	)
	const person = personIn(
		answers.map(answer => answer.json),
		capture.subject,
	)
	return {
		binding: capture.binding,
		mark: capture.mark,
		sections: capture.sections,
		findings: gather(
			rows.flatMap(row => (row.kind === 'fhir' ? readFhirRow : readOpenMrsRow)(row, vocabulary)),
			vocabulary.dictionary,
		),
		genes: distinct(rows.flatMap(readGenes)),
		sex: person?.sex ?? 'not-stated',
		ageBand: ageBandOn(today, person?.birthDate ?? ''),
	}
}

/** A row that two requests returned counts once; the one that says more of itself (a leaf, a FHIR resource) stands. */
function onceEach(rows: readonly ChartRow[]): readonly ChartRow[] {
	const kept = new Map<string, ChartRow>()
	for (const row of rows) {
		const known = kept.get(row.key)
		if (!known || (known.kind === 'observation' && row.kind !== 'observation')) kept.set(row.key, row)
	}
	return [...kept.values()]
}

function personIn(answers: readonly unknown[], subject: string): Person | undefined {
	for (const answer of answers) {
		const whole = asRecord(answer)
		const candidates = [answer, ...asRecords(whole.entry, 200).map(entry => entry.resource)]
		for (const candidate of candidates) {
			const person = readPerson(candidate)
			if (person?.subject === subject) return person
		}
	}
	return undefined
}

const distinct = (genes: readonly Gene[]): readonly Gene[] => [
	...new Map(genes.map(gene => [gene.hgnc, gene])).values(),
]
