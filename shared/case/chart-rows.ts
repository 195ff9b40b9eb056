import type { Section } from './finding.ts'
import { asList, asNumber, asRecord, asRecords, asText, type Json } from './read.ts'

/** One row of a chart as some request returned it: whose it is, where it belongs, and the JSON to read it from. */
export interface ChartRow {
	/** `resourceType/id`, also for OpenMRS's own shapes: the same row returned twice has the same key. */
	readonly key: string
	readonly section: Section
	/** The subject the row itself names; empty when it names none. */
	readonly subject: string
	readonly kind: 'fhir' | 'observation' | 'leaf' | 'diagnosis' | 'condition' | 'other'
	readonly body: Json
	/** When and in what the row was filed, where the row itself does not say. */
	readonly around: { readonly date?: string; readonly title?: string }
	/** May hold a finding: what the badge counts. */
	readonly readable: boolean
}

const mostRows = 5_000
const deepest = 6

/**
 * The rows in one answer of a chart's server, FHIR R4 or OpenMRS REST, recognised by shape. `path` is the request's, and
 * tells REST lists apart that look alike. Bounded; hostile input gives fewer rows, never an exception.
 */
export function rowsOf(path: string, json: unknown): readonly ChartRow[] {
	const whole = asRecord(json)
	if (typeof whole.resourceType === 'string') return fhirRows(whole)
	const kind = /\/ws\/rest\/v1\/([a-z]+)/.exec(path)?.[1]
	if (kind === undefined) return []
	const items = Array.isArray(whole.results) ? asRecords(whole.results) : [whole]
	return items.flatMap(item => restRows(kind, item)).slice(0, mostRows)
}

function fhirRows(whole: Json): readonly ChartRow[] {
	const resources =
		whole.resourceType === 'Bundle'
			? asRecords(whole.entry, mostRows).map(entry => asRecord(entry.resource))
			: [whole]
	return resources.flatMap(body => {
		const type = asText(body.resourceType, 60)
		const id = asText(body.id, 100)
		if (!type || !id) return []
		const section = fhirSection(type, body)
		if (!section) return []
		const readable = readableTypes.has(type) && section !== 'vitals'
		return [
			{
				key: `${type}/${id}`,
				section,
				subject: subjectOf(body),
				kind: 'fhir' as const,
				body,
				around: {},
				readable,
			},
		]
	})
}

const readableTypes = new Set(['Condition', 'Observation', 'DiagnosticReport'])

/** Whom a FHIR resource is about: its `subject` or `patient`, or itself when it is a Patient. */
export function subjectOf(body: Json): string {
	if (body.resourceType === 'Patient') return asText(body.id, 100)
	const reference = asText(asRecord(body.subject ?? body.patient).reference, 300)
	return /Patient\/([^/]+)$/.exec(reference)?.[1] ?? ''
}

const plainSections: Readonly<Record<string, Section>> = {
	AllergyIntolerance: 'allergies',
	MedicationRequest: 'medications',
	MedicationStatement: 'medications',
	Immunization: 'immunizations',
	Procedure: 'procedures',
	FamilyMemberHistory: 'family',
	ImagingStudy: 'imaging',
	DocumentReference: 'notes',
	ClinicalImpression: 'notes',
}

function fhirSection(type: string, body: Json): Section | undefined {
	const category = codesIn(body.category)
	if (type === 'Condition') return category.includes('encounter-diagnosis') ? 'diagnoses' : 'problems'
	if (type === 'Observation') {
		if (category.includes('vital-signs')) return 'vitals'
		if (category.includes('imaging')) return 'imaging'
		if (category.includes('exam') || category.includes('survey')) return 'notes'
		return /(?:48018-6|69548-6|81252-9)/.test(codesIn([body.code]).join(' ')) ? 'genetics' : 'laboratory'
	}
	if (type === 'DiagnosticReport') {
		if (category.some(code => /^(?:RAD|IMG|RUS|CT|NMR|MRI|XRC|LP29684-5)$/.test(code))) return 'imaging'
		return category.includes('GE') ? 'genetics' : 'laboratory'
	}
	return Object.hasOwn(plainSections, type) ? plainSections[type] : undefined
}

