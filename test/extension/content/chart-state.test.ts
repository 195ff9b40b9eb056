import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askedOf } from '#extension/content/asked.ts'
import {
	after,
	type ChartEvent,
	type ChartState,
	emptyChart,
	isLocked,
	readableRows,
	resourcesOf,
	sectionsOf,
} from '#extension/content/chart-state.ts'
import { draftOf } from '#shared/case/draft.ts'
import { answersAbout } from '#test/ehr/openmrs/capture.ts'
import { lindqvist } from '#test/ehr/openmrs/patients/lindqvist.ts'
import { whitfield } from '#test/ehr/openmrs/patients/whitfield.ts'
import { vocabulary } from '../../shared/text/names.ts'

const today = new Date('2026-10-12T12:00:00Z')
const charts = [whitfield(today), lindqvist(today)] as const
const [girl, boy] = charts.map(chart => chart.uuid) as [string, string]
const origin = 'https://chart.example'

const events = (of: (typeof charts)[number]): readonly ChartEvent[] =>
	answersAbout(of, today).flatMap(({ url, json }) => {
		const asked = askedOf(url, origin)
		return asked ? [{ kind: 'answer' as const, asked, json: JSON.parse(json) as unknown }] : []
	})
const bound = (subject: string) => ({ binding: `binding-of-${subject}`, mark: ['copper', 'heron'] as const })
const draft = (state: ChartState) =>
	draftOf(
		{
			...(state.bound ?? bound('nobody')),
			subject: state.subject ?? '',
			sections: [],
			resources: resourcesOf(state),
		},
		vocabulary,
		today,
	)
const replay = (...happened: readonly ChartEvent[]): ChartState => happened.reduce(after, emptyChart)
const rowsAlone = (chart: (typeof charts)[number]): ReadonlySet<string> =>
	new Set(
		draft(replay({ kind: 'shown', subject: chart.uuid }, ...events(chart))).findings.flatMap(({ sources }) =>
			sources.map(({ row }) => row),
		),
	)

describe('a chart switched at any moment', () => {
	const own = new Map(charts.map(chart => [chart.uuid, rowsAlone(chart)]))
	const happening: fc.Arbitrary<ChartEvent> = fc.oneof(
		{
			weight: 2,
			arbitrary: fc.constantFrom(girl, boy, null).map(subject => ({ kind: 'shown' as const, subject })),
		},
		{ weight: 6, arbitrary: fc.constantFrom(...charts.flatMap(events)) },
		fc.constantFrom(girl, boy).map(subject => ({ kind: 'bound' as const, subject, bound: bound(subject) })),
		fc.constantFrom(girl, boy).map(subject => ({ kind: 'captured' as const, subject })),
		fc.constantFrom(girl, boy).map(subject => ({
			kind: 'read' as const,
			subject,
			section: 'family' as const,
			granted: true,
		})),
	)

	test('never holds a finding, a name or a binding of another patient, however late an answer comes', () => {
		let seen = 0
		fc.assert(
			fc.property(fc.array(happening, { minLength: 10, maxLength: 60 }), happened => {
				let state = emptyChart
				for (const event of happened) {
					state = after(state, event)
					const { subject } = state
					if (subject === null) {
						expect(state.kept.size).toBe(0)
						continue
					}
					expect(state.person?.subject ?? subject).toBe(subject)
					expect(state.bound?.binding ?? bound(subject).binding).toBe(bound(subject).binding)
				}
				const rows = draft(state).findings.flatMap(({ sources }) => sources.map(({ row }) => row))
				seen += rows.length
				for (const row of rows) expect(own.get(state.subject ?? '')?.has(row)).toBe(true)
			}),
			{ numRuns: 200 },
		)
		expect(own.get(girl)?.size).toBeGreaterThan(5)
		expect(own.get(boy)?.size).toBeGreaterThan(5)
		expect(seen).toBeGreaterThan(200)
	})

	test('forgets everything of the patient before', () => {
		const state = replay(
			{ kind: 'shown', subject: girl },
			...events(charts[0]),
			{ kind: 'bound', subject: girl, bound: bound(girl) },
			{ kind: 'shown', subject: boy },
		)
		expect(state).toEqual({ ...emptyChart, subject: boy })
	})

	test('drops a binding and a reading that were under way', () => {
		const state = replay(
			{ kind: 'shown', subject: boy },
			{ kind: 'bound', subject: girl, bound: bound(girl) },
			{ kind: 'read', subject: girl, section: 'family', granted: true },
			{ kind: 'captured', subject: girl },
		)
		expect(state).toEqual({ ...emptyChart, subject: boy })
	})

	test('locks while a capture of another patient is open, and opens again on the way back', () => {
		const captured = replay({ kind: 'shown', subject: girl }, { kind: 'captured', subject: girl })
		const elsewhere = after(captured, { kind: 'shown', subject: boy })
		expect([isLocked(captured), isLocked(elsewhere)]).toEqual([false, true])
		expect(isLocked(after(captured, { kind: 'shown', subject: null }))).toBe(true)
		expect(isLocked(after(elsewhere, { kind: 'shown', subject: girl }))).toBe(false)
		expect(isLocked(after(elsewhere, { kind: 'captured', subject: boy }))).toBe(false)
	})

	test('is not locked by merely walking from chart to chart', () => {
		expect(isLocked(replay({ kind: 'shown', subject: girl }, { kind: 'shown', subject: boy }))).toBe(false)
	})
})

