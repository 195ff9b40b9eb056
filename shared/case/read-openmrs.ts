import type { ChartRow } from './chart-rows.ts'
import type { Source } from './finding.ts'
import { asDate, asNumber, asRecord, asRecords, asText, type Json } from './read.ts'
import { readMeasurement } from './read-results.ts'
import { type Coded, meant, narrated, type Says, type Suggestion, type Vocabulary } from './suggestion.ts'

/** What a row of OpenMRS's own REST interface proposes. */
export function readOpenMrsRow(row: ChartRow, vocabulary: Vocabulary): readonly Suggestion[] {
	switch (row.kind) {
		case 'leaf':
			return readLeaf(row, vocabulary)
		case 'observation':
			return readObservation(row, vocabulary)
		case 'diagnosis':
			return readDiagnosis(row, vocabulary)
		case 'condition':
			return readCondition(row, vocabulary)
		default:
			return []
	}
}

const sourceOf = (row: ChartRow, title: string, date: string | undefined): Source => ({
	section: row.section,
	title: title.slice(0, 120),
	row: row.key,
	...(date ? { date } : {}),
})

/** One result of an observation tree: its test, unit and range stand in the leaf above it. */
function readLeaf(row: ChartRow, vocabulary: Vocabulary): readonly Suggestion[] {
	const leaf = asRecord(row.body.leaf)
	const name = asText(leaf.display)
	const source = sourceOf(row, name, asDate(row.body.obsDatetime))
	const value = asNumber(row.body.value)
	if (value === undefined) return narrated(asText(row.body.value, 20_000), source, vocabulary)
	return readMeasurement(measurement(leaf, name, value, asText(row.body.interpretation, 40)), source)
}

const measurement = (of: Json, name: string, value: number, flag: string) => ({
	name,
	loinc: loincOf(of),
	value,
	unit: asText(of.units, 40),
	low: asNumber(of.lowNormal),
	high: asNumber(of.hiNormal),
	flag,
})

/** LOINC codes among a concept's mappings, written "LOINC: 718-7". */
const loincOf = (concept: Json): readonly string[] =>
	asRecords(concept.mappings, 50).flatMap(mapping => {
		const found = /^LOINC:\s*(\d{1,7}-\d)$/.exec(asText(mapping.display))?.[1]
		return found ? [found] : []
	})

function readObservation(row: ChartRow, vocabulary: Vocabulary): readonly Suggestion[] {
	const concept = asRecord(row.body.concept)
	const name = asText(concept.display)
	const source = sourceOf(row, titleOf(row, name), asDate(row.body.obsDatetime) ?? asDate(row.around.date))
	const value = asNumber(row.body.value)
	if (value !== undefined)
		return readMeasurement(measurement(concept, name, value, asText(row.body.interpretation, 40)), source)
	if (typeof row.body.value === 'string') return narrated(asText(row.body.value, 20_000), source, vocabulary)
	return readAnswer(named(name), asText(asRecord(row.body.value).display), vocabulary).map(one => ({
		...one,
		source,
	}))
}

/** "Text of encounter note" says less to a clinician than the kind of encounter it stands in. */
const titleOf = (row: ChartRow, name: string): string =>
	/^text of /i.test(name) && row.around.title ? row.around.title : name

const named = (name: string): Coded => ({ names: name ? [name] : [], codes: [] })

/** A question with a coded answer: "Nystagmus: yes" speaks of the question, "Finding: nystagmus" of the answer. */
function readAnswer(
	question: Coded,
	answer: string,
	vocabulary: Vocabulary,
): readonly Omit<Suggestion, 'source'>[] {
	if (/^(?:yes|true|present|positive)$/i.test(answer)) return meant(question, 'observed', vocabulary)
	if (/^(?:no|false|absent|negative)$/i.test(answer)) return meant(question, 'excluded', vocabulary)
	const asksForFinding = /diagnos|finding|problem|symptom|sign|complaint/i.test(question.names[0] ?? '')
	return answer && asksForFinding ? meant(named(answer), 'observed', vocabulary) : []
}

function readDiagnosis(row: ChartRow, vocabulary: Vocabulary): readonly Suggestion[] {
	const diagnosis = asRecord(row.body.diagnosis)
	const name =
		asText(asRecord(diagnosis.coded).display) || asText(diagnosis.nonCoded) || asText(row.body.display)
	const says: Says = asText(row.body.certainty).toUpperCase() === 'CONFIRMED' ? 'observed' : 'uncertain'
	const source = sourceOf(row, name, asDate(row.around.date))
	return meant(named(name), says, vocabulary).map(one => ({ ...one, source }))
}

function readCondition(row: ChartRow, vocabulary: Vocabulary): readonly Suggestion[] {
	const condition = asRecord(row.body.condition)
	const name = asText(asRecord(condition.coded).display) || asText(condition.nonCoded)
	const status = asText(row.body.verificationStatus).toUpperCase()
	const says: Says = status === '' || status === 'CONFIRMED' ? 'observed' : 'uncertain'
	const source = sourceOf(row, name, asDate(row.body.onsetDate))
	return meant(named(name), says, vocabulary).map(one => ({ ...one, source }))
}
