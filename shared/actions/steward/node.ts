import type { Result } from '../../kernel/result.ts'
import { takeDeposit } from '../deposit.ts'
import { parseDeposit, parseJoinRequest, printJoinState } from '../joining.ts'
import { Turns } from '../turns.ts'
import { approveDevice, devices, joinState, removeDevice, requestToJoin, type JoinRefused } from './enrol.ts'
import type { FeedError } from './publish-feed.ts'
import type { ReleaseError } from './publish-release.ts'
import type { StewardPorts } from './steward.ts'
import { stewardRound, type Round } from './steward-round.ts'

/** What a device asks of its institution's node. */
export interface NodeAsked {
	readonly method: string
	readonly path: string
	readonly body: string
}
export interface NodeReply {
	readonly status: number
	/** JSON. */
	readonly body: string
}
const largestRequest = 64 * 1024
const reply = (status: number, body: object = {}): NodeReply => ({ status, body: JSON.stringify(body) })

/** An institution's node: rounds of its steward, and the few questions its members' devices ask. One job at a time. */
export class InstitutionNodeServer {
	readonly #ports: StewardPorts
	readonly #turns = new Turns()
	/** Whether devices are enrolled without an officer's look at the fingerprint: demonstration only. */
	readonly #approvesAtOnce: boolean

	constructor(ports: StewardPorts, { approvesAtOnce = false } = {}) {
		this.#ports = ports
		this.#approvesAtOnce = approvesAtOnce
	}

	/** One round, and before it whatever enrolment was begun and interrupted. */
	async round(release: 'at-phase' | 'now' | 'never' = 'at-phase'): Promise<Result<Round, ReleaseError>> {
		await this.#resume()
		return this.#turns.run(() => stewardRound(this.#ports, { release }))
	}

	/** What an officer does after comparing fingerprints. */
	approve(fingerprint: string): Promise<Result<void, FeedError | JoinRefused>> {
		return this.#turns.run(() => approveDevice(this.#ports, fingerprint))
	}

	/** What an officer does when a member leaves or a device is lost. */
	remove(fingerprint: string): Promise<Result<void, ReleaseError | JoinRefused>> {
		return this.#turns.run(() => removeDevice(this.#ports, fingerprint))
	}

	answer(asked: NodeAsked): Promise<NodeReply> {
		return this.#turns.run(() => this.#answer(asked))
	}

	async #answer({ method, path, body }: NodeAsked): Promise<NodeReply> {
		if (body.length > largestRequest) return reply(413)
		if (method === 'POST' && path === '/members') return this.#join(body)
		if (method === 'POST' && path === '/consents') {
			const deposit = parseDeposit(jsonOf(body), 'deposit')
			return reply(deposit.ok && (await takeDeposit(this.#ports, deposit.value.body)) ? 200 : 400)
		}
		const [, print] = /^\/members\/([0-9a-f]{8,64})$/.exec(path) ?? []
		if (method !== 'GET' || print === undefined) return reply(404)
		const state = await joinState(this.#ports, print)
		return state ? { status: 200, body: printJoinState(state) } : reply(404)
	}

	async #join(body: string): Promise<NodeReply> {
		const request = parseJoinRequest(jsonOf(body), 'join')
		if (!request.ok) return reply(400)
		const joined = await requestToJoin(this.#ports, request.value)
		if (!joined.ok) return reply(403, { kind: joined.error.kind })
		const { fingerprint } = joined.value
		return reply(200, { fingerprint })
	}

	async #resume(): Promise<void> {
		for (const { fingerprint, state } of await devices(this.#ports)) {
			if (state === 'enrolling' || (state === 'waiting' && this.#approvesAtOnce))
				await this.approve(fingerprint)
		}
	}
}

function jsonOf(body: string): unknown {
	try {
		return JSON.parse(body)
	} catch {
		return undefined
	}
}
