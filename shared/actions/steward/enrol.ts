import { toHex } from '../../kernel/bytes.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { decodeKeyFile, fingerprint, keyKinds } from '../../crypto/key-file.ts'
import { enrolMember, feedClass } from '../../crypto/member-feed.ts'
import { topUp } from '../../ledger/calls.ts'
import { audienceClasses } from '../../ledger/read-registry.ts'
import { headKey, type Registry } from '../../ledger/registry.ts'
import { memberPathList, memberPaths, type Approval, type JoinRequest, type JoinState } from '../joining.ts'
import { deploymentOf } from '../ports.ts'
import { freshRegistry } from '../registry-document.ts'
import { leavesOf, membershipOf, publishMembers, setLeaves } from './member-list.ts'
import { publishFeed, type FeedError } from './publish-feed.ts'
import { demandNewEpoch, publishRelease, type ReleaseError } from './publish-release.ts'
import { ownInstitution, type StewardPorts } from './steward.ts'

/** A device that asked to join. Its leaves stand in the member list under its fingerprint. */
export interface Device {
	readonly fingerprint: string
	/** The clinician, as the officer who wrote the invitation named them. */
	readonly name: string
	readonly request: JoinRequest
	readonly state: 'waiting' | 'enrolling' | 'approved' | 'removed'
	readonly slot: number
	readonly exchange: Uint8Array | null
}
const deviceName = (print: string): string => `device/${print.replaceAll(' ', '')}`
const invitationName = (code: string): string => `invitation/${code}`

/** Why a device may not wait for an officer. */
export interface JoinRefused {
	readonly kind: 'unknown-code' | 'code-used' | 'wrong-key'
}

/** An officer invites a clinician: the code is good for one device. */
export const invite = (ports: StewardPorts, code: string, clinician: string): Promise<void> =>
	ports.documents.put(invitationName(code), { clinician, device: null })

/** Takes a device's request. The same request again answers the same fingerprint. */
export async function requestToJoin(
	ports: StewardPorts,
	request: JoinRequest,
): Promise<Result<{ readonly fingerprint: string }, JoinRefused>> {
	const invitation = await ports.documents.get<{ clinician: string; device: string | null }>(
		invitationName(request.code),
	)
	if (!invitation) return err({ kind: 'unknown-code' })
	const key = decodeKeyFile(request.keyFile)
	const proper =
		key.ok && key.value.kind === keyKinds.memberDevice && key.value.institution === ports.institution
	if (!proper) return err({ kind: 'wrong-key' })
	const print = fingerprint(request.keyFile)
	if (invitation.device === print) return ok({ fingerprint: print })
	if (invitation.device !== null) return err({ kind: 'code-used' })
	const device: Device = {
		fingerprint: print,
		name: invitation.clinician,
		request,
		state: 'waiting',
		slot: 0,
		exchange: null,
	}
	await ports.documents.put(deviceName(print), device)
	await ports.documents.put(invitationName(request.code), { ...invitation, device: print })
	return ok({ fingerprint: print })
}

export async function devices(ports: StewardPorts): Promise<readonly Device[]> {
	const names = await ports.documents.list('device/')
	const found = await Promise.all(names.map(name => ports.documents.get<Device>(name)))
	return found.filter(device => device !== undefined)
}

/** Feed slots of everyone enrolled, ascending. */
export const feedSlots = async (ports: StewardPorts): Promise<readonly number[]> =>
	(await devices(ports))
		.filter(({ state }) => state === 'enrolling' || state === 'approved')
		.map(({ slot }) => slot)
		.sort((a, b) => a - b)

/**
 * What an officer does who saw the same fingerprint on the device: gives a slot and leaves, publishes the member set,
 * pays the first gas, and writes the slot into the next epoch of the feed. Can be taken up again at any point.
 */
export async function approveDevice(
	ports: StewardPorts,
	print: string,
): Promise<Result<void, FeedError | JoinRefused>> {
	const device = await ports.documents.get<Device>(deviceName(print))
	if (!device) return err({ kind: 'wrong-key' })
	if (device.state === 'approved') return ok(undefined)
	if (device.state === 'removed') return err({ kind: 'code-used' })
	const registry = await freshRegistry(ports)
	if (!registry.ok) return registry
	const enrolled = await giveSlot(ports, registry.value, device)
	if (!enrolled.ok) return enrolled
	if ((await leavesOf(ports, print)).length === 0) {
		const addresses = memberPathList.map(path => ({
			path,
			address: device.request.addresses[path],
			scopes: memberPaths[path],
		}))
		await setLeaves(ports, print, addresses, registry.value.time + ports.pace.membership)
	}
	const published = await publishMembers(ports, registry.value)
	if (!published.ok) return published
	const after = await freshRegistry(ports)
	if (!after.ok) return after
	await payFirstGas(ports, after.value, device)
	const fed = await publishFeed(ports, await feedSlots(ports))
	if (!fed.ok) return fed
	await ports.documents.put(deviceName(print), { ...enrolled.value, state: 'approved' })
	return ok(undefined)
}

