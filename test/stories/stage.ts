import { signerOf } from '#shared/actions/asks/ask-body.ts'
import type { HeldSegment } from '#shared/actions/member/read-segments.ts'
import { sync } from '#shared/actions/member/sync.ts'
import { freshRegistry } from '#shared/actions/registry-document.ts'
import { cardHash, cardIdentity } from '#shared/crypto/card.ts'
import { toHex, type Hex } from '#shared/kernel/bytes.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import { Secret } from '#shared/kernel/secret.ts'
import { zeroGReader } from '#shared/zero-g/zero-g-storage.ts'
import type { RunningOpenMrs } from '#test/ehr/openmrs/start.ts'
import { joinDevice, type Device } from '#test/world/device.ts'
import { must } from '#test/world/seed.ts'
import type { RunningWorld } from '#test/world/world.ts'
import type { Stage } from './line.ts'

/** Larger than any object of the story. */
const most = 16 * 1024 * 1024

/** Sets the stage of a story: two clinicians, and an independent look at what they did. */
export async function setStage(
	world: RunningWorld,
	chart: RunningOpenMrs,
	options: { readonly pictures: string; readonly headed?: boolean; say(line: string): void },
): Promise<Stage> {
	// A third device, in Bengaluru and without a browser, opens what New York published and tells what it finds.
	const witness = await joinDevice(await world.invitation(3), new Secret(systemRandom.bytes(32)))
	const seat = async (institution: number) => ({
		chartUrl: chart.chartUrl('whitfield'),
		invitation: await world.invitation(institution),
		headed: options.headed ?? false,
	})
	return {
		newYork: await seat(1),
		bengaluru: { ...(await seat(3)), chartUrl: chart.chartUrl('lindqvist') },
		settle: () => world.syncNow(),
		async readBack(root) {
			const read = must(await zeroGReader(world.network).get(root as Hex, { most }), 'read back')
			return read.length
		},
		openedBy: handle => openedHash(world, witness, handle),
		async signers() {
			const { ports } = witness
			const registry = must(await freshRegistry(ports), 'registry')
			const [asked] = Object.values(registry.asks)
			const answered = asked && registry.answers[asked.ask]
			return {
				ask: (asked && signerOf(ports, asked)) ?? null,
				answer: (answered && signerOf(ports, answered)) ?? null,
			}
		},
		pictures: options.pictures,
		say: options.say,
	}
}

async function openedHash(
	world: RunningWorld,
	{ ports }: Device,
	handle: string,
): Promise<string | undefined> {
	const deadline = Date.now() + 60_000
	while (Date.now() < deadline) {
		await world.syncNow([3])
		must(await sync(ports, { demo: true }), 'sync of the witness')
		const segment = await ports.documents.get<HeldSegment>('segment/1/0')
		const card = segment?.cards.find(each => {
			const identity = cardIdentity(each)
			return identity !== undefined && toHex(handleOf(each)) === handle
		})
		if (card) return cardHash(ports.ledger.contracts.deployment.id, card)
	}
	return undefined
}

/** A card begins with its 16-byte handle (protocol 5.3). */
const handleOf = (card: Uint8Array): Uint8Array => card.slice(0, 16)
