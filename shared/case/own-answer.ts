import { subjectOf } from './chart-rows.ts'
import { asRecord, asText, type Json } from './read.ts'

/** Which request a chart's server answered: its path and query, on the page's own origin. */
export interface Asked {
	readonly path: string
	readonly query: Readonly<Record<string, string>>
}

/**
 * What of an answer is about the given patient; `undefined` when nothing is, or when nobody can say. The answer itself
 * says whose it is, or the question did; when it came plays no part, so a late answer about the patient before is
 * foreign however it arrives.
 */
export function ownAnswer(asked: Asked, json: unknown, subject: string): unknown {
	const whole = asRecord(json)
	if (typeof whole.resourceType === 'string') return ownFhir(whole, subject)
	return ownRest(asked, whole, subject)
}

function ownFhir(whole: Json, subject: string): Json | undefined {
	if (whole.resourceType !== 'Bundle') return subjectOf(whole) === subject ? whole : undefined
	if (!Array.isArray(whole.entry)) return undefined
	const entry = whole.entry.filter(
		one => subjectOf(asRecord(asRecord(one).resource)) === subject,
	) as readonly unknown[]
	return entry.length > 0 ? { ...whole, entry } : undefined
}

const patientKeys = ['patient', 'subject', 'subject:Patient', 'person']

/** The patient a request was about; `undefined` when it names none. */
export function patientAsked({ path, query }: Asked): string | undefined {
	for (const key of patientKeys) {
		const value = query[key]
		if (value) return value.replace(/^Patient\//, '')
	}
	return /\/(?:patient|person|Patient)\/([^/?]+)/.exec(path)?.[1]
}

function ownRest(asked: Asked, whole: Json, subject: string): Json | undefined {
	const wanted = patientAsked(asked)
	if (wanted !== undefined && wanted !== subject) return undefined
	const isOwn = (item: Json): boolean => {
		const named = asText(asRecord(item.patient).uuid, 100) || asText(asRecord(item.person).uuid, 100)
		return named === '' ? wanted === subject : named === subject
	}
	if (!Array.isArray(whole.results)) return isOwn(whole) ? whole : undefined
	const results = whole.results.filter(item => isOwn(asRecord(item))) as readonly unknown[]
	return results.length > 0 ? { results } : undefined
}
