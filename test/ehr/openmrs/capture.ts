import type { Capture } from '#shared/case/draft.ts'
import type { Chart } from './chart.ts'
import { answerFhir } from './fhir-api.ts'
import { lindqvist } from './patients/lindqvist.ts'
import { whitfield } from './patients/whitfield.ts'
import { answerRest } from './rest-api.ts'

/** One answer of the demonstration hospital, as a page would get it. */
export interface ServedAnswer {
	readonly url: string
	readonly path: string
	readonly json: string
}

/** What the hospital answers about a chart, on all the ways a page or a reading asks. */
export function answersAbout(chart: Chart, today: Date): readonly ServedAnswer[] {
	const charts = [whitfield(today), lindqvist(today)]
	const of = `patient=${chart.uuid}`
	const fhir = [`Patient/${chart.uuid}`, `Condition?${of}`, `Observation?${of}`, `AllergyIntolerance?${of}`]
	const rest = [
		`patient/${chart.uuid}`,
		`encounter?${of}`,
		`visit?${of}`,
		`order?${of}`,
		...chart.panels.map(panel => `obstree?${of}&concept=${panel.concept}`),
	]
	const served = (address: string, answer: (url: URL, path: string) => { readonly body: unknown }) => {
		const url = new URL(address, 'https://chart.example')
		const body = answer(url, url.pathname.replace(/^\/openmrs\/ws\/(?:fhir2\/R4|rest\/v1)\//, '')).body
		return { url: url.href, path: url.pathname, json: JSON.stringify(body) }
	}
	return [
		...fhir.map(one => served(`/openmrs/ws/fhir2/R4/${one}`, (url, path) => answerFhir(charts, url, path))),
		...rest.map(one => served(`/openmrs/ws/rest/v1/${one}`, (url, path) => answerRest(charts, url, path))),
	]
}

/** A chart as the content script hands it over, without a browser. */
function captureOf(chart: Chart, today: Date): Capture {
	return {
		binding: 'a-binding-of-the-demonstration-chart',
		mark: ['copper', 'heron'],
		subject: chart.uuid,
		sections: [],
		resources: answersAbout(chart, today).map(({ path, json }) => ({ path, json })),
	}
}
/** The story's chart. */
export const whitfieldCapture = (today: Date): Capture => captureOf(whitfield(today), today)
/** The other patient's. */
export const lindqvistCapture = (today: Date): Capture => captureOf(lindqvist(today), today)
