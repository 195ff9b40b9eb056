import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CapturedChart, TabChart } from '#extension/messages/chart.ts'
import { draftOf } from '#shared/case/draft.ts'
import type { Result } from '#shared/kernel/result.ts'
import { logIn } from '#test/ehr/openmrs/log-in.ts'
import { patients, type RunningOpenMrs, startOpenMrs } from '#test/ehr/openmrs/start.ts'
import { vocabulary } from '../shared/text/names.ts'
import { ask } from './ask.ts'
import { type Chromium, startChromium } from './chromium.ts'

const today = new Date()
const dist = process.env.DIST ?? 'dist/chromium'
let openmrs: RunningOpenMrs
let chromium: Chromium
let page: Page
let own: Page
let tab: number

beforeAll(async () => {
	openmrs = await startOpenMrs({ today })
	chromium = await startChromium({ dist, grant: ['http://127.0.0.1'] })
	page = await chromium.context.newPage()
	await page.goto(openmrs.url)
	own = await chromium.openPanel(page)
	tab = await chromium.tabOf(page)
})
afterAll(async () => {
	await chromium?.close()
	await openmrs?.stop()
})

/** What the page itself could notice of us. */
const traces = () =>
	page.evaluate(() => ({
		fetch: String(window.fetch),
		send: String(XMLHttpRequest.prototype.send),
		elements: [...document.documentElement.children].map(element => element.localName),
	}))
const untouched = {
	fetch: 'function fetch() { [native code] }',
	send: 'function send() { [native code] }',
	elements: ['head', 'body'],
}

/** Says what the product would say on a click on "allow": the browser has been told to agree. */
async function grant(): Promise<void> {
	await own.evaluate(() => {
		const button = document.body.appendChild(document.createElement('button'))
		button.id = 'grant'
		button.style.cssText = 'position:fixed;inset:0;z-index:9'
		button.onclick = () =>
			void chrome.permissions
				.request({ origins: ['http://127.0.0.1/*'] })
				.then(granted => button.setAttribute('data-granted', String(granted)))
	})
	await own.bringToFront()
	await own.click('#grant')
	await own.locator('#grant[data-granted="true"]').waitFor()
	const origin = new URL(openmrs.url).origin
	expect(await ask(own, { to: 'worker', name: 'sites/granted', body: { origin } })).toEqual({ ok: true })
	await page.bringToFront()
}
const seen = async (): Promise<TabChart | null> => {
	const answer = (await ask(own, { to: 'worker', name: 'chart/of-tab', body: { tab } })) as Result<TabChart>
	return answer.ok ? answer.value : null
}
/** Speaks to the page's content script as the worker does. */
const toChart = async (name: string, body?: unknown): Promise<Result<unknown>> => {
	const worker = await chromium.worker()
	return worker.evaluate(
		({ tab, message }) => chrome.tabs.sendMessage(tab, message, { frameId: 0 }) as Promise<never>,
		{ tab, message: { v: 1, to: 'content', name, body } },
	)
}
const capture = async (): Promise<CapturedChart> => {
	const answer = (await toChart('chart/read')) as Result<CapturedChart>
	if (!answer.ok) throw new Error(answer.error.kind)
	return answer.value
}
const labels = (captured: CapturedChart): readonly string[] =>
	draftOf(captured, vocabulary, today).findings.map(({ label, proposed }) => `${label}: ${proposed}`)
/** Moves the single-page chart as its own links do, and says when. */
const show = (name: keyof typeof patients): Promise<number> =>
	page.evaluate(
		path => {
			history.pushState({}, '', path)
			const at = Date.now()
			dispatchEvent(new PopStateEvent('popstate'))
			return at
		},
		new URL(openmrs.chartUrl(name)).pathname,
	)

