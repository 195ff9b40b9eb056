import type { AgeBand, Case, Draft, Gene, Response, SectionState } from '#shared/case/case.ts'
import type { Failure, Result } from '#shared/kernel/result.ts'
import type { MatchList } from '#shared/matching/match.ts'
import type { TermId } from '#shared/ontology/term-id.ts'

/**
 * Everything the panel can ask of the rest of the product. The panel draws and decides; it reaches the worker, the
 * engine and the chain only through this, so that a component test can pass its own.
 */
export interface Product {
	status(): Promise<Status>
	/** Calls back whenever `status()` would answer differently. Returns the way to stop. */
	watch(changed: () => void): () => void
	vault: {
		create(passphrase: string): Promise<Result<void>>
		unlock(passphrase: string): Promise<Result<void>>
		lock(): Promise<void>
		/** `invitation`: the text an institution's officer handed over. Answers the fingerprint both screens must show. */
		join(invitation: string): Promise<Result<{ readonly fingerprint: string }>>
	}
	site: {
		/** Asks the browser for the open tab's origin: call on a click. */
		grant(): Promise<Result<void>>
	}
	chart: {
		/** Reads what the page has loaded and completes it by same-origin requests; nothing is sent anywhere else. */
		read(): Promise<Result<Draft>>
		/** Scrolls the chart to a source row and outlines it for 2 s. */
		show(row: string): Promise<void>
		/** Turns the tab back to the chart this panel is bound to. */
		back?(): Promise<void>
	}
	lookup: {
		terms(text: string): Promise<readonly TermHit[]>
		genes(text: string): Promise<readonly Gene[]>
	}
	cases: {
		/** The case of the bound chart, if one was confirmed before. */
		current(): Promise<Case | null>
		confirm(confirmed: Omit<Case, 'id' | 'confirmedAt'>): Promise<Result<Case>>
	}
	matches: {
		search(by: 'findings-and-gene' | 'findings'): Promise<Result<MatchList>>
		mark(handle: string, state: MatchMark): Promise<void>
		/** What was marked before, by handle. */
		marks?(): Promise<Readonly<Record<string, MatchMark>>>
	}
	consent: {
		current(): Promise<ConsentView | null>
		grant(form: ConsentForm): Promise<Result<ConsentView>>
	}
	publishing: {
		preview(): Promise<Result<Preview>>
		/** Publishes exactly the previewed bytes; refused when the case has changed since. */
		publish(hash: string, progress: (step: PublishStep) => void): Promise<Result<Published>>
	}
	asks: {
		list(): Promise<readonly AskView[]>
		send(handle: string, text: string): Promise<Result<AskView>>
		answer(ask: string, answer: AnswerForm): Promise<Result<AskView>>
	}
	sync(): Promise<Result<{ readonly cards: number; readonly newAsks: number; readonly newAnswers: number }>>
	activity(): Promise<readonly Activity[]>
}

export interface Status {
	readonly vault: 'none' | 'locked' | 'unlocked'
	readonly institution: null | {
		readonly id: number
		readonly name: string
		readonly country: string
		readonly membership: 'waiting' | 'approved'
		readonly fingerprint: string
		/** The clinician's own name as the institution enrolled it. */
		readonly member: string
	}
	readonly network: null | { readonly name: 'local' | 'galileo' | 'aristotle'; readonly demo: boolean }
	readonly ontology: null | {
		readonly name: string
		readonly version: string
		readonly terms: number
		readonly lacks: string | null
		/** Whose content it is and what its weights were counted from. */
		readonly attribution?: string
	}
	readonly index: {
		readonly cards: number
		readonly institutions: number
		readonly at: number | null
		readonly stale: boolean
	}
	readonly chart: null | {
		readonly origin: string
		readonly granted: boolean
		/** null until a patient is recognised. */
		readonly mark: readonly [string, string] | null
		readonly readable: number
		readonly sections: readonly SectionState[]
		readonly locked: boolean
		readonly adapter: string | null
	}
	/** What has left this computer for the open case, oldest first; and how many bytes wait. */
	readonly left: readonly Departure[]
	readonly waiting: number
}
export interface Departure {
	readonly what: 'consent' | 'card' | 'record' | 'ask' | 'answer'
	readonly bytes: number
	readonly at: number
}
export interface TermHit {
	readonly term: TermId
	readonly label: string
	/** The label or synonym that matched and where. */
	readonly matched: { readonly text: string; readonly from: number; readonly to: number }
	/** "no seizures" proposes the term as excluded. */
	readonly excluded: boolean
}
export type MatchMark = 'new' | 'relevant' | 'not-relevant'

