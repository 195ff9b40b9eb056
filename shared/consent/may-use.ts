import type { ConsentTerms } from './terms.ts'

/** What somebody wants to do with a case. */
export interface Use {
	/** Every class of data that would be shown. */
	readonly data: readonly string[]
	readonly purpose: string
	readonly reader: { readonly institution: number; readonly tier: number; readonly country: string }
	/** `undefined`: nobody has said yet. */
	readonly commercial?: boolean
	/** Unix seconds, of a final block. */
	readonly at: number
}
/** Unknown never means yes: an unknown word is a no, an unknown restriction is a question for a person. */
export type Verdict = 'allowed' | 'needs-a-human' | 'not-allowed'

const purposes = new Set(['care-match', 'second-opinion', 'research', 'education', 'commercial'])
const dataClasses = new Set(['codes', 'labs', 'narrative', 'images', 'face', 'genomic', 'outcome'])
/** DUO 2021-02-23: no restriction, general research, health or medical or biomedical. */
const openPermissions = new Set(['DUO:0000004', 'DUO:0000042', 'DUO:0000006'])
/** Disease-specific and ancestry research: whether this use is of that kind is for a person to say. */
const narrowPermissions = new Set(['DUO:0000007', 'DUO:0000011'])
/** Not for profit, non-commercial, and both. */
const nonCommercial = new Set(['DUO:0000018', 'DUO:0000045', 'DUO:0000046'])
/** Restrictions of DUO whose terms are met, or not, outside of what is known here. */
const restrictions = new Set(
	[12, 15, 16, 19, 20, 21, 22, 24, 25, 26, 27, 28, 29, 43, 44].map(
		number => `DUO:${String(number).padStart(7, '0')}`,
	),
)

function duoVerdict(duo: string, { commercial }: Use): Verdict {
	if (openPermissions.has(duo)) return 'allowed'
	if (nonCommercial.has(duo)) {
		if (commercial === undefined) return 'needs-a-human'
		return commercial ? 'not-allowed' : 'allowed'
	}
	return narrowPermissions.has(duo) || restrictions.has(duo) ? 'needs-a-human' : 'not-allowed'
}

function isRecipient({ recipients, institution }: ConsentTerms, { reader }: Use): boolean {
	if (reader.institution === institution) return true
	if (recipients.excluded.includes(reader.institution)) return false
	if (recipients.named.includes(reader.institution)) return true
	return recipients.tiers.includes(reader.tier) && recipients.countries.includes(reader.country)
}

function verdictOf(terms: ConsentTerms, use: Use): Verdict {
	const known =
		purposes.has(use.purpose) &&
		use.data.every(each => dataClasses.has(each)) &&
		terms.purposes.includes(use.purpose) &&
		use.data.every(each => terms.data.includes(each))
	if (!known || use.at >= terms.until || !isRecipient(terms, use)) return 'not-allowed'
	if (use.purpose === 'commercial' && use.commercial === false) return 'not-allowed'
	const permitted = terms.duo.some(duo => openPermissions.has(duo) || narrowPermissions.has(duo))
	if (!permitted) return 'not-allowed'
	return strictest(terms.duo.map(duo => duoVerdict(duo, use)))
}

const order: readonly Verdict[] = ['allowed', 'needs-a-human', 'not-allowed']
const strictest = (verdicts: readonly Verdict[]): Verdict =>
	order[Math.max(...verdicts.map(verdict => order.indexOf(verdict)))] ?? 'not-allowed'

/** Whether every one of the terms opened for a consent allows a use: a narrowed consent can never widen (protocol 7). */
export const mayUse = (opened: readonly ConsentTerms[], use: Use): Verdict =>
	opened.length === 0 ? 'not-allowed' : strictest(opened.map(terms => verdictOf(terms, use)))