describe.sequential('a chart in OpenMRS 3 behind its login', () => {
	test('is shown to nobody who has not logged in', async () => {
		const base = openmrs.url.replace('/spa/login', '/ws')
		const { uuid } = patients.whitfield(today)
		expect(await (await fetch(`${base}/rest/v1/session`)).json()).toMatchObject({ authenticated: false })
		expect((await fetch(`${base}/fhir2/R4/Patient/${uuid}`)).status).toBe(401)
		const authorization = `Basic ${btoa('admin:Admin123')}`
		const opened = await fetch(`${base}/rest/v1/session`, { headers: { authorization } })
		const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
		expect((await fetch(`${base}/fhir2/R4/Patient/${uuid}`, { headers: { cookie } })).status).toBe(200)
		await fetch(`${base}/rest/v1/session`, { method: 'DELETE', headers: { cookie } })
		expect((await fetch(`${base}/fhir2/R4/Patient/${uuid}`, { headers: { cookie } })).status).toBe(401)
	})

	test('shows no trace of us while its site is not granted', async () => {
		expect(await traces()).toEqual(untouched)
		await logIn(page, openmrs.chartUrl('whitfield'))
		expect(await traces()).toEqual(untouched)
		expect(await seen()).toBeNull()
	})

	test('is recognised as soon as it is granted, although it had loaded before', async () => {
		await grant()
		await expect.poll(async () => (await seen())?.report?.readable, { timeout: 60_000 }).toBe(4)
		expect((await seen())?.report?.mark).toHaveLength(2)
	})

	test('is heard from its first request when it loads again, and names nobody', async () => {
		const before = (await seen())?.report?.binding
		await page.reload()
		await expect.poll(async () => (await seen())?.report?.readable, { timeout: 60_000 }).toBe(11)
		const report = (await seen())?.report
		expect(report).toMatchObject({ adapter: 'openmrs', locked: false, binding: before })
		expect(JSON.stringify(report)).not.toMatch(/Whitfield|Amara|100-0417/)
		expect((await traces()).elements).toEqual(['head', 'body', 'mednexus-overlay'])
	})

	test('is captured whole, completed with the clinician’s own session', async () => {
		const captured = await capture()
		expect(captured.subject).toBe(patients.whitfield(today).uuid)
		expect(labels(captured)).toContain('Cerebellar atrophy: observed')
		expect(labels(captured)).toContain('Increased circulating lactate concentration: excluded')
		expect(labels(captured)).toContain('Nystagmus: uncertain')
		expect(captured.sections).toContainEqual({ section: 'family', status: 'not-available', rows: 0 })
		expect(captured.sections).toContainEqual({ section: 'allergies', status: 'captured', rows: 0 })
		expect(openmrs.requests.some(({ path }) => path.includes('/FamilyMemberHistory'))).toBe(true)
	})

	test('shows the row a finding was read from', async () => {
		const { findings } = draftOf(await capture(), vocabulary, today)
		const row = findings.find(({ label }) => label === 'Ataxia')?.sources[0]?.row
		expect(await toChart('chart/show-row', { row })).toEqual({ ok: true })
		expect(await toChart('chart/show-row', { row: 'Condition/nobody' })).toEqual({
			ok: false,
			error: { kind: 'row-not-on-screen' },
		})
	})

	test('locks within 200 ms when another patient is shown, and nothing crosses', async () => {
		const worker = await chromium.worker()
		await worker.evaluate(() => {
			chrome.runtime.onMessage.addListener((message: { name?: string; body?: { locked?: boolean } }) => {
				if (message.name === 'chart/report' && message.body?.locked)
					void chrome.storage.session.set({ 'test/locked-at': Date.now() })
				return false
			})
		})
		const switched = await show('lindqvist')
		await expect.poll(async () => (await seen())?.report?.locked, { timeout: 20_000 }).toBe(true)
		const { 'test/locked-at': locked } = await worker.evaluate(() =>
			chrome.storage.session.get('test/locked-at'),
		)
		expect(Number(locked) - switched).toBeLessThanOrEqual(200)

		await expect.poll(async () => (await seen())?.report?.binding, { timeout: 60_000 }).toBeTypeOf('string')
		const other = await capture()
		expect(other.subject).toBe(patients.lindqvist(today).uuid)
		expect(labels(other)).toContain('Arachnodactyly: observed')
		expect(labels(other).filter(label => /Ataxia|Anemia|Cerebellar|seizure/.test(label))).toEqual([])
	})

	test('is left alone when the extension goes', async () => {
		const worker = await chromium.worker()
		await worker.evaluate(() => chrome.runtime.reload())
		await expect.poll(traces, { timeout: 20_000 }).toEqual(untouched)
	})
})
