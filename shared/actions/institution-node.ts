import type { Parser } from '../kernel/parse.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { object, pattern } from '../kernel/parse.ts'
import {
	parseJoinState,
	printDeposit,
	printJoinRequest,
	type JoinRequest,
	type JoinState,
} from './joining.ts'

/** Why the institution's own node did not help. */
export interface NodeError {
	readonly kind: 'node-unreachable' | 'node-refused' | 'node-not-understood'
}

/** The institution's own node, as its members' devices reach it. */
export interface InstitutionNode {
	join(request: JoinRequest): Promise<Result<{ readonly fingerprint: string }, NodeError>>
	membership(fingerprint: string): Promise<Result<JoinState, NodeError>>
	/** Hands over a consent's terms, sealed to the institution's inbox: patient and institution keep them. */
	depositConsent(body: Uint8Array): Promise<Result<void, NodeError>>
}

const joined = object({ fingerprint: pattern<string>(/^[0-9a-f ]{1,80}$/) })
const patienceMs = 20_000

/** Reaches a node over HTTP. Nothing is sent that could name a patient. */
export const nodeAt = (url: string): InstitutionNode => ({
	join: request => ask(`${url}/members`, joined, { method: 'POST', body: printJoinRequest(request) }),
	membership: fingerprint =>
		ask(`${url}/members/${fingerprint.replaceAll(' ', '')}`, parseJoinState, { method: 'GET' }),
	async depositConsent(body) {
		const done = await ask(`${url}/consents`, object({}), {
			method: 'POST',
			body: printDeposit(body),
		})
		return done.ok ? ok(undefined) : done
	},
})

async function ask<T>(
	url: string,
	parse: Parser<T>,
	request: { readonly method: string; readonly body?: string },
): Promise<Result<T, NodeError>> {
	let response: Response
	let answer: unknown
	try {
		response = await fetch(url, {
			...request,
			signal: AbortSignal.timeout(patienceMs),
			credentials: 'omit',
			cache: 'no-store',
		})
		answer = await response.json()
	} catch {
		return err({ kind: 'node-unreachable' })
	}
	if (!response.ok) return err({ kind: 'node-refused' })
	const parsed = parse(answer)
	return parsed.ok ? parsed : err({ kind: 'node-not-understood' })
}
