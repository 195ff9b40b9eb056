import type { Hex } from '../../kernel/bytes.ts'
import type { AnswerMessage, AskMessage } from '../../ledger/calls.ts'
import type { Ports } from '../ports.ts'
import type { AnswerContent, AskContent } from './ask-body.ts'

/** A statement with the exact sealed bytes it names: kept before the first transaction, so that a retry sends the same. */
export interface Outgoing<T> {
	readonly statement: T
	readonly signature: Hex
	readonly body: Uint8Array
}

/** One question and its answer as this device knows them. */
export interface KeptAsk {
	readonly ask: Hex
	readonly direction: 'sent' | 'received'
	/** The other institution. */
	readonly partner: number
	/** Handle of the card in question. */
	readonly card: Hex
	readonly deadline: number
	readonly question: AskContent
	readonly outgoingAsk: Outgoing<AskMessage> | null
	/** Recovered from the statement on chain; null before it stands there. */
	readonly askSigner: Hex | null
	readonly answer: (AnswerContent & { readonly outcome: number }) | null
	readonly outgoingAnswer: Outgoing<AnswerMessage> | null
	readonly answerSigner: Hex | null
}

const nameOf = (ask: Hex): string => `ask/${ask}`

export const keptAsk = (ports: Pick<Ports, 'documents'>, ask: Hex): Promise<KeptAsk | undefined> =>
	ports.documents.get<KeptAsk>(nameOf(ask))

export const keepAsk = (ports: Pick<Ports, 'documents'>, kept: KeptAsk): Promise<void> =>
	ports.documents.put(nameOf(kept.ask), kept)

/** Every question this device knows, newest first. */
export async function keptAsks(ports: Pick<Ports, 'documents'>): Promise<readonly KeptAsk[]> {
	const names = await ports.documents.list('ask/')
	const found = await Promise.all(names.map(name => ports.documents.get<KeptAsk>(name)))
	return found.filter(kept => kept !== undefined).sort((a, b) => b.question.at - a.question.at)
}
