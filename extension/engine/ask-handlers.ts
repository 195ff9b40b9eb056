import { draftAnswer, sendAnswer } from '#shared/actions/asks/answer-ask.ts'
import { type KeptAsk, keptAsk, keptAsks } from '#shared/actions/asks/kept-ask.ts'
import { draftAsk, sendAsk as sendKept } from '#shared/actions/asks/send-ask.ts'
import { enrolment, ownMembership } from '#shared/actions/member/member.ts'
import { heldRegistry } from '#shared/actions/registry-document.ts'
import { mayLeave } from '#shared/compliance/decide.ts'
import type { Json } from '#shared/crypto/canonical-json.ts'
import type { Hex } from '#shared/kernel/bytes.ts'
import { err, ok, type Result } from '#shared/kernel/result.ts'
import type { Membership } from '#shared/ledger/membership.ts'
import type { Registry } from '#shared/ledger/registry.ts'
import type { IndexedCard } from '#shared/matching/engine.ts'
import { answerAsk, listAsks, sendAsk } from '../messages/asks.ts'
import type { Handler } from '../messages/serve.ts'
import type { AskView } from '../panel/product.ts'
import { askView } from './ask-view.ts'
import type { Engine } from './engine.ts'
import { forPanel } from './failures.ts'
import { decisionBetween } from './judges.ts'
import { type Acting, actingMember } from './up-to-date.ts'
import { onWhileOpen } from './while-open.ts'

/** Questions between colleagues: each signed, sealed to the other institution, and kept before it is sent. */
export const askHandlers = (engine: Engine): readonly Handler[] => [
	onWhileOpen(listAsks, async () => {
		const { member } = await engine.session()
		if (!member) return ok([])
		const registry = await heldRegistry(member.ports)
		const kept = await keptAsks(member.ports)
		return ok(await Promise.all(kept.map(each => viewed(engine, registry, each))))
	}),
	onWhileOpen(sendAsk, async ({ binding, handle, text }) => {
		const { activity } = await engine.session()
		const signing = await signingMember(engine)
		if (!signing.ok) return signing
		const { ports, registry, turns, membership, by } = signing.value
		const card = await cardOf(engine, handle)
		if (!card) return err({ kind: 'card-withdrawn' })
		const decision = decided(registry, ports.institution, card.institution.id, card)
		if (!decision.ok) return decision
		const question = { to: card.institution.id, card: handle as Hex, text, by, decision: decision.value }
		const sent = await turns.run(async () => {
			const drafted = await draftAsk(ports, registry, membership, question)
			return drafted.ok ? sendKept(ports, drafted.value.ask, membership) : drafted
		})
		if (!sent.ok) return forPanel(sent.error)
		const bytes = sent.value.outgoingAsk?.body.length ?? 0
		await activity.left(binding, [
			{ what: 'ask', bytes, said: `A question was sent to ${card.institution.name}` },
		])
		return ok(await viewed(engine, registry, sent.value))
	}),
	onWhileOpen(answerAsk, async ({ ask, answer }) => {
		const { activity } = await engine.session()
		const signing = await signingMember(engine)
		if (!signing.ok) return signing
		const { ports, registry, turns, membership, by } = signing.value
		const kept = await keptAsk(ports, ask as Hex)
		if (!kept) return err({ kind: 'ask-not-found' })
		const card = await cardOf(engine, kept.card)
		const decision = decided(registry, ports.institution, kept.partner, card)
		if (!decision.ok) return decision
		const reply = { ...answer, by, decision: decision.value }
		const sent = await turns.run(async () => {
			const drafted = await draftAnswer(ports, registry, membership, kept.ask, reply)
			return drafted.ok ? sendAnswer(ports, registry, kept.ask, membership) : drafted
		})
		if (!sent.ok) return forPanel(sent.error)
		const bytes = sent.value.outgoingAnswer?.body.length ?? 0
		await activity.left('', [{ what: 'answer', bytes, said: 'An answer was sent' }])
		return ok(await viewed(engine, registry, sent.value))
	}),
]

interface Signing extends Acting {
	readonly membership: Membership
	/** The clinician's own name as the institution enrolled it. */
	readonly by: string
}

async function signingMember(engine: Engine): Promise<Result<Signing>> {
	const acting = await actingMember(engine)
	if (!acting.ok) return acting
	const membership = await ownMembership(acting.value.ports, 'sign/member/0')
	const enrolled = await enrolment(acting.value.ports)
	if (!membership || !enrolled) return err({ kind: 'not-a-member' })
	return ok({ ...acting.value, membership, by: enrolled.name })
}

/** The rules between two institutions, as JSON to commit to; refused when a person has to decide. */
function decided(registry: Registry, from: number, to: number, card: IndexedCard | undefined): Result<Json> {
	const owner = registry.institutions[from]
	const reader = registry.institutions[to]
	if (!owner || !reader) return err({ kind: 'not-a-reader' })
	const decision = decisionBetween(owner, reader, card?.ageBand, registry.time)
	return mayLeave(decision.outcome)
		? ok(JSON.parse(JSON.stringify(decision)) as Json)
		: err({ kind: 'needs-a-human' })
}

async function cardOf(engine: Engine, handle: string): Promise<IndexedCard | undefined> {
	const { cards } = await (await engine.session()).index.ready()
	return cards.find(card => card.handle === handle)
}

async function viewed(engine: Engine, registry: Registry, kept: KeptAsk): Promise<AskView> {
	const card = await cardOf(engine, kept.card)
	if (!card) return askView(kept, registry, undefined)
	const labels = await engine.knowledge.labels(card.observed)
	return askView(kept, registry, { card, labels })
}