async function giveSlot(
	ports: StewardPorts,
	registry: Registry,
	device: Device,
): Promise<Result<Device, JoinRefused>> {
	if (device.state === 'enrolling') return ok(device)
	const taken = (await devices(ports)).map(({ slot }) => slot)
	const slot = Math.max(0, ...taken) + 1
	const feedEpoch = (registry.heads[headKey(ports.institution, feedClass)]?.epoch ?? 0) + 1
	const { keyFile } = device.request
	const enrolment = enrolMember(deploymentOf(ports), { keyFile, slot, feedEpoch }, ports.random)
	if (!enrolment.ok) return err({ kind: 'wrong-key' })
	const held = await ports.ratchet.read()
	held.setPairs(ports.institution, slot, feedClass, [enrolment.value.chain])
	await ports.ratchet.write(held)
	const enrolled: Device = { ...device, state: 'enrolling', slot, exchange: enrolment.value.exchangeFile }
	await ports.documents.put(deviceName(device.fingerprint), enrolled)
	return ok(enrolled)
}

/** From the tank, in equal amounts. An address that has enough already is none of our business. */
async function payFirstGas(ports: StewardPorts, registry: Registry, device: Device): Promise<void> {
	const sender = await ports.keys.signer('tx/anchor/0')
	for (const path of memberPathList) {
		const by = await membershipOf(ports, registry, device.fingerprint, path)
		const address = device.request.addresses[path]
		if (by && path !== 'sign/member/0') {
			await ports.ledger.send(topUp(ports.ledger.contracts, sender, address, by))
		}
	}
}

/**
 * Shuts a device out: its leaves leave the member set, its slot leaves the feed, and as it may hold the chains to publish
 * with, every own class opens a new epoch. What it has read it has read.
 */
export async function removeDevice(
	ports: StewardPorts,
	print: string,
): Promise<Result<void, ReleaseError | JoinRefused>> {
	const device = await ports.documents.get<Device>(deviceName(print))
	if (!device) return err({ kind: 'wrong-key' })
	await ports.documents.put(deviceName(print), { ...device, state: 'removed' })
	for (const audience of audienceClasses) await demandNewEpoch(ports, audience)
	await setLeaves(ports, device.fingerprint, [], 0)
	const held = await ports.ratchet.read()
	held.dropPairs(ports.institution, device.slot, feedClass)
	await ports.ratchet.write(held)
	const registry = await freshRegistry(ports)
	if (!registry.ok) return registry
	const published = await publishMembers(ports, registry.value)
	if (!published.ok) return published
	const feed = async () => publishFeed(ports, await feedSlots(ports))
	for (const audience of audienceClasses) {
		const released = await publishRelease(ports, audience, feed)
		if (!released.ok) return released
	}
	const fed = await feed()
	return fed.ok ? ok(undefined) : fed
}

/** What a device is told when it asks how far its joining is. */
export async function joinState(ports: StewardPorts, print: string): Promise<JoinState | undefined> {
	const device = await ports.documents.get<Device>(deviceName(print))
	if (!device) return undefined
	if (device.state !== 'approved' || !device.exchange) return { state: 'waiting' }
	const registry = await freshRegistry(ports)
	const root = registry.ok && ownInstitution(ports, registry.value)?.members.at(-1)?.root
	if (!registry.ok || !root) return { state: 'waiting' }
	const memberships: Record<string, unknown> = {}
	for (const path of memberPathList) {
		memberships[path] = await membershipOf(ports, registry.value, device.fingerprint, path)
		if (!memberships[path]) return { state: 'waiting' }
	}
	const { name, slot, exchange } = device
	return { state: 'approved', name, slot, exchange, root, memberships } as Approval
}

/** A code nobody can guess. */
export const newCode = ({ random }: Pick<StewardPorts, 'random'>): string => toHex(random.bytes(16)).slice(2)
