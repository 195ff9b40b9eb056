import type { SectionState } from '#shared/case/case.ts'
import { rowsOf } from '#shared/case/chart-rows.ts'
import type { Section } from '#shared/case/finding.ts'
import { type Asked, ownAnswer } from '#shared/case/own-answer.ts'
import { type Person, readPerson } from '#shared/case/person.ts'
import { asJsonText } from '#shared/case/read.ts'

/** Which patient a chart shows, as the worker bound it. */
export interface Bound {
	readonly binding: string
	readonly mark: readonly [string, string]
}

interface Kept {
	readonly path: string
	readonly json: string
	readonly rows: readonly { readonly key: string; readonly section: Section; readonly readable: boolean }[]
}

/** What the content script knows of the chart on screen. There is one patient in it at any time, or none. */
export interface ChartState {
	/** The patient the address shows. */
	readonly subject: string | null
	readonly person: Person | null
	readonly bound: Bound | null
	/** The patient of the capture that is open in the panel; the chart is locked while another is shown. */
	readonly open: string | null
	/** Own answers by request: a repeated request replaces its answer. */
	readonly kept: ReadonlyMap<string, Kept>
	/** Sections whose reading was answered, and those that were refused. */
	readonly answered: ReadonlySet<Section>
	readonly refused: ReadonlySet<Section>
	readonly size: number
}

/** What happens to a chart. Every event but `shown` names the patient it is about, and is nothing to another's chart. */
export type ChartEvent =
	| { readonly kind: 'shown'; readonly subject: string | null }
	| { readonly kind: 'answer'; readonly asked: Asked; readonly json: unknown }
	| { readonly kind: 'bound'; readonly subject: string; readonly bound: Bound }
	| { readonly kind: 'read'; readonly subject: string; readonly section: Section; readonly granted: boolean }
	| { readonly kind: 'captured'; readonly subject: string }

export const emptyChart: ChartState = {
	subject: null,
	person: null,
	bound: null,
	open: null,
	kept: new Map(),
	answered: new Set(),
	refused: new Set(),
	size: 0,
}

const largest = 24_000_000
const mostKept = 400

/** The chart after an event. Showing another patient leaves nothing of the one before but that a capture is open. */
export function after(state: ChartState, event: ChartEvent): ChartState {
	switch (event.kind) {
		case 'shown':
			return event.subject === state.subject
				? state
				: { ...emptyChart, subject: event.subject, open: state.open }
		case 'answer':
			return withAnswer(state, event.asked, event.json)
		case 'bound':
			return event.subject === state.subject ? { ...state, bound: event.bound } : state
		case 'read':
			return event.subject === state.subject ? withReading(state, event.section, event.granted) : state
		case 'captured':
			return event.subject === state.subject ? { ...state, open: event.subject } : state
	}
}

/** Another patient is shown than the one whose capture is open: nothing is read until a person decides. */
export const isLocked = (state: ChartState): boolean => state.open !== null && state.open !== state.subject

function withAnswer(state: ChartState, asked: Asked, json: unknown): ChartState {
	if (state.subject === null) return state
	const own = ownAnswer(asked, json, state.subject)
	if (own === undefined) return state
	const person = readPerson(own)
	const rows = rowsOf(asked.path, own).map(({ key, section, readable }) => ({ key, section, readable }))
	if (!person && rows.length === 0) return state
	const text = asJsonText(own)
	if (text === undefined) return state
	const name = `${asked.path}?${JSON.stringify(asked.query)}`
	const size = state.size - (state.kept.get(name)?.json.length ?? 0) + text.length
	if (size > largest || (state.kept.size >= mostKept && !state.kept.has(name))) return state
	return {
		...state,
		size,
		person: person?.subject === state.subject ? person : state.person,
		kept: new Map(state.kept).set(name, { path: asked.path, json: text, rows }),
		answered: new Set([...state.answered, ...rows.map(row => row.section)]),
	}
}

function withReading(state: ChartState, section: Section, granted: boolean): ChartState {
	return granted
		? { ...state, answered: new Set(state.answered).add(section) }
		: { ...state, refused: new Set(state.refused).add(section) }
}

/** How many rows of the chart may hold a finding: what the badge says can be read. */
export const readableRows = (state: ChartState): number =>
	new Set(allRows(state).flatMap(row => (row.readable ? [row.key] : []))).size

/** Three things that must never look alike: captured, though perhaps empty; not loaded; refused by the server. */
export function sectionsOf(state: ChartState, sections: readonly Section[]): readonly SectionState[] {
	const rows = new Map<Section, Set<string>>()
	for (const row of allRows(state)) rows.set(row.section, (rows.get(row.section) ?? new Set()).add(row.key))
	return sections.map(section => ({
		section,
		status: statusOf(state, section),
		rows: rows.get(section)?.size ?? 0,
	}))
}

function statusOf(state: ChartState, section: Section): SectionState['status'] {
	if (state.answered.has(section)) return 'captured'
	return state.refused.has(section) ? 'not-available' : 'not-loaded'
}

/** The capture's own answers, for the engine to read. */
export const resourcesOf = (state: ChartState): readonly { readonly path: string; readonly json: string }[] =>
	[...state.kept.values()].map(({ path, json }) => ({ path, json }))

const allRows = (state: ChartState) => [...state.kept.values()].flatMap(one => one.rows)
