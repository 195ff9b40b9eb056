import { integer, malformed, object, oneOf, pattern, string, type Parsed } from '../../kernel/parse.ts'
import type { Hex } from '../../kernel/bytes.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { Answer, Ask } from '../../crypto/ask.ts'
import { inboxOf, largestBody, openBody } from '../../crypto/body.ts'
import { bodyAuthor, parseEnvelope, type BodyEnvelope } from '../../crypto/body-content.ts'
import { keyKinds } from '../../crypto/key-file.ts'
import { recoverSigner } from '../../crypto/sign.ts'
import { typedDataDigest, type Message } from '../../crypto/typed-data.ts'
import { toHex } from '../../kernel/bytes.ts'
import { domainOf } from '../../ledger/contracts.ts'
import type { AnsweredEvent, AskedEvent, Registry } from '../../ledger/registry.ts'
import { deploymentOf, type InstitutionPorts } from '../ports.ts'
import type { Ratchet } from '../ratchet.ts'

/** Longest text of a question or an answer, in UTF-16 units. */
export const longestText = 4000

/** What a question says beside its envelope. */
export const parseAskContent = object({
	text: string(longestText),
	by: string(200),
	at: integer(),
})
export type AskContent = Parsed<typeof parseAskContent>

/** What an answer says beside its envelope: the response as the card spells it. */
export const parseAnswerContent = object({
	text: string(longestText),
	by: string(200),
	at: integer(),
	response: oneOf('not-recorded', 'treated', 'improved', 'worse', 'unchanged'),
})
export type AnswerContent = Parsed<typeof parseAnswerContent>

export const parseHandle = pattern<Hex>(/^0x[0-9a-f]{32}$/)

/** Why a body on chain could not be read here. It stays on chain and is tried again at the next sync. */
export interface UnreadBody {
	readonly kind: 'body-unavailable' | 'body-not-for-us' | 'body-refused'
}

/** An institution's own inboxes and the way to the bodies in them. */
export interface InboxPorts extends InstitutionPorts {
	readonly ratchet: Ratchet
}

/** A body that was opened and checked against the statement that names it. */
export interface OpenedBody<T> {
	readonly envelope: BodyEnvelope
	readonly content: T
	/** Who signed the statement on chain and the body within. */
	readonly signer: Hex
}

type Event = AskedEvent | AnsweredEvent

/** The signer of a statement as its event tells it, when the event's digest is really the statement's. */
export function signerOf(ports: InstitutionPorts, event: Event): Hex | undefined {
	const domain = domainOf(ports.ledger.contracts, 'Cases')
	const digest =
		'request' in event
			? typedDataDigest(domain, Answer, event as Message<typeof Answer>)
			: typedDataDigest(domain, Ask, event as Message<typeof Ask>)
	return toHex(digest) === event.digest ? recoverSigner(digest, event.signature) : undefined
}

/**
 * Fetches, opens and checks the sealed body of an ask or answer addressed to this institution: by the inbox seed of its
 * generation, by its envelope, and by one author inside and outside (protocol 8).
 */
export async function openEventBody<T>(
	ports: InboxPorts,
	registry: Registry,
	event: Event,
	parse: (input: unknown) => Result<T, unknown>,
): Promise<Result<OpenedBody<T>, UnreadBody>> {
	const file = await ports.storage.get(event.body, { most: largestBody })
	if (!file.ok) return err({ kind: 'body-unavailable' })
	const held = await ports.ratchet.read()
	for (const { generation, seed } of held.seeds(keyKinds.inbox).toReversed()) {
		const inbox = await ownInbox(ports, registry, generation)
		const opened = inbox && openBody(deploymentOf(ports), inbox, seed, file.value)
		if (!opened?.ok) continue
		const checked = check(ports, event, opened.value.content, parse)
		return checked.ok ? checked : err({ kind: 'body-refused' })
	}
	return err({ kind: 'body-not-for-us' })
}

function check<T>(
	ports: InstitutionPorts,
	event: Event,
	body: unknown,
	parse: (input: unknown) => Result<T, unknown>,
): Result<OpenedBody<T>, unknown> {
	const envelope = parseEnvelope(body)
	if (!envelope.ok) return envelope
	const domain = domainOf(ports.ledger.contracts, 'Cases')
	const author =
		'request' in event
			? bodyAuthor(domain, Answer, event as Message<typeof Answer>, envelope.value)
			: bodyAuthor(domain, Ask, event as Message<typeof Ask>, envelope.value)
	if (!author.ok) return author
	const signer = signerOf(ports, event)
	if (signer === undefined || signer !== author.value) return malformed('signer')
	const content = parse(body)
	return content.ok ? ok({ envelope: envelope.value, content: content.value, signer }) : content
}

async function ownInbox(ports: InstitutionPorts, registry: Registry, generation: number) {
	const statement = registry.institutions[ports.institution]?.keys.find(
		key => key.kind === keyKinds.inbox && key.generation === generation,
	)
	if (!statement) return undefined
	const name = `inbox-file/${generation}`
	const held = await ports.documents.get<Uint8Array>(name)
	const file = held ?? (await fetchFile(ports, statement.root))
	const inbox = file && inboxOf(file)
	if (!inbox?.ok) return undefined
	if (!held) await ports.documents.put(name, file)
	return inbox.value
}

async function fetchFile(ports: InstitutionPorts, root: Hex): Promise<Uint8Array | undefined> {
	const file = await ports.storage.get(root, { most: 4096 })
	return file.ok ? file.value : undefined
}
