import type { Source } from '#shared/case/finding.ts'
import { ageBands, responses, type Sex } from '#shared/case/case.ts'
import { isoDay, plural, responseWords } from '../../ui/say.ts'

/** "Blood smear, 3 Oct 2026": the way back to the chart's own row. */
export const sourceTitle = ({ title, date }: Source): string =>
	date === undefined ? title : `${title}, ${isoDay(date)}`

/** P2 and P3: deciding each finding, and what belongs to the case beside them. */
export const words = {
	title: { deciding: 'Decide each finding', settled: 'The case you confirmed', empty: 'Add what you see' },
	add: 'Add a finding or a gene',
	counted: (hits: number): string => (hits === 0 ? 'No term or gene is called so.' : plural(hits, 'line')),
	examples: 'For example: unsteady gait, no seizures, CAD.',
	asExcluded: 'as excluded',
	also: (name: string): string => `also called “${name}”`,
	gene: 'gene',
	release: (name: string, version: string): string => `${name}, ${version}`,
	list: 'Findings',
	entered: 'Entered by you',
	unpublished: 'not published',
	proposedExcluded: 'Suggested, as excluded',
	proposedUncertain: 'Suggested, as uncertain',
	more: (sources: number): string => `and ${plural(sources, 'more row')}`,
	quote: (quote: string): string => `“${quote}”`,
	acts: {
		accept: 'Accept',
		observed: 'Observed',
		exclude: 'Exclude',
		uncertain: 'Uncertain',
		dismiss: (label: string): string => `Dismiss ${label}`,
	},
	done: {
		observed: (label: string): string => `${label} observed`,
		excluded: (label: string): string => `${label} excluded`,
		uncertain: (label: string): string => `${label} uncertain, not published`,
		suggested: (label: string): string => `${label} undecided`,
		dismissed: (label: string): string => `${label} dismissed`,
		undone: (label: string): string => `${label}: taken back`,
	},
	genes: 'Candidate gene',
	removeGene: (symbol: string): string => `Remove ${symbol}`,
	noGene: 'None. Type its symbol above, if there is one.',
	about: 'About the patient and the illness',
	age: 'Age',
	sex: 'Sex',
	onset: 'First signs',
	response: 'Recorded response to treatment',
	narrative: 'In your own words',
	narrativeHint:
		'Goes only into the sealed record, and only if the family agrees to it. Never on the card. Write no name, no date, no place.',
	again: 'Read again',
	confirm: 'Confirm case',
	confirming: 'Confirming…',
	similar: 'See similar cases',
	undecided: (number: number): string => `${plural(number, 'suggestion')} still to decide`,
	nothingObserved: 'Accept or add at least one finding that is present',
	tooMany: 'A card holds at most 40 findings',
	stays: 'Confirming sends nothing.',
} as const

export const sexes = [
	{ value: 'not-stated', words: 'Not stated' },
	{ value: 'female', words: 'Female' },
	{ value: 'male', words: 'Male' },
	{ value: 'other', words: 'Other' },
] as const satisfies readonly { value: Sex; words: string }[]

export const ages = ageBands.map(value => ({
	value,
	words: value.charAt(0).toUpperCase() + value.slice(1),
}))

/** In the order of the card's onset nibble (protocol 5.3). */
export const onsets = [
	'Not stated',
	'Before birth',
	'At birth',
	'First 28 days',
	'First year',
	'1 to 5 years',
	'5 to 15 years',
	'16 to 40 years',
	'40 to 60 years',
	'After 60 years',
].map((words, value) => ({ value, words }))

export const responseChoices = responses.map(value => ({
	value,
	words: value === 'not-recorded' ? 'Not recorded' : responseWords[value],
}))
