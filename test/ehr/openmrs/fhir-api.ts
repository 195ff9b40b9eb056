import type { Chart } from './chart.ts'
import { fhirAllergies, fhirConditions, fhirObservations, fhirPatient, type Resource } from './fhir-shapes.ts'
import { restIds } from './rest-shapes.ts'

/** What the hospital answers: a status and a JSON document. */
export interface Answer {
	readonly status: number
	readonly body: unknown
}
export const found = (body: unknown): Answer => ({ status: 200, body })
const outcome = (status: number, code: string): Answer => ({
	status,
	body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code }] },
})

const location: Resource = {
	resourceType: 'Location',
	id: restIds.location,
	name: 'Neurology clinic',
	status: 'active',
	meta: { tag: [{ code: 'Login Location' }] },
}
/** Resource types this hospital serves and has nothing of. What is not listed is refused, as a real server does. */
const empty = ['Immunization', 'Encounter', 'MedicationRequest', 'DiagnosticReport', 'ServiceRequest', 'Flag']

/** Answers `/ws/fhir2/R4/{type}[/{id}]`. */
export function answerFhir(charts: readonly Chart[], url: URL, path: string): Answer {
	const [type = '', id] = path.split('/')
	if (id !== undefined) return readOne(charts, type, id)
	if (type === 'Location') return found(bundle(url, [location]))
	if (type === 'Patient') return found(bundle(url, charts.map(fhirPatient)))
	if (empty.includes(type)) return found(bundle(url, []))
	const chart = chartAskedFor(charts, url)
	if (!chart) return outcome(400, 'required')
	if (type === 'Condition') return found(bundle(url, fhirConditions(chart)))
	if (type === 'AllergyIntolerance') return found(bundle(url, fhirAllergies(chart)))
	if (type === 'Observation') return found(bundle(url, selectObservations(chart, url)))
	return outcome(404, 'not-supported')
}

function readOne(charts: readonly Chart[], type: string, id: string): Answer {
	if (type !== 'Patient') return outcome(404, 'not-found')
	const chart = charts.find(one => one.uuid === id)
	return chart ? found(fhirPatient(chart)) : outcome(404, 'not-found')
}

function chartAskedFor(charts: readonly Chart[], url: URL): Chart | undefined {
	const query = url.searchParams
	const asked = query.get('patient') ?? query.get('subject:Patient') ?? query.get('subject') ?? ''
	return charts.find(chart => chart.uuid === asked.replace(/^Patient\//, ''))
}

function selectObservations(chart: Chart, url: URL): readonly Resource[] {
	const codes = url.searchParams.get('code')?.split(',')
	const category = url.searchParams.get('category')
	return fhirObservations(chart).filter(
		resource =>
			(!codes || codesOf(resource.code).some(code => codes.includes(code))) &&
			(!category || codesOf((resource.category as readonly unknown[])[0]).includes(category)),
	)
}

const codesOf = (concept: unknown): readonly string[] =>
	(concept as { coding: readonly { code: string }[] }).coding.map(one => one.code)

/** One page of results: `_count` and the offset are honoured, further pages are linked, as the real module does. */
function bundle(url: URL, all: readonly Resource[]): object {
	const total = all.length
	const size = Math.max(0, Number(url.searchParams.get('_count') ?? 100))
	const offset = Math.max(0, Number(url.searchParams.get('_getpagesoffset') ?? 0))
	if (url.searchParams.get('_summary') === 'count')
		return { resourceType: 'Bundle', type: 'searchset', total }
	const page = all.slice(offset, offset + size)
	const link = [{ relation: 'self', url: url.href }]
	if (offset + size < total && size > 0) {
		const next = new URL(url)
		next.searchParams.set('_getpagesoffset', String(offset + size))
		link.push({ relation: 'next', url: next.href })
	}
	return {
		resourceType: 'Bundle',
		type: 'searchset',
		total,
		link,
		entry: page.map(resource => ({
			fullUrl: `${url.origin}/openmrs/ws/fhir2/R4/${resource.resourceType}/${resource.id}`,
			resource,
		})),
	}
}
