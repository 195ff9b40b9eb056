import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildPackages } from '#test/commands/build.ts'
import { say } from '#test/commands/progress.ts'
import { startOpenMrs, type RunningOpenMrs } from '#test/ehr/openmrs/start.ts'
import { startNetwork, type LocalNetwork } from '#test/network/network.ts'
import { startWorld, type RunningWorld } from '#test/world/world.ts'
import { playLine, type LineReport } from './line.ts'
import { setStage } from './stage.ts'

const folder = mkdtempSync(join(tmpdir(), 'mednexus-story-'))
let network: LocalNetwork
let world: RunningWorld
let chart: RunningOpenMrs
let report: LineReport

beforeAll(async () => {
	await buildPackages(['chromium'])
	network = await startNetwork({ folder: join(folder, 'network') })
	world = await startWorld(network, { seed: 7, folder: join(folder, 'world') })
	chart = await startOpenMrs()
	const stage = await setStage(world, chart, { pictures: join(folder, 'pictures'), say })
	report = await playLine(stage)
}, 600_000)
afterAll(async () => {
	await chart?.stop()
	await world?.stop()
	await network?.stop()
	rmSync(folder, { recursive: true, force: true })
})

describe('from a chart in New York to an answer from Bengaluru, by keyboard alone', () => {
	test('every finding that the chart offers names the row it came from', () => {
		expect(report.findings.length).toBeGreaterThanOrEqual(9)
		expect(report.findings.filter(({ source }) => source === '')).toEqual([])
		expect(new Set(report.findings.map(({ state }) => state))).toEqual(new Set(['suggested']))
	})

	test('the two story cases stand first with the gene, and not both without it', () => {
		const { byFindings, withGene } = report.ranks
		expect(Math.max(withGene.reykjavik ?? 99, withGene.bengaluru ?? 99)).toBeLessThanOrEqual(3)
		expect(Math.max(byFindings.reykjavik ?? 99, byFindings.bengaluru ?? 99)).toBeGreaterThan(3)
	})

	test('what was previewed is what was sealed, and what a device in Bengaluru opened', () => {
		expect(report.preview.hash).toMatch(/^0x[0-9a-f]{64}$/)
		expect(report.published.hash).toBe(report.preview.hash)
		expect(report.published.openedHash).toBe(report.preview.hash)
	})

	test('segment and record are read back under their roots', () => {
		expect(report.segment.bytes).toBeGreaterThan(report.preview.bytes)
		expect(report.record.bytes).toBeGreaterThan(0)
	})

	test('the question and its answer are signed by two different members', () => {
		expect(report.ask.signer).toMatch(/^0x[0-9a-f]{40}$/)
		expect(report.answer.signer).toMatch(/^0x[0-9a-f]{40}$/)
		expect(report.answer.signer).not.toBe(report.ask.signer)
		expect(report.answer.said).toContain('Seizures stopped in the third week')
	})
})