describe('what a chart holds', () => {
	const state = replay({ kind: 'shown', subject: girl }, ...events(charts[0]))

	test('is counted in rows that may hold a finding, each once', () => {
		expect(readableRows(state)).toBe(11)
		expect(readableRows(events(charts[0]).reduce(after, state))).toBe(11)
	})

	test('tells captured, refused and not loaded apart', () => {
		const refused = after(state, { kind: 'read', subject: girl, section: 'family', granted: false })
		const empty = after(refused, { kind: 'read', subject: girl, section: 'allergies', granted: true })
		expect(sectionsOf(empty, ['problems', 'family', 'allergies', 'procedures'])).toEqual([
			{ section: 'problems', status: 'captured', rows: 4 },
			{ section: 'family', status: 'not-available', rows: 0 },
			{ section: 'allergies', status: 'captured', rows: 0 },
			{ section: 'procedures', status: 'not-loaded', rows: 0 },
		])
	})

	test('is bounded', () => {
		const asked = { path: '/ws/fhir2/R4/Condition', query: {} }
		const large = (n: number): ChartEvent => ({
			kind: 'answer',
			asked: { ...asked, query: { n: String(n) } },
			json: {
				resourceType: 'Condition',
				id: String(n),
				subject: { reference: `Patient/${girl}` },
				note: 'x'.repeat(2_000_000),
			},
		})
		const full = Array.from({ length: 20 }, (_, n) => large(n)).reduce(after, state)
		expect(full.size).toBeLessThanOrEqual(24_000_000)
	})
})

test('a mixed answer keeps only the entries of the patient shown', () => {
	const of = (subject: string) => ({
		resource: { resourceType: 'Condition', id: subject, subject: { reference: `Patient/${subject}` } },
	})
	const state = replay(
		{ kind: 'shown', subject: girl },
		{
			kind: 'answer',
			asked: { path: '/openmrs/ws/fhir2/R4/Condition', query: {} },
			json: {
				resourceType: 'Bundle',
				entry: [of(girl), of(boy), { resource: { resourceType: 'Location', id: 'l' } }],
			},
		},
	)
	expect(resourcesOf(state).map(({ json }) => JSON.parse(json) as unknown)).toEqual([
		{ resourceType: 'Bundle', entry: [of(girl)] },
	])
})
