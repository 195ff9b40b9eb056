import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, askDirect } from './ask.ts'
import { type Chromium, startChromium } from './chromium.ts'
import { until } from './poll.ts'
import { found } from './profile.ts'

const passphrase = 'seven quiet harbours at dusk'
const binding = 'bm90LWEtcmVhbC1iaW5kaW5nLWJ1dC1sb25n'
const confirmed = {
	binding,
	mark: ['copper', 'heron'],
	findings: [
		{
			term: 'HP:0001250',
			label: 'Zyphoric seizure of no ontology',
			state: 'observed',
			proposed: 'observed',
			sources: [{ section: 'problems', title: 'Row of an invented chart', row: 'Condition/zy-1' }],
		},
	],
	genes: [{ hgnc: 1424, symbol: 'CAD' }],
	sex: 'female',
	ageBand: '5 to 9 years',
	onset: 0,
	response: 'not-recorded',
	narrative: 'Amara Whitfield (demo) stopped naming colours in the spring',
}
const profile = mkdtempSync(join(tmpdir(), 'mednexus-vault-'))
let chromium: Chromium
let panel: Page

beforeAll(async () => {
	chromium = await startChromium({ profile })
	panel = await chromium.openPanel(await chromium.context.newPage())
})
afterAll(async () => {
	await chromium?.close()
	rmSync(profile, { recursive: true, force: true, maxRetries: 3 })
})

const vault = (name: string, body?: unknown) =>
	askDirect(panel, { to: 'worker', name: `vault/${name}`, body })
const state = () => ask(panel, { to: 'worker', name: 'vault/state' })
const wake = () => ask(panel, { to: 'worker', name: 'engine/wake' })
const current = () => ask(panel, { to: 'engine', name: 'cases/current', body: { binding } })
const locked = { ok: false, error: { kind: 'locked' } }
/** The root as the browser keeps it for the session: read here only to look for it on disk. */
const rootInMemory = async (): Promise<string> =>
	(await panel.evaluate(async () => (await chrome.storage.session.get('vault-root'))['vault-root'])) as string

describe('a device vault', () => {
	test('is made by a long enough passphrase and opens the engine', async () => {
		expect(await vault('create', { passphrase: 'too short' })).toMatchObject({
			error: { kind: 'passphrase-too-short' },
		})
		expect(await state()).toEqual({ ok: true, value: { state: 'none' } })
		expect(await vault('create', { passphrase })).toMatchObject({ ok: true })
		expect(await vault('create', { passphrase })).toMatchObject({ error: { kind: 'vault-exists' } })
		await wake()
		expect(await ask(panel, { to: 'engine', name: 'cases/confirm', body: confirmed })).toMatchObject({
			ok: true,
		})
	})

	test('stays open, and its engine at work, when the browser ends the service worker', async () => {
		await chromium.killWorker()
		expect(await current()).toMatchObject({ ok: true, value: { narrative: confirmed.narrative } })
		expect(await state()).toEqual({ ok: true, value: { state: 'unlocked' } })
	})

	test('leaves nothing readable in any file of the profile, open or locked', async () => {
		const root = await rootInMemory()
		const secrets = {
			passphrase,
			root: Buffer.from(root, 'base64url'),
			narrative: confirmed.narrative,
			binding,
			label: 'Zyphoric seizure of no ontology',
			row: 'Row of an invented chart',
		}
		expect(found(profile, secrets)).toEqual([])
		expect(await ask(panel, { to: 'worker', name: 'vault/lock' })).toMatchObject({ ok: true })
		await chromium.close() // everything the browser still meant to write is written now
		expect(found(profile, secrets)).toEqual([])
		// The same search does find what lies there in the clear: the sealed vault file's own words.
		expect(found(profile, { file: 'argon2id' })).not.toEqual([])
		chromium = await startChromium({ profile })
		panel = await chromium.openPanel(await chromium.context.newPage())
	})

	test('gives nothing to anybody until it is opened with the right passphrase', async () => {
		expect(await state()).toEqual({ ok: true, value: { state: 'locked' } })
		expect(await wake()).toEqual(locked)
		expect(await current()).toBeFalsy()
		expect(await vault('unlock', { passphrase: 'seven quiet harbours at noon' })).toMatchObject({
			error: { kind: 'wrong-passphrase' },
		})
		expect(await wake()).toEqual(locked)
		expect(await vault('unlock', { passphrase })).toMatchObject({ ok: true })
		await wake()
		expect(await current()).toMatchObject({ ok: true, value: { narrative: confirmed.narrative } })
	})

	test('hands keys to the engine alone', async () => {
		const body = { deployment: `0x${'00'.repeat(32)}`, path: 'rest/documents' }
		expect(await askDirect(panel, { to: 'worker', name: 'keys/derive-seed', body })).toEqual({
			ok: false,
			error: { kind: 'sender-not-allowed' },
		})
		expect(await ask(panel, { to: 'worker', name: 'keys/derive-seed', body })).toBeFalsy()
	})

	test('locks itself when its alarm rings', async () => {
		expect(await panel.evaluate(async () => (await chrome.alarms.get('lock'))?.name)).toBe('lock')
		await panel.evaluate(() => chrome.alarms.create('lock', { when: Date.now() }))
		await until('the vault to lock', async () => {
			const seen = await state()
			return seen?.ok && (seen.value as { state: string }).state === 'locked'
		})
		expect(await rootInMemory()).toBeUndefined()
		expect(await vault('unlock', { passphrase })).toMatchObject({ ok: true })
	})

	test('takes keys and findings out of memory when it is locked', async () => {
		expect(await ask(panel, { to: 'worker', name: 'vault/lock' })).toMatchObject({ ok: true })
		expect(await rootInMemory()).toBeUndefined()
		const contexts = await panel.evaluate(async () =>
			(await chrome.runtime.getContexts({})).map(one => one.contextType),
		)
		expect(contexts).not.toContain('OFFSCREEN_DOCUMENT')
	})
})
