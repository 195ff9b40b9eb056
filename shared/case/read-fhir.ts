import type { Gene } from './case.ts'
import type { ChartRow } from './chart-rows.ts'
import type { Source } from './finding.ts'
import { asDate, asNumber, asRecord, asRecords, asText, type Json } from './read.ts'
import { readMeasurement } from './read-results.ts'
import { type Coded, meant, narrated, type Says, type Suggestion, type Vocabulary } from './suggestion.ts'

/** What a FHIR R4 resource proposes. A relative's condition proposes nothing for the patient. */
export function readFhirRow(row: ChartRow, vocabulary: Vocabulary): readonly Suggestion[] {
	switch (row.body.resourceType) {
		case 'Condition':
			return readCondition(row, vocabulary)
		case 'Observation':
			return readObservation(row, vocabulary)
		case 'DiagnosticReport':
			return readReport(row, vocabulary)
		case 'Procedure':
			return readProcedure(row, vocabulary)
		default:
			return []
	}
}

/** Every name and code of a CodeableConcept. OpenMRS puts its own concept first, without a system. */
export function codedIdea(concept: unknown): Coded {
	const whole = asRecord(concept)
	const codings = asRecords(whole.coding, 20)
	const names = [asText(whole.text), ...codings.map(coding => asText(coding.display))]
	return {
		names: [...new Set(names.filter(name => name !== ''))],
		codes: codings.map(coding => ({ system: asText(coding.system), code: asText(coding.code, 60) })),
	}
}

const codesOf = (concept: unknown): readonly string[] => codedIdea(concept).codes.map(one => one.code)

function sourceOf(row: ChartRow, title: string, date: string | undefined): Source {
	return { section: row.section, title: title.slice(0, 120), row: row.key, ...(date ? { date } : {}) }
}

function readCondition(row: ChartRow, vocabulary: Vocabulary): readonly Suggestion[] {
	const says = certainty(codesOf(row.body.verificationStatus))
	if (!says) return []
	const idea = codedIdea(row.body.code)
	const date = asDate(row.body.onsetDateTime) ?? asDate(row.body.recordedDate)
	const source = sourceOf(row, idea.names[0] ?? '', date)
	return meant(idea, says, vocabulary).map(one => ({ ...one, source }))
}

/** FHIR R4 condition-ver-status; none written means the clinician listed it without a doubt. */
function certainty(codes: readonly string[]): Says | undefined {
	if (codes.includes('entered-in-error')) return undefined
	if (codes.includes('refuted')) return 'excluded'
	return codes.some(code => ['provisional', 'differential', 'unconfirmed'].includes(code))
		? 'uncertain'
		: 'observed'
}

const refusedStates = ['entered-in-error', 'cancelled', 'registered', 'unknown']

function readObservation(row: ChartRow, vocabulary: Vocabulary): readonly Suggestion[] {
	const { body } = row
	if (refusedStates.includes(asText(body.status))) return []
	const idea = codedIdea(body.code)
	const date = asDate(body.effectiveDateTime) ?? asDate(asRecord(body.effectivePeriod).start)
	const source = sourceOf(row, idea.names[0] ?? '', date)
	const quantity = asRecord(body.valueQuantity)
	const value = asNumber(quantity.value)
	if (value !== undefined && !hasComparator(quantity)) {
		const measurement = { ...measurementOf(body, idea), value, unit: asText(quantity.unit, 40) }
		return readMeasurement(measurement, source)
	}
	const text = asText(body.valueString, 20_000)
	if (text) return narrated(text, source, vocabulary)
	const said = presence(body)
	return said ? meant(idea, said, vocabulary).map(one => ({ ...one, source })) : []
}

/** "< 5": a bound is no value. */
const hasComparator = (quantity: Json): boolean => asText(quantity.comparator) !== ''

function measurementOf(body: Json, idea: Coded) {
	const ranges = asRecords(body.referenceRange, 20).filter(isUsual)
	// Several ranges are for several kinds of people; without a flag we do not choose among them.
	const range = ranges.length === 1 ? ranges[0] : undefined
	return {
		name: idea.names[0] ?? '',
		loinc: idea.codes.filter(one => one.system === 'http://loinc.org').map(one => one.code),
		low: asNumber(asRecord(range?.low).value),
		high: asNumber(asRecord(range?.high).value),
		flag: asRecords(body.interpretation, 5).flatMap(codesOf)[0] ?? '',
	}
}
const isUsual = (range: Json): boolean => {
	const type = codesOf(range.type)
	return type.length === 0 || type.includes('normal')
}

/** An observation of a finding as such, present or absent: SNOMED CT qualifiers, LOINC answers, or a plain boolean. */
function presence(body: Json): Says | undefined {
	if (typeof body.valueBoolean === 'boolean') return body.valueBoolean ? 'observed' : 'excluded'
	const codes = codesOf(body.valueCodeableConcept)
	if (codes.some(code => ['52101004', 'LA9633-4', 'POS'].includes(code))) return 'observed'
	if (codes.some(code => ['2667000', 'LA9634-2', 'NEG'].includes(code))) return 'excluded'
	return undefined
}

function readReport(row: ChartRow, vocabulary: Vocabulary): readonly Suggestion[] {
	const { body } = row
	if (refusedStates.includes(asText(body.status))) return []
	const source = sourceOf(row, codedIdea(body.code).names[0] ?? '', asDate(body.effectiveDateTime))
	return [
		...narrated(asText(body.conclusion, 20_000), source, vocabulary),
		...asRecords(body.conclusionCode, 50).flatMap(concept =>
			meant(codedIdea(concept), 'observed', vocabulary).map(one => ({ ...one, source })),
		),
	]
}

/** A procedure is no finding; why it was done may be one, and that is for a person to say. */
function readProcedure(row: ChartRow, vocabulary: Vocabulary): readonly Suggestion[] {
	if (['entered-in-error', 'not-done'].includes(asText(row.body.status))) return []
	const source = sourceOf(row, codedIdea(row.body.code).names[0] ?? '', asDate(row.body.performedDateTime))
	const reasons = asRecords(row.body.reasonCode, 20).map(concept => ({ concept, says: 'uncertain' as const }))
	const complications = asRecords(row.body.complication, 20).map(concept => ({
		concept,
		says: 'observed' as const,
	}))
	return [...reasons, ...complications].flatMap(({ concept, says }) =>
		meant(codedIdea(concept), says, vocabulary).map(one => ({ ...one, source })),
	)
}

/** Genes a variant observation names as studied and found (LOINC 48018-6 with 69548-6 present). */
export function readGenes(row: ChartRow): readonly Gene[] {
	const { body } = row
	if (body.resourceType !== 'Observation' || row.section !== 'genetics') return []
	if (refusedStates.includes(asText(body.status)) || presence(body) !== 'observed') return []
	return asRecords(body.component, 50)
		.filter(component => codesOf(component.code).includes('48018-6'))
		.flatMap(component =>
			asRecords(asRecord(component.valueCodeableConcept).coding, 10).flatMap(coding => {
				const hgnc = /^HGNC:(\d{1,6})$/.exec(asText(coding.code, 20))?.[1]
				const symbol = /^[A-Z0-9-]{1,20}$/i.exec(asText(coding.display, 30))?.[0]
				return hgnc && symbol ? [{ hgnc: Number(hgnc), symbol }] : []
			}),
		)
}
