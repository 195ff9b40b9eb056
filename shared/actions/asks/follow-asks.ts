import type { Hex } from '../../kernel/bytes.ts'
import type { Registry } from '../../ledger/registry.ts'
import {
	openEventBody,
	parseAnswerContent,
	parseAskContent,
	signerOf,
	type InboxPorts,
	type UnreadBody,
} from './ask-body.ts'
import { keepAsk, keptAsk } from './kept-ask.ts'

/** What a sync found in the inbox. Unread ones are tried again at the next sync. */
export interface FollowedAsks {
	readonly newAsks: number
	readonly newAnswers: number
	readonly unread: readonly { readonly ask: Hex; readonly reason: UnreadBody['kind'] }[]
}

/**
 * Opens every question to this institution and every answer to its own that is not known yet. What is fetched are the
 * bodies addressed to it, all of them, whether anybody looks at them or not.
 */
export async function followAsks(ports: InboxPorts, registry: Registry): Promise<FollowedAsks> {
	let newAsks = 0
	let newAnswers = 0
	const unread: { ask: Hex; reason: UnreadBody['kind'] }[] = []
	for (const asked of Object.values(registry.asks)) {
		const done = await followAsked(ports, registry, asked.ask)
		if (done === 'new') newAsks++
		else if (done !== 'known') unread.push({ ask: asked.ask, reason: done })
	}
	for (const answered of Object.values(registry.answers)) {
		const done = await followAnswered(ports, registry, answered.ask)
		if (done === 'new') newAnswers++
		else if (done !== 'known') unread.push({ ask: answered.ask, reason: done })
	}
	return { newAsks, newAnswers, unread }
}

async function followAsked(
	ports: InboxPorts,
	registry: Registry,
	ask: Hex,
): Promise<'known' | 'new' | UnreadBody['kind']> {
	const asked = registry.asks[ask]
	if (!asked) return 'known'
	const kept = await keptAsk(ports, ask)
	if (kept) {
		// A sender that died between transaction and note learns here that its question stands.
		const signer = signerOf(ports, asked)
		if (kept.askSigner === null && signer) await keepAsk(ports, { ...kept, askSigner: signer })
		return 'known'
	}
	if (asked.to !== ports.institution) return 'known'
	const opened = await openEventBody(ports, registry, asked, parseAskContent)
	if (!opened.ok) return opened.error.kind
	const { envelope, content, signer } = opened.value
	await keepAsk(ports, {
		ask,
		direction: 'received',
		partner: asked.from,
		card: envelope.card,
		deadline: asked.deadline,
		question: content,
		outgoingAsk: null,
		askSigner: signer,
		answer: null,
		outgoingAnswer: null,
		answerSigner: null,
	})
	return 'new'
}

async function followAnswered(
	ports: InboxPorts,
	registry: Registry,
	ask: Hex,
): Promise<'known' | 'new' | UnreadBody['kind']> {
	const answered = registry.answers[ask]
	const kept = await keptAsk(ports, ask)
	if (!answered || !kept || kept.answerSigner !== null) return 'known'
	if (answered.from === ports.institution) return followOwn(ports, registry, ask)
	if (answered.to !== ports.institution) return 'known'
	const opened = await openEventBody(ports, registry, answered, parseAnswerContent)
	if (!opened.ok) return opened.error.kind
	const { envelope, content, signer } = opened.value
	const releases = answered.outcome <= 2
	// An institution may not answer under another consent than that of the card that was asked about.
	const same = envelope.card === kept.card && (!releases || answered.consent === kept.card)
	if (!same || answered.request !== registry.asks[ask]?.digest) return 'body-refused'
	await keepAsk(ports, {
		...kept,
		answer: { ...content, outcome: answered.outcome },
		answerSigner: signer,
	})
	return 'new'
}

/** An own answer that stands: sent from here before the device could note it, or by a colleague. */
async function followOwn(ports: InboxPorts, registry: Registry, ask: Hex): Promise<'known'> {
	const answered = registry.answers[ask]
	const kept = await keptAsk(ports, ask)
	const signer = answered && signerOf(ports, answered)
	if (answered && kept && signer) {
		const own = kept.outgoingAnswer?.statement.body === answered.body ? kept.answer : null
		const byColleague = {
			text: '',
			by: '',
			at: registry.time,
			response: 'not-recorded' as const,
			outcome: answered.outcome,
		}
		await keepAsk(ports, { ...kept, answer: own ?? byColleague, answerSigner: signer })
	}
	return 'known'
}
