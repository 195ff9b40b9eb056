import type { Chart } from './chart.ts'
import { found, type Answer } from './fhir-api.ts'
import { vitalConcepts } from './fhir-shapes.ts'
import {
	drugOrders,
	encounters,
	labObservations,
	named,
	observationTree,
	patientName,
	reference,
	restIds,
	restPatient,
	visit,
} from './rest-shapes.ts'

const list = (results: readonly unknown[]): Answer =>
	found({ results, links: [], totalCount: results.length })
const missing: Answer = { status: 404, body: { error: { message: 'Not found' } } }
const isDrugOrder = '131168f4'

/** What the front end asks and this hospital has none of: an empty list, as a plain installation answers. */
const unused = [
	'systemsetting',
	'attachment',
	'form',
	'programenrollment',
	'program',
	'relationship',
	'ordertype',
	'appointment',
	'appointments',
	'patientflags',
	'queue',
	'queue-entry',
	'visit-queue-entry',
	'cohortm',
	'module',
	'provider',
	'personattributetype',
	'patientidentifiertype',
	'encountertype',
	'billing',
	'orderentryconfig',
	'bed',
	'metadatamapping',
	'patientlist',
	'caresetting',
]

/** Answers `/ws/rest/v1/{path}`. */
export function answerRest(charts: readonly Chart[], url: URL, path: string): Answer {
	const [kind = '', id, more] = path.split('/').filter(Boolean)
	const chart = charts.find(one => one.uuid === (url.searchParams.get('patient') ?? id))
	switch (kind) {
		case 'patient':
			return id ? (chart ? found(restPatient(chart)) : missing) : list(searchPatients(charts, url))
		case 'person':
			return chart ? found(restPatient(chart).person) : missing
		case 'user':
			return found(reference(restIds.user, 'Ines Calloway'))
		case 'visit':
			return answerVisit(charts, chart, id)
		case 'visittype':
			return list([named(restIds.visitType, 'Facility Visit')])
		case 'encounter':
			return answerEncounter(charts, chart, url, id)
		case 'order':
			return list(chart && wantsDrugs(url) ? drugOrders(chart) : [])
		case 'obs':
			return list(chart ? selectObservations(chart, url) : [])
		case 'obstree':
			return chart ? found(observationTree(chart, url.searchParams.get('concept') ?? '')) : missing
		case 'concept':
			return id ? found(conceptOf(id)) : list(vitalConcepts.map(noRange))
		case 'conceptreferencerange':
			return list(referenceRanges(url))
		case 'location':
			return id ? found(clinic) : list([clinic])
		case 'emrapi':
			return answerEmr(charts, id, more)
		default:
			return unused.includes(kind) ? list([]) : missing
	}
}

const clinic = named(restIds.location, 'Neurology clinic')

const searchPatients = (charts: readonly Chart[], url: URL) => {
	const words = (url.searchParams.get('q') ?? '').toLowerCase()
	return charts
		.filter(chart => `${patientName(chart)} ${chart.identifier}`.toLowerCase().includes(words))
		.map(restPatient)
}

const noRange = (concept: (typeof vitalConcepts)[number]) => ({
	...concept,
	hiNormal: null,
	hiAbsolute: null,
	hiCritical: null,
	lowNormal: null,
	lowAbsolute: null,
	lowCritical: null,
})

function selectObservations(chart: Chart, url: URL) {
	const concept = url.searchParams.get('concept')
	return labObservations(chart).filter(one => !concept || one.concept.uuid === concept)
}

/** The set whose members give the vitals screen its units: without them its header shows nothing. */
const vitalSignSet = '1114'.padEnd(36, 'A')

const conceptOf = (uuid: string) => ({
	...named(uuid, `Concept ${uuid.slice(0, 8)}`),
	setMembers: uuid === vitalSignSet ? vitalConcepts : [],
	answers: [],
	mappings: [],
})

/** The vitals header shows nothing until it knows the units of what it shows, which it takes from here. */
const referenceRanges = (url: URL) => {
	const asked = url.searchParams.get('concept')?.split(',') ?? []
	return vitalConcepts
		.filter(one => asked.includes(one.uuid))
		.map(one => ({ ...noRange(one), concept: one.uuid }))
}

function answerVisit(charts: readonly Chart[], chart: Chart | undefined, id: string | undefined): Answer {
	if (!id) return list(chart ? [visit(chart)] : [])
	const one = charts.map(visit).find(each => each.uuid === id)
	return one ? found(one) : missing
}

function answerEncounter(
	charts: readonly Chart[],
	chart: Chart | undefined,
	url: URL,
	id: string | undefined,
): Answer {
	if (id) {
		const one = charts.flatMap(encounters).find(each => each.uuid === id)
		return one ? found(one) : missing
	}
	const type = url.searchParams.get('encounterType')
	const start = Number(url.searchParams.get('startIndex') ?? 0)
	const limit = Number(url.searchParams.get('limit') ?? 50)
	const all = chart ? encounters(chart).filter(each => !type || each.encounterType.uuid === type) : []
	return found({ results: all.slice(start, start + limit), links: [], totalCount: all.length })
}

const wantsDrugs = (url: URL): boolean => {
	const types = url.searchParams.get('orderTypes')
	return !types || types.includes(isDrugOrder)
}

function answerEmr(charts: readonly Chart[], kind: string | undefined, id: string | undefined): Answer {
	if (kind === 'configuration')
		return found({
			visitNoteEncounterType: reference(restIds.noteType, 'Visit Note'),
			diagnosisMetadata: {},
			visitTypes: [named(restIds.visitType, 'Facility Visit')],
			atFacilityVisitType: named(restIds.visitType, 'Facility Visit'),
		})
	const chart = charts.find(one => one.uuid === id)
	if (kind !== 'patient' || !chart) return list([])
	const all = visit(chart)
	return found({ pageOfVisits: [all], results: [{ visit: all, diagnoses: [] }], totalCount: 1 })
}
