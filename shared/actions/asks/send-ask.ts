import { err, ok, type Result } from '../../kernel/result.ts'
import { toHex, type Hex } from '../../kernel/bytes.ts'
import { Ask, signInner } from '../../crypto/ask.ts'
import { bodyKinds, inboxOf, sealBody } from '../../crypto/body.ts'
import { bodyJson } from '../../crypto/body-content.ts'
import type { Json } from '../../crypto/canonical-json.ts'
import { commit } from '../../crypto/commitment.ts'
import { keyKinds, zero32 } from '../../crypto/key-file.ts'
import { signDigest } from '../../crypto/sign.ts'
import { typedDataDigest } from '../../crypto/typed-data.ts'
import type { KeyRefusal } from '../../ledger/accept-key.ts'
import { sendAsk as askCall, type AskMessage } from '../../ledger/calls.ts'
import type { SendError } from '../../ledger/chain.ts'
import { domainOf } from '../../ledger/contracts.ts'
import type { ReadError } from '../../ledger/endpoints.ts'
import type { Membership } from '../../ledger/membership.ts'
import { isActive, type Registry } from '../../ledger/registry.ts'
import { rootOf } from '../../zero-g/root.ts'
import type { StorageError } from '../../zero-g/storage.ts'
import { fetchKey } from '../fetch-key.ts'
import { deploymentOf, type InstitutionPorts } from '../ports.ts'
import { keepAsk, keptAsk, type KeptAsk } from './kept-ask.ts'

/** What a clinician asks about one card of another institution. */
export interface Question {
	readonly to: number
	readonly card: Hex
	readonly text: string
	/** The clinician, as enrolled. */
	readonly by: string
	/** The rule decision under which the question leaves: committed to, not shown. */
	readonly decision: Json
}
export type AskError =
	| ReadError
	| SendError
	| StorageError
	| KeyRefusal
	| { readonly kind: 'not-a-reader' | 'card-withdrawn' | 'ask-not-found' | 'bad-key' }

/** How long a question waits for its answer, in network days. */
const daysToAnswer = 14
/** Codes only: institutions and coded answers (protocol 8, stage 1). */
const codesStage = 1

/** Seals and signs a question and keeps it, exact bytes and all. Nothing has left yet. */
export async function draftAsk(
	ports: InstitutionPorts,
	registry: Registry,
	membership: Membership,
	question: Question,
): Promise<Result<KeptAsk, AskError>> {
	const partner = registry.institutions[question.to]
	if (!partner || !isActive(partner, registry.time)) return err({ kind: 'not-a-reader' })
	if (registry.revoked.includes(question.card)) return err({ kind: 'card-withdrawn' })
	const key = await fetchKey(ports, partner, keyKinds.inbox, registry.time)
	if (!key.ok) return key
	const inbox = inboxOf(key.value.file)
	if (!inbox.ok) return err({ kind: 'bad-key' })
	const deployment = deploymentOf(ports)
	const decisionSalt = ports.random.bytes(32)
	const unsigned: AskMessage = {
		ask: toHex(ports.random.bytes(32)),
		from: ports.institution,
		to: question.to,
		stage: codesStage,
		body: zero32,
		decision: commit(deployment, decisionSalt, question.decision),
		deadline: registry.time + Math.max(daysToAnswer * ports.ledger.contracts.day, 3600),
	}
	const domain = domainOf(ports.ledger.contracts, 'Cases')
	const { key: signing } = await ports.keys.signer('sign/member/0')
	const content = { text: question.text, by: question.by, at: registry.time }
	const envelope = {
		type: 'ask' as const,
		deployment,
		ask: unsigned.ask,
		from: unsigned.from,
		to: unsigned.to,
		nonce: ports.random.bytes(16),
		card: question.card,
		decisionSalt,
		membership,
		signature: signInner(domain, Ask, unsigned, signing),
	}
	const body = sealBody(deployment, inbox.value, bodyKinds.ask, bodyJson(envelope, content), ports.random)
	if (!body.ok) return err({ kind: 'bad-key' })
	const statement = { ...unsigned, body: rootOf(body.value) }
	const signature = signDigest(signing, typedDataDigest(domain, Ask, statement))
	const kept: KeptAsk = {
		ask: statement.ask,
		direction: 'sent',
		partner: question.to,
		card: question.card,
		deadline: statement.deadline,
		question: content,
		outgoingAsk: { statement, signature, body: body.value },
		askSigner: null,
		answer: null,
		outgoingAnswer: null,
		answerSigner: null,
	}
	await keepAsk(ports, kept)
	return ok(kept)
}

/** Uploads and sends a kept question. Sent twice, it stands once: the same bytes, the same digest. */
export async function sendAsk(
	ports: InstitutionPorts,
	ask: Hex,
	membership: Membership,
): Promise<Result<KeptAsk, AskError>> {
	const kept = await keptAsk(ports, ask)
	if (!kept?.outgoingAsk) return err({ kind: 'ask-not-found' })
	const { statement, signature, body } = kept.outgoingAsk
	const sender = await ports.keys.signer('tx/ask/0')
	const stored = await ports.uploads(sender).put(body)
	if (!stored.ok) return stored
	const call = askCall(ports.ledger.contracts, sender, { statement, signature, by: membership })
	const sent = await ports.ledger.send(call)
	if (!sent.ok) {
		if (sent.error.kind !== 'refused' || sent.error.refusal.name !== 'Taken') return sent
		const digest = typedDataDigest(domainOf(ports.ledger.contracts, 'Cases'), Ask, statement)
		if (sent.error.refusal.args[1] !== toHex(digest)) return sent
	}
	const { address } = await ports.keys.signer('sign/member/0')
	const standing = { ...kept, askSigner: address }
	await keepAsk(ports, standing)
	return ok(standing)
}