export interface ConsentForm {
	readonly subject: 'adult' | 'minor' | 'proxy' | 'deceased'
	readonly data: readonly ('codes' | 'labs' | 'narrative' | 'images' | 'outcome')[]
	readonly purposes: readonly ('care-match' | 'second-opinion')[]
	readonly institutionNamed: boolean
	readonly recontact: boolean
	/** Unix seconds, at most a year away. */
	readonly until: number
	readonly how: 'witnessed' | 'paper' | 'remote'
}
export interface ConsentView extends ConsentForm {
	readonly handle: string
	readonly state: 'live' | 'revoked' | 'expired'
	readonly givenAt: number
	/** Given to the family once, on the receipt; the device does not keep it. */
	readonly receipt?: string
}

export interface Preview {
	/** The card, whole. */
	readonly bytes: Uint8Array
	/** `H("card", bytes)`, hex: must equal the hash of the plaintext that is sealed. */
	readonly hash: string
	/** The bytes again, field by field in order: `from`/`to` index `bytes`. */
	readonly fields: readonly {
		readonly name: string
		readonly words: string
		readonly from: number
		readonly to: number
	}[]
	/** What is not in it, in words. */
	readonly leftOut: readonly string[]
	readonly risk: Risk
	readonly decision: Decision
	readonly readers: {
		readonly allowed: number
		readonly of: number
		readonly refused: readonly { readonly institution: string; readonly reason: string }[]
	}
	/** The sealed record that goes with it, part by part; empty when consent allows codes only. */
	readonly record: readonly { readonly class: string; readonly bytes: number }[]
}
export interface Risk {
	/** People in the world who plausibly match; above 11 it says more than 11. */
	readonly people: number
	/** The terms that do the work. */
	readonly because: readonly string[]
	/** One generalisation and its effect, when there is one. */
	readonly offer: null | {
		readonly from: TermId
		readonly fromLabel: string
		readonly to: TermId
		readonly toLabel: string
		readonly people: number
	}
	/** Where the estimate comes from, named and dated. */
	readonly basis: string
}
export interface Decision {
	readonly outcome: 'allow' | 'allow-with-obligations' | 'needs-a-human' | 'block'
	readonly facts: readonly {
		readonly rule: string
		readonly said: string
		readonly kind: 'fact' | 'duty' | 'reason'
	}[]
	readonly pack: string
	readonly reviewBy: string
}
export type PublishStep = 'sealing' | 'uploading' | 'publishing' | 'done'
export interface Published {
	readonly handle: string
	readonly hash: string
	readonly record: string | null
	readonly recordRoot: string | null
	readonly segmentRoot: string
	readonly readers: number
}

export interface AskView {
	readonly ask: string
	readonly direction: 'sent' | 'received'
	readonly institution: { readonly id: number; readonly name: string; readonly country: string }
	readonly card: string
	readonly question: { readonly text: string; readonly by: string; readonly at: number }
	readonly answer: null | {
		readonly outcome: 'yes' | 'no' | 'declined' | 'withdrawn'
		readonly text: string
		readonly response: Response
		readonly by: string
		readonly at: number
	}
	/** Addresses whose signatures stand on chain, recovered from the transaction's own data. */
	readonly signed: { readonly ask: string | null; readonly answer: string | null }
	readonly deadline: number
	readonly stage: 0 | 1 | 2 | 3
	/** Own card that was asked about, in words, for the receiver. */
	readonly about: string
}
export interface AnswerForm {
	readonly outcome: 'yes' | 'no' | 'declined'
	readonly text: string
	readonly response: Response
}
export interface Activity {
	readonly at: number
	readonly act: string
	readonly said: string
	readonly left: boolean
}
export type { AgeBand, Case, Draft, Failure }
