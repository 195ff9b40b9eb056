import type { SectionState } from '#shared/case/case.ts'
import {
	array,
	boolean,
	integer,
	nullable,
	object,
	oneOf,
	type Parser,
	string,
} from '#shared/kernel/parse.ts'
import { malformed } from '#shared/kernel/parse.ts'
import { ok } from '#shared/kernel/result.ts'
import { binding } from './bound.ts'
import { asSent, defineMessage, nothing } from './define.ts'

/** The sections of a chart, as the messages spell them. */
const sections = [
	...['problems', 'diagnoses', 'laboratory', 'vitals', 'imaging', 'notes', 'genetics', 'family'],
	...['allergies', 'medications', 'procedures', 'immunizations'],
] as SectionState['section'][]
/** A section by its name. */
export const section: Parser<SectionState['section']> = (input, at = '') =>
	sections.includes(input as never) ? ok(input as SectionState['section']) : malformed(at)

const sectionState: Parser<SectionState> = object({
	section,
	status: oneOf('captured', 'not-loaded', 'not-available'),
	rows: integer(0, 100_000),
})
const word = string(40)
/** The chart mark's two words. */
export const mark: Parser<readonly [string, string]> = (input, at = '') => {
	const words = array(word, 2)(input, at)
	if (!words.ok) return words
	const [first, second] = words.value
	return first !== undefined && second !== undefined ? ok([first, second] as const) : malformed(at)
}

/** Whom a chart says it shows. Seen by the worker in passing, hashed under a device key and forgotten. */
export interface ChartIdentity {
	readonly tenant: string
	readonly subject: string
	readonly name: string
	readonly birthDate: string
	readonly sex: string
}

/** Binds a chart: which patient this is, as a keyed hash, and the two words that stand for it on every surface. */
export const identifyChart = defineMessage<
	ChartIdentity,
	{ readonly binding: string; readonly mark: readonly [string, string] }
>({
	name: 'chart/identify',
	from: ['content'],
	to: 'worker',
	parse: object({
		tenant: string(500),
		subject: string(500),
		name: string(500),
		birthDate: string(40),
		sex: string(40),
	}),
	answer: object({ binding, mark }),
})

/** What the badge shows, and all that the panel learns of a chart before a capture. Never a name or a number. */
export interface ChartReport {
	/** null until a patient is recognised. */
	readonly binding: string | null
	readonly mark: readonly [string, string] | null
	readonly readable: number
	readonly sections: readonly SectionState[]
	/** The chart changed under an open capture: nothing is read until the clinician says which patient is meant. */
	readonly locked: boolean
	readonly adapter: string | null
}
const chartReport: Parser<ChartReport> = object({
	binding: nullable(binding),
	mark: nullable(mark),
	readable: integer(0, 1_000_000),
	sections: array(sectionState, 50),
	locked: boolean,
	adapter: nullable(string(60)),
})

/** The top frame's content script tells what it sees whenever that changes. */
export const reportChart = defineMessage<ChartReport, void>({
	name: 'chart/report',
	from: ['content'],
	to: 'worker',
	parse: chartReport,
	answer: nothing,
})

/** What one chart has loaded: the page's own JSON for the bound patient, untouched, for the engine to read. */
export interface CapturedChart {
	readonly binding: string
	readonly mark: readonly [string, string]
	/** The bound patient in the chart's own words, so that the engine discards once more what names another. */
	readonly subject: string
	readonly adapter: string
	readonly sections: readonly SectionState[]
	readonly resources: readonly CapturedResource[]
}
export interface CapturedResource {
	/** Path of the same-origin request that answered with it, without host, query values or fragment. */
	readonly path: string
	/** The JSON as text: hostile until a parser of `shared/case` has read it. */
	readonly json: string
}
const capturedChart: Parser<CapturedChart> = object({
	binding,
	mark,
	subject: string(500),
	adapter: string(60),
	sections: array(sectionState, 50),
	resources: array(object({ path: string(2_000), json: string(8_000_000) }), 5_000),
})

/** Asks the chart's content script for what was loaded, completed by same-origin requests; only on a click. */
export const readChart = defineMessage<void, CapturedChart>({
	name: 'chart/read',
	from: ['worker'],
	to: 'content',
	parse: nothing,
	answer: capturedChart,
})

/** Scrolls the page to a source row and outlines it for two seconds. */
export const showRow = defineMessage<{ readonly row: string }, void>({
	name: 'chart/show-row',
	from: ['worker'],
	to: 'content',
	parse: object({ row: string(500) }),
	answer: nothing,
})

/** The engine's way to the chart of a tab, through the worker. */
export const readTab = defineMessage<{ readonly tab: number }, CapturedChart>({
	name: 'chart/read-tab',
	from: ['engine'],
	to: 'worker',
	parse: object({ tab: integer() }),
	answer: capturedChart,
})
export const showTabRow = defineMessage<{ readonly tab: number; readonly row: string }, void>({
	name: 'chart/show-tab-row',
	from: ['panel', 'frame'],
	to: 'worker',
	parse: object({ tab: integer(), row: string(500) }),
	answer: nothing,
})

/** A tab's chart as the worker last heard of it. A frame may ask for its own tab alone. */
export interface TabChart {
	readonly origin: string
	readonly granted: boolean
	readonly report: ChartReport | null
}
export const chartOfTab = defineMessage<{ readonly tab: number | null }, TabChart | null>({
	name: 'chart/of-tab',
	from: ['panel', 'frame'],
	to: 'worker',
	parse: object({ tab: nullable(integer()) }),
	answer: asSent(),
})

/** A trusted click on the badge. */
export const openPanel = defineMessage<void, void>({
	name: 'chart/open-panel',
	from: ['content', 'frame'],
	to: 'worker',
	parse: nothing,
	answer: nothing,
})

/** Something the panels or frames show has changed; they ask again. Carries nothing. */
export const panelChanged = defineMessage<{ readonly tab: number | null }, void>({
	name: 'chart/changed',
	from: ['worker', 'engine'],
	to: 'panel',
	parse: object({ tab: nullable(integer()) }),
	answer: nothing,
})
