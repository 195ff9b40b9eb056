import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { heldIndex, type HeldSegment } from '#shared/actions/member/read-segments.ts'
import { sync } from '#shared/actions/member/sync.ts'
import { cardHash } from '#shared/crypto/card.ts'
import { fromBase64url, fromHex, toHex } from '#shared/kernel/bytes.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import { Secret } from '#shared/kernel/secret.ts'
import { type LocalNetwork, startNetwork } from '#test/network/network.ts'
import { type Device, enrolled, joinDevice } from '#test/world/device.ts'
import { demoInstitutions } from '#test/world/institutions.ts'
import { must } from '#test/world/seed.ts'
import { storyCase } from '#test/world/story-case.ts'
import { type RunningWorld, startWorld } from '#test/world/world.ts'
import { ask } from './ask.ts'
import { type Chromium, startChromium } from './chromium.ts'
import { joinWorld, type Member } from './member.ts'
import { until } from './poll.ts'
import { found } from './profile.ts'

const folder = mkdtempSync(join(tmpdir(), 'mednexus-publishing-'))
const profile = join(folder, 'profile')
let network: LocalNetwork
let world: RunningWorld
let chromium: Chromium
let member: Member
/** Bengaluru, without a browser: opens what New York published. */
let reader: Device

beforeAll(async () => {
	network = await startNetwork()
	world = await startWorld(network, { seed: 7, folder, institutions: demoInstitutions.slice(0, 3) })
	chromium = await startChromium({ profile })
	member = await joinWorld(chromium, world, 1)
	reader = await joinDevice(await world.invitation(3), new Secret(systemRandom.bytes(32)))
	await enrolled(reader, world)
})
afterAll(async () => {
	await chromium?.close()
	await world?.stop()
	await network?.stop()
	rmSync(folder, { recursive: true, force: true })
})

interface Preview {
	readonly bytes: string
	readonly hash: string
	readonly record: readonly unknown[]
}
interface Left {
	readonly left: readonly { readonly what: string; readonly bytes: number }[]
	readonly waiting: number
}

/** A confirmed case with a live consent, ready to publish. */
async function prepare(binding: string): Promise<{ readonly handle: string; readonly preview: Preview }> {
	await member.confirm(storyCase('new-york'), binding, 'Invented words of an invented chart')
	const handle = await member.consent(binding)
	return { handle, preview: await member.engine<Preview>('publishing/preview', { binding }) }
}

/** Begins to publish as the panel does, and resolves when the engine tells this step. */
const publishUntil = (binding: string, hash: string, step: string): Promise<unknown> =>
	member.panel.evaluate(
		([body, awaited]) =>
			new Promise(resolve => {
				const port = chrome.runtime.connect({ name: 'mednexus/1/publishing/publish' })
				port.onMessage.addListener(({ progress, result }) => {
					if (progress === awaited || result) resolve(result ?? progress)
				})
				port.postMessage(body)
			}),
		[{ binding, hash }, step] as const,
	)

/** What left for one case, once nothing of it waits any more. */
const departed = (binding: string): Promise<readonly string[]> =>
	until(
		'the publication to be done',
		async () => {
			const answer = await member.result('device/status', { binding })
			const { left, waiting } = answer?.ok ? (answer.value as Left) : { left: [], waiting: 1 }
			const what = left.map(each => each.what)
			return waiting === 0 && what.includes('record') && what
		},
		60_000,
	)

/** Hashes of the cards under a handle that another institution's device opened. */
async function openedBy(device: Device, handle: string): Promise<readonly string[]> {
	const { ports } = device
	const deployment = ports.ledger.contracts.deployment.id
	return until(
		'the card to be read in Bengaluru',
		async () => {
			await world.syncNow([3])
			must(await sync(ports, { demo: true }), 'sync')
			const segment = await ports.documents.get<HeldSegment>('segment/1/0')
			const cards = segment?.cards.filter(card => toHex(card.slice(0, 16)) === handle) ?? []
			return cards.length > 0 && cards.map(card => cardHash(deployment, card))
		},
		60_000,
	)
}

describe('publishing', () => {
	test('sends exactly the previewed bytes, and refuses others', async () => {
		const binding = 'cHVibGlzaGluZy10ZXN0LW51bWJlci1vbmU'
		const { handle, preview } = await prepare(binding)
		expect(preview.record).toHaveLength(1)
		expect(await publishUntil(binding, `0x${'00'.repeat(32)}`, 'never')).toEqual({
			ok: false,
			error: { kind: 'preview-changed' },
		})
		expect(await publishUntil(binding, preview.hash, 'done')).toBe('done')
		expect(await openedBy(reader, handle)).toEqual([preview.hash])
		expect(await departed(binding)).toEqual(['consent', 'card', 'record'])
		expect(fromHex(preview.hash, 32)).toBeDefined()
	})

	test('happens once although the browser ends the service worker in the middle', async () => {
		const binding = 'cHVibGlzaGluZy10ZXN0LW51bWJlci10d28'
		const { handle, preview } = await prepare(binding)
		await publishUntil(binding, preview.hash, 'uploading')
		await chromium.killWorker()
		expect(await departed(binding)).toEqual(['consent', 'card', 'record'])
		expect(await openedBy(reader, handle)).toEqual([preview.hash])
	})

	test.each(['sealing', 'uploading', 'publishing'])(
		'happens once although worker and engine end while it is %s',
		async step => {
			const binding = `cHVibGlzaGluZy10ZXN0LW-${step}`
			const { handle, preview } = await prepare(binding)
			await publishUntil(binding, preview.hash, step)
			await member.panel.evaluate(() => chrome.offscreen.closeDocument())
			await chromium.killWorker()
			// The alarm would wake the engine within a minute; whoever needs it first does so at once.
			expect(await ask(member.panel, { to: 'worker', name: 'engine/wake' })).toMatchObject({ ok: true })
			expect(await departed(binding)).toEqual(['consent', 'card', 'record'])
			expect(await openedBy(reader, handle)).toEqual([preview.hash])
		},
	)

	test('leaves an alarm behind only while something is unfinished', async () => {
		const alarms = await member.panel.evaluate(async () =>
			(await chrome.alarms.getAll()).map(alarm => alarm.name),
		)
		expect(alarms).toContain('sync')
		expect(alarms).not.toContain('resume')
	})

	test('leaves no card, finding or word readable in the profile once the vault is locked', async () => {
		const { panel } = member
		const binding = 'cHVibGlzaGluZy10ZXN0LW51bWJlci1vbmU'
		const preview = await member.engine<Preview>('publishing/preview', { binding })
		const root = await panel.evaluate(
			async () => (await chrome.storage.session.get('vault-root'))['vault-root'],
		)
		const card = fromBase64url(preview.bytes) as Uint8Array
		const { cards } = await heldIndex(reader.ports)
		const theirs = cards.find(({ institution }) => institution.id === 2)
		expect(await ask(panel, { to: 'worker', name: 'vault/lock' })).toMatchObject({ ok: true })
		await chromium.close()
		const secrets = {
			passphrase: 'invented quartz lantern meadow',
			root: fromBase64url(root as string) as Uint8Array,
			narrative: 'Invented words of an invented chart',
			'own card': card,
			'findings of a card': card.slice(22),
			binding,
			'another card’s findings': JSON.stringify(theirs?.observed),
			capability: 'mnxreceipt1',
		}
		expect(found(profile, secrets)).toEqual([])
		expect(found(profile, { 'the sealed vault file': 'argon2id' })).not.toEqual([])
	})
})