const codesIn = (concepts: unknown): readonly string[] =>
	asRecords(concepts, 20).flatMap(concept =>
		asRecords(concept.coding, 20).map(coding => asText(coding.code, 60)),
	)

function restRows(kind: string, item: Json): readonly ChartRow[] {
	const subject = asText(asRecord(item.patient).uuid, 100)
	switch (kind) {
		case 'encounter':
			return encounterRows(item, subject)
		case 'visit':
			return asRecords(item.encounters).flatMap(encounter => encounterRows(encounter, subject))
		case 'emrapi':
			return asRecords(asRecord(item.visit ?? item).encounters).flatMap(one => encounterRows(one, subject))
		case 'obs':
			return observationRows(item, subject, {}, 0)
		case 'obstree':
			return leafRows(item, subject, 0)
		case 'condition':
			return oneRow('condition', 'Condition', 'problems', item, subject, {}, true)
		case 'order':
			return oneRow('other', 'Order', 'medications', item, subject, {}, false)
		case 'allergy':
			return oneRow('other', 'AllergyIntolerance', 'allergies', item, subject, {}, false)
		default:
			return []
	}
}

type Around = ChartRow['around']

function oneRow(
	kind: ChartRow['kind'],
	type: string,
	section: Section,
	body: Json,
	subject: string,
	around: Around,
	readable: boolean,
): readonly ChartRow[] {
	const id = asText(body.uuid, 100)
	if (!id || body.voided === true) return []
	return [{ key: `${type}/${id}`, section, subject, kind, body, around, readable }]
}

function encounterRows(encounter: Json, subject: string): readonly ChartRow[] {
	if (encounter.voided === true) return []
	const type = asRecord(encounter.encounterType)
	const date = asText(encounter.encounterDatetime, 40)
	const around = { ...(date ? { date } : {}), title: asText(type.display ?? type.name) }
	return [
		...asRecords(encounter.obs).flatMap(one => observationRows(one, subject, around, 0)),
		...asRecords(encounter.diagnoses, 200).flatMap(one =>
			oneRow('diagnosis', 'Diagnosis', 'diagnoses', one, subject, around, true),
		),
	]
}

function observationRows(item: Json, subject: string, around: Around, depth: number): readonly ChartRow[] {
	if (item.voided === true || depth > deepest) return []
	const owner = asText(asRecord(item.person).uuid, 100) || subject
	const members = asList(item.groupMembers)
	if (members.length > 0)
		return members.flatMap(member => observationRows(asRecord(member), owner, around, depth + 1))
	const section = observationSection(item, around)
	return oneRow('observation', 'Observation', section, item, owner, around, section !== 'vitals')
}

/** OpenMRS files everything as an observation; what kind it is shows in the concept's name and the value's type. */
function observationSection(item: Json, around: Around): Section {
	const title = `${asText(asRecord(item.concept).display)} ${around.title ?? ''}`
	if (/\b(?:impression|imaging|radiolog\w*|mri|ct|x-?ray|ultrasound|echo\w*)\b/i.test(title)) return 'imaging'
	if (/\bvitals?\b/i.test(around.title ?? '')) return 'vitals'
	return asNumber(item.value) !== undefined || /\b(?:lab\w*|test results?)\b/i.test(title) || isLabText(title)
		? 'laboratory'
		: 'notes'
}
const isLabText = (title: string): boolean => /\b(?:smear|film|culture|serology|urinalysis)\b/i.test(title)

function leafRows(node: Json, subject: string, depth: number): readonly ChartRow[] {
	if (depth > deepest) return []
	const below = asRecords(node.subSets).flatMap(inner => leafRows(inner, subject, depth + 1))
	const own = asRecords(node.obs).flatMap(one =>
		oneRow('leaf', 'Observation', 'laboratory', { ...one, leaf: node }, subject, {}, true),
	)
	return [...own, ...below]
}
