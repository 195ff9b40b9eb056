import type { AgeBand, Response, Sex } from '#shared/case/case.ts'
import type { Match } from '#shared/matching/match.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number): string => String(value).padStart(2, '0')

/** "12 Oct 2026", from Unix seconds, in UTC so that two sites read the same day. */
export function day(at: number): string {
	const date = new Date(at * 1000)
	return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** "12 Oct 2026, 14:20 UTC": how a signed time is said. */
export function moment(at: number): string {
	const date = new Date(at * 1000)
	return `${day(at)}, ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`
}

/** "12 Mar 2024" from an ISO date; a date the chart wrote otherwise stays as it is. */
export function isoDay(date: string): string {
	const seconds = Date.parse(date) / 1000
	return /^\d{4}-\d{2}-\d{2}/.test(date) && Number.isFinite(seconds) ? day(seconds) : date
}

/** "240", "1,204". */
export const count = (value: number): string => value.toLocaleString('en-GB')

/** "1 finding", "9 findings". */
export const plural = (value: number, one: string, many = `${one}s`): string =>
	`${count(value)} ${value === 1 ? one : many}`

/** "A, B and C". */
export const all = (words: readonly string[]): string =>
	words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

const regions = new Intl.DisplayNames('en', { type: 'region' })

/** "Iceland" from "IS"; a name stays a name. */
export const country = (code: string): string => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code)

const children: readonly AgeBand[] = [
	'under 1 year',
	'1 to 4 years',
	'5 to 9 years',
	'10 to 14 years',
	'15 to 17 years',
]
const adults = (band: AgeBand): boolean => /^(?:18|[3-8]0)/.test(band)

/** "Girl, 1 to 4 years"; only what is stated. */
export function who(sex: Sex, band: AgeBand): string {
	const female = children.includes(band) ? 'Girl' : adults(band) ? 'Woman' : 'Female'
	const male = children.includes(band) ? 'Boy' : adults(band) ? 'Man' : 'Male'
	const words = { 'not-stated': '', female, male, other: 'Other sex' }[sex]
	return [words, band === 'not stated' ? '' : band].filter(part => part !== '').join(', ')
}

/** The recorded response to treatment. It may filter, it never ranks. */
export const responseWords = {
	'not-recorded': 'Response unknown',
	treated: 'Treated',
	improved: 'Treated, improved',
	worse: 'Treated, worse',
	unchanged: 'Treated, unchanged',
} as const satisfies Record<Response, string>

/** How near a case is, in words. */
export function verdictWords({ verdict, explanation }: Pick<Match, 'verdict' | 'explanation'>): string {
	switch (verdict) {
		case 'may-be-same':
			return 'May be the same condition'
		case 'different-gene':
			return 'Looks alike, different gene'
		case 'against':
			return `Looks alike, ${plural(explanation.conflicts.length, 'finding')} against`
		case 'looks-alike':
			return 'Looks alike'
	}
}

/** "5 of your 7 findings, 1 near, 1 against". */
export function sharedWords(match: Pick<Match, 'shared' | 'near' | 'of' | 'explanation'>): string {
	const against = match.explanation.conflicts.length
	return [
		`${match.shared} of your ${plural(match.of, 'finding')}`,
		...(match.near > 0 ? [`${match.near} near`] : []),
		...(against > 0 ? [`${against} against`] : []),
	].join(', ')
}

/** "1st", "6th". */
export function ordinal(place: number): string {
	const tens = place % 100
	const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th')
	return `${count(place)}${ending}`
}

/** The first and last characters of a hash or handle, in fours. The whole stands in the proof. */
export function short(hex: string): string {
	const digits = hex.replace(/^0x/, '')
	return digits.length <= 16 ? fours(digits) : `${fours(digits.slice(0, 8))} … ${digits.slice(-4)}`
}

/** Hex in groups of four, so that a person can compare it. */
export const fours = (hex: string): string => hex.replace(/^0x|\s/g, '').replace(/(.{4})(?=.)/g, '$1 ')
