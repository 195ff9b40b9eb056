import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalNetwork, startNetwork } from '#test/network/network.ts'
import { demoCases } from '#test/world/cases.ts'
import { demoInstitutions } from '#test/world/institutions.ts'
import { type RunningWorld, startWorld } from '#test/world/world.ts'
import { ask } from './ask.ts'
import { type Chromium, startChromium } from './chromium.ts'
import { joinWorld, type Member } from './member.ts'
import { until } from './poll.ts'
import { type RecordingProxy, startRecordingProxy } from './recording-proxy.ts'
import { chartPath, type Site, startSite } from './site-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'mednexus-searching-'))
/** Twenty queries that differ, each from a case of its own. */
const queries = demoCases(11).slice(0, 20)
let network: LocalNetwork
let world: RunningWorld
let site: Site
let proxy: RecordingProxy
let chromium: Chromium
let member: Member
let panel: Page
let binding: string

beforeAll(async () => {
	;[network, site, proxy] = await Promise.all([startNetwork(), startSite(), startRecordingProxy()])
	world = await startWorld(network, { seed: 7, folder, institutions: demoInstitutions.slice(0, 3) })
	chromium = await startChromium({ grant: ['http://localhost'], proxy: proxy.address })
	member = await joinWorld(chromium, world, 1)
	const chart = await chromium.context.newPage()
	await chart.goto(site.at('localhost') + chartPath)
	panel = await chromium.openPanel(chart)
	await panel.evaluate(() => chrome.permissions.request({ origins: ['http://localhost/*'] }))
	await ask(panel, { to: 'worker', name: 'sites/granted', body: { origin: site.at('localhost') } })
	await chart.reload()
	const tab = Number(new URL(panel.url()).searchParams.get('tab'))
	binding = await until('the chart to be bound', async () => {
		const seen = await ask(panel, { to: 'worker', name: 'chart/of-tab', body: { tab } })
		return (
			(seen?.ok && (seen.value as { report: { binding: string | null } | null }).report?.binding) || undefined
		)
	})
})
afterAll(async () => {
	await chromium?.close()
	await proxy?.close()
	await world?.stop()
	await site?.close()
	await network?.stop()
	rmSync(folder, { recursive: true, force: true })
})

/** One search as a clinician does it: opens the list, explains and judges so many, filters by the other way. */
async function search(query: (typeof queries)[number], most: number): Promise<number> {
	await member.confirm(query, binding)
	await panel.reload()
	await panel
		.getByRole('button', { name: 'Similar' })
		.or(panel.getByRole('tab', { name: 'Similar' }))
		.first()
		.click()
	await panel.locator('li[data-handle]').first().waitFor()
	const shown = Math.min(most, await panel.locator('li[data-handle]').count())
	for (let match = 0; match < shown; match++) {
		await panel.keyboard.press('e')
		if (match % 7 === 0) await panel.keyboard.press('r')
		await panel.keyboard.press('e')
		await panel.keyboard.press('j')
	}
	await panel.locator('input[type=radio][value=findings]').check({ force: true })
	await panel.locator('li[data-handle]').first().waitFor()
	return shown
}

describe('searching, behind a proxy that writes down every byte', () => {
	test('the proxy sees what the product does ask for: a sync', async () => {
		proxy.clear()
		await member.sync()
		expect(proxy.record().length).toBeGreaterThan(0)
	})

	test('twenty different searches leave the same bytes as none', async () => {
		await panel.bringToFront()
		proxy.clear()
		await panel.reload()
		await panel.locator('body').waitFor()
		const idle = proxy.record()

		const matches: number[] = []
		for (const [place, query] of queries.entries()) {
			proxy.clear()
			matches.push(await search(query, place === 0 ? 20 : 1))
			expect(proxy.record()).toEqual(idle)
		}
		expect(matches).toEqual([20, ...Array.from({ length: 19 }, () => 1)])
		expect(idle).toEqual([])
	})
})
