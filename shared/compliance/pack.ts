/** How a request may end, from best to worst: the worst of what applies decides (product 8). */
export const effects = ['allow', 'allow-with-obligations', 'needs-a-human', 'block'] as const
export type Effect = (typeof effects)[number]

export type DataClass = 'codes' | 'labs' | 'narrative' | 'images' | 'face' | 'genomic' | 'outcome'
export type Subject = 'adult' | 'minor' | 'proxy' | 'deceased'

/** One release to one country. `null` is "not known", which never helps. */
export interface TransferRequest {
	/** ISO 3166-1 alpha-2 of the institution that releases, and of the one that receives. */
	readonly origin: string | null
	readonly destination: string | null
	readonly purpose: string
	readonly data: readonly DataClass[]
	readonly subject: Subject | null
	/** Whether the consent covers these data, this purpose and this destination. */
	readonly consent: boolean | null
	/** Whether a signed agreement between the two institutions is in force. */
	readonly agreement: boolean | null
	/** Unix seconds. */
	readonly at: number
}

/** What must hold for a rule to apply. Groups name lists of countries, facts name dated assertions of the pack. */
export type Condition =
	| { readonly origin: string }
	| { readonly destination: string }
	| { readonly sameCountry: true }
	| { readonly purpose: readonly string[] }
	/** Nothing but these classes leaves. */
	| { readonly onlyData: readonly DataClass[] }
	/** At least one of these classes leaves. */
	| { readonly anyData: readonly DataClass[] }
	| { readonly subject: readonly Subject[] }
	| { readonly consent: boolean }
	| { readonly agreement: boolean }
	| { readonly fact: string }
	| { readonly all: readonly Condition[] }
	| { readonly any: readonly Condition[] }

/** How far a reading of the law can be relied on. */
export type Confidence = 'settled' | 'contested' | 'our-reading'

export interface Duty {
	readonly id: string
	readonly said: string
}
interface Rule {
	/** Within its pack; shown with the pack's id before it. */
	readonly id: string
	readonly when: Condition
	/** May hold `{origin}` and `{destination}`, which become the countries' names. */
	readonly said: string
	/** Key of `sources`. */
	readonly source: string
	readonly confidence: Confidence
}
/** A way to answer a question with yes. */
export interface Route extends Rule {
	readonly duties: readonly Duty[]
}
/** Something that stands against a release or adds a duty to it, whatever the routes say. */
export interface Limit extends Rule {
	readonly effect: Exclude<Effect, 'allow'>
}
/** Must be answered by one of its routes, the best that applies; unanswered, it needs a human. */
export interface Question {
	readonly id: string
	/** Said when no route applies. */
	readonly open: string
	readonly routes: readonly Route[]
}

/** "`from` recognises `to`", for a time. Dates are ISO, `until` exclusive, null while open. */
export interface DatedFact {
	readonly id: string
	/** Groups. */
	readonly from: string
	readonly to: string
	readonly since: string
	readonly until: string | null
	readonly source: string
}

/** Rules of releasing case data between countries, as data: the same inputs and pack give the same answer anywhere. */
export interface RulePack {
	readonly v: 1
	readonly type: 'rules'
	readonly id: string
	readonly version: number
	/** Shown wherever a decision is: what this pack is not. */
	readonly notice: string
	/** ISO dates. Outside of them nothing is simply allowed. */
	readonly effectiveFrom: string
	readonly reviewBy: string
	readonly sources: Readonly<Record<string, { readonly cite: string; readonly asOf: string }>>
	/** Names of the countries the pack knows. */
	readonly countries: Readonly<Record<string, string>>
	readonly groups: Readonly<Record<string, readonly string[]>>
	readonly facts: readonly DatedFact[]
	readonly questions: readonly Question[]
	readonly limits: readonly Limit[]
}

/** The worse of two effects. */
export const worse = (a: Effect, b: Effect): Effect => (effects.indexOf(a) >= effects.indexOf(b) ? a : b)

/** Unix seconds at which an ISO date begins, in UTC. */
export const startOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 1000
