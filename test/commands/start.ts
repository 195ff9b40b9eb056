import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { starterPack } from '#shared/ontology/starter/starter.ts'
import { findBrowser } from '../browser/find.ts'
import { startOpenMrs } from '../ehr/openmrs/start.ts'
import { startNetwork } from '../network/network.ts'
import { playLine } from '../stories/line.ts'
import { setStage } from '../stories/stage.ts'
import { startWorld } from '../world/world.ts'
import { buildPackages } from './build.ts'
import { dayOnePack } from './day-one.ts'
import { openForNewcomer } from './newcomer.ts'
import { say, timed } from './progress.ts'

const { values } = parseArgs({
	options: {
		once: { type: 'boolean', default: false },
		story: { type: 'string', default: 'line' },
		seed: { type: 'string', default: '7' },
		folder: { type: 'string', default: '.local' },
		pictures: { type: 'string', default: '.local/pictures' },
		ontology: { type: 'string' },
		library: { type: 'string' },
	},
})
const seed = Number(values.seed)
if (!Number.isSafeInteger(seed)) stop('--seed takes a whole number.')
if (values.story !== 'line') stop(`There is no story "${values.story}". Known: line.`)
for (const file of [values.ontology, values.library])
	if (file !== undefined && !existsSync(file)) stop(`${file} is not there.`)

const began = performance.now()
findBrowser('chromium')
const ontology = await step('Looking for the ontology and published cases', () =>
	dayOnePack({
		ontology: values.ontology,
		library: values.library,
		folder: resolve(values.folder, 'sources'),
		say: line => say(`  ${line}`),
	}),
).catch((thrown: unknown) =>
	stop(thrown instanceof Error ? thrown.message : 'The ontology could not be read.'),
)
await step('Building the extension', () => buildPackages(['chromium']))
// A story begins in a world of its own: what an earlier one published would be found by the next.
const folder = values.once ? mkdtempSync(join(tmpdir(), 'mednexus-once-')) : resolve(values.folder)
const network = await step('Starting the local 0G network', () =>
	startNetwork({ folder: join(folder, 'network') }),
)
const world = await step('Bringing up the demo world', () =>
	startWorld(network, { seed, folder: join(folder, 'world'), everyMs: values.once ? 0 : 5000, ontology }),
)
const chart = await step('Starting OpenMRS 3', () => startOpenMrs())

if (values.once) await playOnce()
else await stay()

async function playOnce(): Promise<void> {
	try {
		const stage = await setStage(world, chart, { pictures: resolve(values.pictures), say })
		const report = await playLine(stage)
		const { name, version } = world.ontology ?? starterPack().about
		const pack = { name, version, sha256: world.ontology?.sha256 ?? null }
		const seconds = Math.round((performance.now() - began) / 1000)
		console.log(JSON.stringify({ ...report, ontology: pack, seed, seconds }))
	} finally {
		await down()
		rmSync(folder, { recursive: true, force: true })
	}
}

async function stay(): Promise<void> {
	const close = await openForNewcomer(world, chart)
	say('Everything runs on this machine. Press Ctrl+C to stop; the next start goes on where this one was.')
	const ended = new Promise<void>(done => {
		process.once('SIGINT', () => done())
		process.once('SIGTERM', () => done())
	})
	await ended
	await close()
	await down()
}

async function down(): Promise<void> {
	await chart.stop()
	await world.stop()
	await network.stop()
}

async function step<T>(name: string, work: () => T | Promise<T>): Promise<T> {
	const from = performance.now()
	say(`${name} ...`)
	const value = await work()
	say(timed(`  done`, from))
	return value
}

function stop(sentence: string): never {
	say(sentence)
	process.exit(1)
}
