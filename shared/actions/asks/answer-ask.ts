import { err, ok, type Result } from '../../kernel/result.ts'
import { toHex, type Hex } from '../../kernel/bytes.ts'
import { Answer, outcomes, signInner } from '../../crypto/ask.ts'
import { bodyKinds, inboxOf, sealBody } from '../../crypto/body.ts'
import { bodyJson } from '../../crypto/body-content.ts'
import type { Json } from '../../crypto/canonical-json.ts'
import { commit } from '../../crypto/commitment.ts'
import { keyKinds, zero32 } from '../../crypto/key-file.ts'
import { signDigest } from '../../crypto/sign.ts'
import { typedDataDigest } from '../../crypto/typed-data.ts'
import { sendAnswer as answerCall, type AnswerMessage } from '../../ledger/calls.ts'
import { domainOf } from '../../ledger/contracts.ts'
import type { Membership } from '../../ledger/membership.ts'
import { isActive, type AskedEvent, type Registry } from '../../ledger/registry.ts'
import { rootOf } from '../../zero-g/root.ts'
import { fetchKey } from '../fetch-key.ts'
import { consentState } from '../grant-consent.ts'
import { deploymentOf, type InstitutionPorts } from '../ports.ts'
import type { AnswerContent } from './ask-body.ts'
import { keepAsk, keptAsk, type KeptAsk } from './kept-ask.ts'
import type { AskError } from './send-ask.ts'

/** What a clinician answers. Yes and no release something and need a live consent; declining releases nothing. */
export interface Reply {
	readonly outcome: 'yes' | 'no' | 'declined'
	readonly text: string
	readonly response: AnswerContent['response']
	readonly by: string
	readonly decision: Json
}
export type AnswerError =
	| AskError
	| {
			readonly kind:
				'already-answered' | 'deadline-passed' | 'consent-revoked' | 'consent-expired' | 'no-consent'
	  }

const noHandle: Hex = `0x${'00'.repeat(16)}`
const consentErrors = { none: 'no-consent', revoked: 'consent-revoked', expired: 'consent-expired' } as const

/** Seals and signs an answer and keeps it, exact bytes and all. Nothing has left yet. */
export async function draftAnswer(
	ports: InstitutionPorts,
	registry: Registry,
	membership: Membership,
	ask: Hex,
	reply: Reply,
): Promise<Result<KeptAsk, AnswerError>> {
	const kept = await keptAsk(ports, ask)
	const asked = registry.asks[ask]
	if (!kept || !asked || asked.to !== ports.institution) return err({ kind: 'ask-not-found' })
	if (registry.answers[ask]) return err({ kind: 'already-answered' })
	if (registry.time > asked.deadline) return err({ kind: 'deadline-passed' })
	const releases = reply.outcome !== 'declined'
	const consent = consentState(registry, kept.card)
	if (releases && consent !== 'live') return err({ kind: consentErrors[consent] })
	const partner = registry.institutions[asked.from]
	if (!partner || !isActive(partner, registry.time)) return err({ kind: 'not-a-reader' })
	const key = await fetchKey(ports, partner, keyKinds.inbox, registry.time)
	if (!key.ok) return key
	const inbox = inboxOf(key.value.file)
	if (!inbox.ok) return err({ kind: 'bad-key' })
	const deployment = deploymentOf(ports)
	const decisionSalt = ports.random.bytes(32)
	const unsigned: AnswerMessage = {
		ask,
		request: asked.digest,
		from: ports.institution,
		to: asked.from,
		outcome: outcomes[reply.outcome],
		consent: releases ? kept.card : noHandle,
		body: zero32,
		decision: commit(deployment, decisionSalt, reply.decision),
		agreement: zero32,
		rulePack: zero32,
		deadline: asked.deadline,
	}
	const domain = domainOf(ports.ledger.contracts, 'Cases')
	const { key: signing } = await ports.keys.signer('sign/member/0')
	const { text, by, response } = reply
	const content = { text, by, response, at: registry.time }
	const envelope = {
		type: 'answer' as const,
		deployment,
		ask,
		from: unsigned.from,
		to: unsigned.to,
		nonce: ports.random.bytes(16),
		card: kept.card,
		decisionSalt,
		membership,
		signature: signInner(domain, Answer, unsigned, signing),
	}
	const body = sealBody(deployment, inbox.value, bodyKinds.answer, bodyJson(envelope, content), ports.random)
	if (!body.ok) return err({ kind: 'bad-key' })
	const statement = { ...unsigned, body: rootOf(body.value) }
	const signature = signDigest(signing, typedDataDigest(domain, Answer, statement))
	const next: KeptAsk = {
		...kept,
		answer: { ...content, outcome: unsigned.outcome },
		outgoingAnswer: { statement, signature, body: body.value },
	}
	await keepAsk(ports, next)
	return ok(next)
}

/** Uploads and sends a kept answer. Sent twice, it stands once. */
export async function sendAnswer(
	ports: InstitutionPorts,
	registry: Registry,
	ask: Hex,
	membership: Membership,
): Promise<Result<KeptAsk, AnswerError>> {
	const kept = await keptAsk(ports, ask)
	const asked = registry.asks[ask]
	if (!kept?.outgoingAnswer || !asked) return err({ kind: 'ask-not-found' })
	const { statement, signature, body } = kept.outgoingAnswer
	const sender = await ports.keys.signer('tx/ask/0')
	const stored = await ports.uploads(sender).put(body)
	if (!stored.ok) return stored
	const signed = { statement, signature, by: membership }
	const sent = await ports.ledger.send(answerCall(ports.ledger.contracts, sender, askOf(asked), signed))
	if (!sent.ok) {
		if (sent.error.kind !== 'refused' || sent.error.refusal.name !== 'Taken') return sent
		const digest = typedDataDigest(domainOf(ports.ledger.contracts, 'Cases'), Answer, statement)
		if (sent.error.refusal.args[1] !== toHex(digest)) return err({ kind: 'already-answered' })
	}
	const { address } = await ports.keys.signer('sign/member/0')
	const standing = { ...kept, answerSigner: address }
	await keepAsk(ports, standing)
	return ok(standing)
}

const askOf = ({ ask, from, to, stage, body, decision, deadline }: AskedEvent) => ({
	ask,
	from,
	to,
	stage,
	body,
	decision,
	deadline,
})
