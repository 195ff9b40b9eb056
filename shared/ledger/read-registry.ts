import { err, ok, type Result } from '../kernel/result.ts'
import { applyEvent, draftOf, type RegistryDraft } from './apply-event.ts'
import type { Contracts } from './contracts.ts'
import type { Block, ReadError } from './endpoints.ts'
import { readEvent } from './read-event.ts'
import { headKey, type Registry } from './registry.ts'

/** Audience classes of a sender in use; the contract knows four. */
export const audienceClasses: readonly number[] = [0]
export const memberFeed = 255
const headsAtOnce = 256

/** Something that may only grow went backwards between two looks: keep what is held. */
export interface WentBack {
	readonly kind: 'went-back'
	readonly endpoint: string
}

/**
 * The registry at the newest final block: everything since the last look, from both endpoints, in a few questions that
 * are the same whatever this device is interested in.
 */
export async function readRegistry(
	contracts: Contracts,
	held: Registry,
): Promise<Result<Registry, ReadError | WentBack>> {
	const { chain, institutions, consents, cases } = contracts
	const at = await chain.final()
	if (!at.ok) return at
	const [first] = chain.endpoints.names
	if (Number(at.value.number) < held.block || at.value.time < held.time) {
		return err({ kind: 'went-back', endpoint: first })
	}
	const addresses = [institutions.address, consents.address, cases.address]
	const logs = await chain.logs(addresses, BigInt(held.block + 1), at.value)
	if (!logs.ok) return logs
	const draft = draftOf(held)
	for (const log of logs.value) {
		const event = readEvent(contracts, log)
		if (event) applyEvent(draft, event, Number(log.blockNumber))
	}
	for (const audience of [...audienceClasses, memberFeed]) {
		const heads = await readHeads(contracts, at.value, audience, draft)
		if (!heads.ok) return heads
	}
	draft.block = Number(at.value.number)
	draft.time = at.value.time
	return ok(draft)
}

/** Every institution's head of one class, 256 at a time. */
async function readHeads(
	{ chain, caseIndex }: Contracts,
	at: Block,
	audience: number,
	draft: RegistryDraft,
): Promise<Result<void, ReadError | WentBack>> {
	const count = Object.keys(draft.institutions).length
	for (let from = 1; from <= count; from += headsAtOnce) {
		const number = Math.min(headsAtOnce, count - from + 1)
		const heads = await chain.read(caseIndex, at, 'heads', audience, from, number)
		if (!heads.ok) return heads
		for (const [index, head] of heads.value.entries()) {
			if (head.release === 0) continue
			const key = headKey(from + index, audience)
			if (head.release < (draft.heads[key]?.release ?? 0)) {
				return err({ kind: 'went-back', endpoint: chain.endpoints.names[0] })
			}
			draft.heads[key] = { ...head, time: Number(head.time) }
		}
	}
	return ok(undefined)
}
