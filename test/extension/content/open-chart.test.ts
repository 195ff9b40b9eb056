import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { OpenChart } from '#extension/content/chart.ts'
import { nextPage } from '#extension/content/readings.ts'
import { ok } from '#shared/kernel/result.ts'
import { answersAbout } from '#test/ehr/openmrs/capture.ts'
import { lindqvist } from '#test/ehr/openmrs/patients/lindqvist.ts'
import { whitfield } from '#test/ehr/openmrs/patients/whitfield.ts'

const today = new Date('2026-10-12T12:00:00Z')
const [girl, boy] = [whitfield(today), lindqvist(today)]
const origin = 'https://chart.example'
const addressOf = (uuid: string) => `${origin}/openmrs/spa/patient/${uuid}/chart`
const served = [girl, boy].flatMap(chart => answersAbout(chart, today))

/** A page of OpenMRS whose address the test moves, and a server whose answers it may hold back. */
function open() {
	const at = { address: addressOf(girl.uuid) }
	const asked: string[] = []
	let hold: Promise<void> = Promise.resolve()
	vi.stubGlobal('fetch', async (url: URL, { signal }: { signal: AbortSignal }) => {
		asked.push(url.pathname + url.search)
		await hold
		signal.throwIfAborted()
		const found = served.find(one => {
			const other = new URL(one.url)
			return (
				other.pathname === url.pathname &&
				other.searchParams.get('patient') === url.searchParams.get('patient') &&
				(other.searchParams.get('concept') ?? '') === (url.searchParams.get('concept') ?? '')
			)
		})
		return new Response(found?.json ?? '{}', { status: found ? 200 : 404 })
	})
	const identified: string[] = []
	const chart = new OpenChart({
		page: { querySelector: () => ({}) as never },
		address: () => at.address,
		identify: async (_, person) => {
			identified.push(person.subject)
			return ok({ binding: `binding-of-${person.subject}`, mark: ['copper', 'heron'] })
		},
		changed: () => undefined,
		left: () => undefined,
	})
	const holdAnswers = (): (() => void) => {
		let release: () => void = () => undefined
		hold = new Promise(resolve => (release = resolve))
		return release
	}
	return { chart, at, asked, identified, holdAnswers }
}

beforeEach(() => vi.stubGlobal('location', { origin }))
afterEach(() => vi.unstubAllGlobals())

describe('an open chart', () => {
	test('is captured by readings when its page had loaded everything before we came', async () => {
		const { chart } = open()
		const captured = await chart.capture()
		expect(captured.ok && captured.value.subject).toBe(girl.uuid)
		expect(captured.ok && captured.value.sections).toContainEqual({
			section: 'problems',
			status: 'captured',
			rows: 4,
		})
		expect(captured.ok && captured.value.sections).toContainEqual({
			section: 'procedures',
			status: 'not-available',
			rows: 0,
		})
	})

	test('that changes while it is being captured gives nothing, and the other holds nothing of it', async () => {
		const { chart, at, holdAnswers } = open()
		const release = holdAnswers()
		const capturing = chart.capture()
		at.address = addressOf(boy.uuid)
		chart.look()
		release()
		expect(await capturing).toEqual({ ok: false, error: { kind: 'chart-changed' } })
		expect(chart.state.kept.size).toBe(0)
		expect(chart.report()).toMatchObject({ binding: null, readable: 0, locked: false })
	})

	test('notices another address at an answer, before any event tells', async () => {
		const { chart, at } = open()
		at.address = addressOf(boy.uuid)
		for (const { url, json } of answersAbout(girl, today)) chart.hear(url, 200, json)
		expect(chart.state).toMatchObject({ subject: boy.uuid, kept: new Map() })
	})

	test('is locked after a capture until its patient is shown again', async () => {
		const { chart, at } = open()
		await chart.capture()
		at.address = addressOf(boy.uuid)
		chart.look()
		expect(chart.report()).toMatchObject({ locked: true, binding: null, readable: 0 })
		at.address = addressOf(girl.uuid)
		chart.look()
		expect(chart.report().locked).toBe(false)
	})

	test('asks who it is about once its page has had its time, and nothing else', async () => {
		const { chart, asked, identified } = open()
		await chart.firstLook()
		expect(asked).toHaveLength(2)
		expect(identified).toContain(girl.uuid)
	})

	test('hears no other origin, no failed answer and nothing outside the interfaces', () => {
		const { chart } = open()
		const [patient] = answersAbout(girl, today)
		chart.hear(`https://elsewhere.example${patient?.path}`, 200, patient?.json ?? '')
		chart.hear(patient?.url ?? '', 500, patient?.json ?? '')
		chart.hear(`${origin}/openmrs/spa/Patient`, 200, patient?.json ?? '')
		expect(chart.state.kept.size).toBe(0)
		chart.hear(patient?.url ?? '', 200, patient?.json ?? '')
		expect(chart.state.kept.size).toBe(1)
	})
})

describe('a further page', () => {
	const first = '/openmrs/ws/fhir2/R4/Condition?patient=x'
	const link = (url: string) => ({ link: [{ relation: 'next', url }] })

	test.each([
		[
			'on the same interface',
			link(`${origin}/openmrs/ws/fhir2/R4?page=2`.replace('R4?', 'R4/Condition?')),
			true,
		],
		['under the name a proxy hides', link('http://internal:8080/openmrs/ws/fhir2/R4/Condition?page=2'), true],
		['with doubled slashes', link('/openmrs//ws/fhir2/R4/Condition?page=2'), true],
		[
			'of OpenMRS’s own lists',
			{ links: [{ rel: 'next', uri: '/openmrs/ws/fhir2/R4/Condition?page=2' }] },
			true,
		],
		['elsewhere on the server', link(`${origin}/logout?page=2`), false],
		['that is no address', link('http://['), false],
		['that is missing', {}, false],
	])('%s', (_, json, followed) => {
		expect(nextPage(json, first)).toBe(followed ? '/openmrs/ws/fhir2/R4/Condition?page=2' : undefined)
	})
})
