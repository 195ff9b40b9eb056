import { holds } from './condition.ts'
import {
	effects,
	startOf,
	worse,
	type Confidence,
	type Effect,
	type Question,
	type Route,
	type RulePack,
	type TransferRequest,
} from './pack.ts'

/** One line of an explanation. */
export interface Reason {
	/** `pack/rule`. */
	readonly rule: string
	readonly kind: 'fact' | 'duty' | 'reason'
	/** A sentence with its source and date. Still holds `{origin}` and `{destination}`. */
	readonly said: string
	readonly confidence: Confidence
}
export interface Verdict {
	readonly outcome: Effect
	readonly reasons: readonly Reason[]
}

/** What a pack says of one release. Every question needs a route; the worst of questions and limits decides. */
export function evaluate(pack: RulePack, request: TransferRequest): Verdict {
	const parts = [
		...pack.questions.map(question => answer(pack, question, request)),
		...limitsOn(pack, request),
	]
	const outcome = parts.reduce<Effect>((worst, part) => worse(worst, part.outcome), 'allow')
	const reasons = parts.flatMap(part => part.reasons)
	const aged = age(pack, request.at)
	return aged === undefined
		? { outcome, reasons }
		: { outcome: worse(outcome, 'needs-a-human'), reasons: [...reasons, aged] }
}

function answer(pack: RulePack, question: Question, request: TransferRequest): Verdict {
	const open = question.routes.filter(({ when }) => holds(when, request, pack) === true)
	const best = open.toSorted((a, b) => effects.indexOf(effectOf(a)) - effects.indexOf(effectOf(b)))[0]
	const rule = `${pack.id}/${question.id}`
	if (!best) {
		const reason = { rule, kind: 'reason', said: question.open, confidence: 'settled' } as const
		return { outcome: 'needs-a-human', reasons: [reason] }
	}
	const { said, source, confidence } = best
	return {
		outcome: effectOf(best),
		reasons: [
			{ rule: `${pack.id}/${best.id}`, kind: 'fact', said: sourced(pack, said, source), confidence },
			...best.duties.map(duty => ({
				rule: `${pack.id}/${duty.id}`,
				kind: 'duty' as const,
				said: sourced(pack, duty.said, source),
				confidence,
			})),
		],
	}
}

const effectOf = (route: Route): Effect => (route.duties.length === 0 ? 'allow' : 'allow-with-obligations')

function limitsOn(pack: RulePack, request: TransferRequest): readonly Verdict[] {
	return pack.limits.flatMap((limit): readonly Verdict[] => {
		const holding = holds(limit.when, request, pack)
		if (holding === false) return []
		const said = sourced(pack, limit.said, limit.source)
		const line = { rule: `${pack.id}/${limit.id}`, confidence: limit.confidence }
		if (holding === undefined) {
			const unknown = `Not known whether this applies: ${said}`
			return [{ outcome: 'needs-a-human', reasons: [{ ...line, kind: 'reason', said: unknown }] }]
		}
		const kind = limit.effect === 'allow-with-obligations' ? 'duty' : 'reason'
		return [{ outcome: limit.effect, reasons: [{ ...line, kind, said }] }]
	})
}

/** Why a pack is not to be relied on at a time, if it is not. The day it is to be reviewed by is its last. */
function age(pack: RulePack, at: number): Reason | undefined {
	const tooOld = at >= startOf(pack.reviewBy) + 86_400
	if (!tooOld && at >= startOf(pack.effectiveFrom)) return undefined
	const said = tooOld
		? `These rules were to be reviewed by ${pack.reviewBy} and have not been.`
		: `These rules apply from ${pack.effectiveFrom}.`
	return { rule: `${pack.id}/age`, kind: 'reason', said, confidence: 'settled' }
}

function sourced(pack: RulePack, said: string, source: string): string {
	const known = pack.sources[source]
	if (!known) throw new Error(`pack ${pack.id} names no source "${source}"`)
	return `${said} (${known.cite}; as of ${known.asOf})`
}
