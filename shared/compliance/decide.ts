import { evaluate, type Reason, type Verdict } from './evaluate.ts'
import { effects, type Effect, type RulePack, type TransferRequest } from './pack.ts'

/** What a person is shown of the rules before something leaves. */
export interface Decision {
	readonly outcome: Effect
	readonly facts: readonly { readonly rule: string; readonly said: string; readonly kind: Reason['kind'] }[]
	readonly pack: string
	/** ISO date. */
	readonly reviewBy: string
}
/** Which countries a release may reach, and why the others not. */
export interface ReleaseDecision {
	readonly decision: Decision
	readonly allowed: readonly string[]
	readonly refused: readonly { readonly country: string; readonly reason: string }[]
}

/** What does not change between the destinations of one release, and what does. */
export interface Release extends Omit<TransferRequest, 'destination' | 'consent' | 'agreement'> {
	readonly destinations: readonly {
		readonly country: string | null
		readonly consent: boolean | null
		readonly agreement: boolean | null
	}[]
}

/** Decides one release to one country. */
export const decide = (pack: RulePack, request: TransferRequest): Decision =>
	decisionOf(pack, [{ request, verdict: evaluate(pack, request) }])

/**
 * Decides a release to several countries at once. What is refused for some only keeps those from reading; if nobody may
 * read, the best of the refusals is the decision.
 */
export function decideRelease(pack: RulePack, { destinations, ...rest }: Release): ReleaseDecision {
	const asked = destinations.map(({ country, consent, agreement }) => {
		const request: TransferRequest = { ...rest, destination: country, consent, agreement }
		return { request, verdict: evaluate(pack, request) }
	})
	const open = asked.filter(({ verdict }) => mayLeave(verdict.outcome))
	const best = asked.toSorted((a, b) => rank(a.verdict) - rank(b.verdict)).slice(0, 1)
	return {
		decision: decisionOf(pack, open.length > 0 ? open : best),
		allowed: [...new Set(open.map(({ request }) => request.destination ?? '?'))],
		refused: asked
			.filter(({ verdict }) => !mayLeave(verdict.outcome))
			.map(each => ({ country: each.request.destination ?? '?', reason: firstReason(pack, each) })),
	}
}

/** Whether an outcome lets anything leave without another person's word. */
export const mayLeave = (outcome: Effect): boolean =>
	outcome === 'allow' || outcome === 'allow-with-obligations'

interface Asked {
	readonly request: TransferRequest
	readonly verdict: Verdict
}
const rank = ({ outcome }: Verdict): number => effects.indexOf(outcome)

/** The reasons of all, each rule once: where it speaks of countries, of all the countries it was applied to. */
function decisionOf(pack: RulePack, asked: readonly Asked[]): Decision {
	const outcome = asked.reduce<Effect>(
		(worst, { verdict }) => (rank(verdict) > effects.indexOf(worst) ? verdict.outcome : worst),
		asked.length === 0 ? 'needs-a-human' : 'allow',
	)
	const lines = new Map<string, { reason: Reason; requests: TransferRequest[] }>()
	for (const { request, verdict } of asked)
		for (const reason of verdict.reasons) {
			const line = lines.get(`${reason.rule} ${reason.said}`)
			if (line) line.requests.push(request)
			else lines.set(`${reason.rule} ${reason.said}`, { reason, requests: [request] })
		}
	const order = ['reason', 'fact', 'duty']
	const facts = [...lines.values()]
		.toSorted((a, b) => order.indexOf(a.reason.kind) - order.indexOf(b.reason.kind))
		.map(({ reason, requests }) => ({
			rule: reason.rule,
			said: named(pack, reason.said, requests),
			kind: reason.kind,
		}))
	return { outcome, facts, pack: `${pack.id} ${pack.version}`, reviewBy: pack.reviewBy }
}

function firstReason(pack: RulePack, { request, verdict }: Asked): string {
	const reason = verdict.reasons.find(({ kind }) => kind === 'reason')
	return reason ? named(pack, reason.said, [request]) : ''
}

function named(pack: RulePack, said: string, requests: readonly TransferRequest[]): string {
	const names = (countries: readonly (string | null)[]): string =>
		listed([
			...new Set(
				countries.map(country =>
					country === null ? 'an unknown country' : (pack.countries[country] ?? country),
				),
			),
		])
	return said
		.replaceAll('{origin}', names(requests.map(({ origin }) => origin)))
		.replaceAll('{destination}', names(requests.map(({ destination }) => destination)))
}

/** "Iceland", "Iceland and India", "Brazil, Iceland and India". */
function listed(names: readonly string[]): string {
	const bare = (name: string): string => name.replace(/^the /, '')
	const sorted = names.toSorted((a, b) => (bare(a) < bare(b) ? -1 : 1))
	const last = sorted.at(-1) ?? ''
	return sorted.length < 2 ? last : `${sorted.slice(0, -1).join(', ')} and ${last}`
}
