import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draftAnswer, sendAnswer } from '#shared/actions/asks/answer-ask.ts'
import { keptAsk, keptAsks } from '#shared/actions/asks/kept-ask.ts'
import { draftAsk, sendAsk } from '#shared/actions/asks/send-ask.ts'
import { ownMembership } from '#shared/actions/member/member.ts'
import { previewCard } from '#shared/actions/member/preview-card.ts'
import { draftPublication, runPublication } from '#shared/actions/member/publish-case.ts'
import { recordConsent, withdrawConsent } from '#shared/actions/member/record-consent.ts'
import { heldIndex } from '#shared/actions/member/read-segments.ts'
import { narrativePart } from '#shared/actions/member/seal-record.ts'
import { sync } from '#shared/actions/member/sync.ts'
import { heldRegistry } from '#shared/actions/registry-document.ts'
import type { Hex } from '#shared/kernel/bytes.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import { Secret } from '#shared/kernel/secret.ts'
import { createEngine } from '#shared/matching/engine.ts'
import { Ontology } from '#shared/ontology/ontology.ts'
import { starterPack } from '#shared/ontology/starter/starter.ts'
import { startNetwork, type LocalNetwork } from '#test/network/network.ts'
import { enrolled, joinDevice, type Device } from '#test/world/device.ts'
import { demoInstitutions } from '#test/world/institutions.ts'
import { must } from '#test/world/seed.ts'
import { confirmedCase, storyCase, wholeConsent } from '#test/world/story-case.ts'
import { startWorld, type RunningWorld } from '#test/world/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'mednexus-line-'))
const seed = 7
const ours = storyCase('new-york', seed)
const theirs = storyCase('bengaluru', seed)
let network: LocalNetwork
let world: RunningWorld
let newYork: Device
let bengaluru: Device

const judges = { risk: () => 12, decide: () => 'allow', pair: () => true }
const confirmed = () => confirmedCase(ours, 'case-1')
const synced = async ({ ports }: Device) => must(await sync(ports, { demo: true }), 'sync')
beforeAll(async () => {
	network = await startNetwork()
	world = await startWorld(network, { seed, folder, institutions: demoInstitutions.slice(0, 3) })
	const root = () => new Secret(systemRandom.bytes(32))
	newYork = await joinDevice(await world.invitation(1), root())
	bengaluru = await joinDevice(await world.invitation(3), root())
})
afterAll(async () => {
	await world?.stop()
	await network?.stop()
	rmSync(folder, { recursive: true, force: true })
})

describe('the line from New York to Bengaluru', () => {
	let handle: Hex
	let ask: Hex

	test('a device that joined finds the cards of the other institutions', async () => {
		const state = await enrolled(newYork, world)
		expect(state.left).toEqual([])
		const { cards } = await heldIndex(newYork.ports)
		expect(new Set(cards.map(({ institution }) => institution.id))).toEqual(new Set([1, 2, 3]))
		const engine = createEngine(new Ontology(starterPack()), cards)
		const { matches } = engine.search({
			observed: ours.observed,
			excluded: ours.excluded,
			genes: ours.genes,
			by: 'findings-and-gene',
		})
		const places = matches.filter(({ genes }) => genes.some(({ hgnc }) => hgnc === 1424))
		expect(places.map(({ institution }) => institution.id).sort()).toEqual([2, 3])
		await enrolled(bengaluru, world)
	})

	test('a case is published as exactly the bytes that were shown', async () => {
		const { ports } = newYork
		const consented = must(await recordConsent(ports, 'case-1', wholeConsent()), 'consent')
		expect(consented.state).toBe('live')
		handle = consented.consent.handle
		const registry = await heldRegistry(ports)
		const preview = must(
			await previewCard(ports, registry, confirmed(), consented.consent, judges),
			'preview',
		)
		expect(preview.readers).toEqual({ allowed: 2, of: 2, refused: [] })
		expect(preview.fields.at(-1)?.to).toBe(preview.bytes.length)
		const parts = [narrativePart(confirmed().narrative)]
		const drafted = must(
			await draftPublication(ports, registry, consented.consent, preview.bytes, parts),
			'draft',
		)
		expect(drafted.hash).toBe(preview.hash)
		const done = must(await runPublication(ports, handle, { jitterMs: 100 }), 'publish')
		expect(done.segmentRoot).toMatch(/^0x/)
		await synced(newYork)
		const after = await heldRegistry(ports)
		expect(after.records[done.record?.record as Hex]?.root).toBe(done.record?.root)
		expect(after.heads['1/0']?.root).toBe(done.segmentRoot)
	})

	test('the other institution’s members see the card after the next sync', async () => {
		await world.syncNow()
		await synced(bengaluru)
		const { cards } = await heldIndex(bengaluru.ports)
		expect(cards.find(card => card.handle === handle)).toMatchObject({
			institution: { id: 1 },
			genes: ours.genes,
		})
	})

	test('a question is asked and answered, and both signatures stand on chain', async () => {
		const { cards } = await heldIndex(newYork.ports)
		const card = cards.find(each => each.institution.id === 3 && each.genes.some(({ hgnc }) => hgnc === 1424))
		expect(card?.observed).toEqual(theirs.observed)
		const asking = await ownMembership(newYork.ports, 'sign/member/0')
		if (!asking || !card) throw new Error('cannot ask')
		const question = {
			to: 3,
			card: card.handle as Hex,
			text: 'Did uridine help?',
			by: 'Dr Ines Calloway',
			decision: { outcome: 'allow' },
		}
		const registry = await heldRegistry(newYork.ports)
		ask = must(await draftAsk(newYork.ports, registry, asking, question), 'draft ask').ask
		must(await sendAsk(newYork.ports, ask, asking), 'ask')

		expect((await synced(bengaluru)).newAsks).toBe(1)
		const [received] = await keptAsks(bengaluru.ports)
		expect(received).toMatchObject({ direction: 'received', question: { text: 'Did uridine help?' } })
		const answering = await ownMembership(bengaluru.ports, 'sign/member/0')
		if (!answering) throw new Error('cannot answer')
		const reply = {
			outcome: 'yes',
			text: 'Seizures stopped in the second week.',
			response: 'improved',
			by: 'Dr Anand Rao',
			decision: { outcome: 'allow' },
		} as const
		const seen = await heldRegistry(bengaluru.ports)
		must(await draftAnswer(bengaluru.ports, seen, answering, ask, reply), 'draft answer')
		must(await sendAnswer(bengaluru.ports, seen, ask, answering), 'answer')

		expect((await synced(newYork)).newAnswers).toBe(1)
		const both = [newYork, bengaluru].map(
			async ({ ports }) => (await ports.keys.signer('sign/member/0')).address,
		)
		const [asker, answerer] = await Promise.all(both)
		expect(await keptAsk(newYork.ports, ask)).toMatchObject({
			askSigner: asker,
			answerSigner: answerer,
			answer: { outcome: 1, response: 'improved' },
		})
	})

	test('a withdrawn consent hides the card at the next sync, everywhere', async () => {
		must(await withdrawConsent(newYork.ports, handle), 'withdraw')
		for (const device of [newYork, bengaluru]) {
			await synced(device)
			const { cards } = await heldIndex(device.ports)
			expect(cards.some(card => card.handle === handle)).toBe(false)
		}
	})
})
