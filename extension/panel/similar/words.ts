import { plural } from '../../ui/say.ts'
import type { By } from './similar.svelte.ts'

/** P4: cases like this one. */
export const words = {
	title: (same: number, matches: number, cards: number, stale: boolean): string => {
		if (stale && same + matches === 0) return 'Index stale'
		if (same > 0) return `${plural(same, 'case')} may be the same condition`
		if (matches > 0) return `${plural(matches, 'case')} ${matches === 1 ? 'looks' : 'look'} alike`
		return `No similar case among ${cards}`
	},
	searching: 'Similar cases',
	opening: 'Opening the sealed index on this computer.',
	by: 'Compare using',
	list: 'Similar cases, closest first',
	none: 'That is not proof that none exists. New cards are compared at your next visit.',
	empty: {
		first: 'No card has arrived on this computer yet.',
		rest: 'Sync fetches the cards that your institution may read. Nothing about your case is sent.',
		act: 'Sync now',
		busy: 'Syncing…',
	},
	stale: {
		first: (days: number): string => `Index stale, ${plural(days, 'day')}.`,
		rest: 'Matches below may miss newer cards. Nothing was wrong with your search.',
	},
	explain: 'Explain',
	hide: 'Hide',
	ask: 'Ask this hospital',
	read: 'Read the question',
	relevant: 'Relevant',
	not: 'Not',
	notWhat: 'relevant',
	marked: { relevant: 'Marked relevant', 'not-relevant': 'Marked not relevant', new: 'Mark taken back' },
	unnamed: 'A verified hospital',
	drawer: {
		title: 'What counted',
		close: 'Close explanation',
		yours: 'Yours',
		counted: 'Counted',
		theirs: 'Theirs',
		same: 'same',
		sameGene: 'same gene',
		otherGene: (symbols: string): string => symbols,
		noGene: 'no gene recorded',
		notSeen: 'not recorded',
		counts: { exact: 'counted whole', via: 'counted in part', 'not-seen': 'not counted' },
		caption: 'A longer bar is a rarer finding. Filled is what their case shares.',
		onlyTheirs: 'Only theirs, not assessed in yours',
		against: 'Against',
		observedTheirs: (theirs: string, ours: string): string =>
			theirs === ours
				? `${theirs}: present in theirs, excluded in yours.`
				: `${theirs} is present in theirs; ${ours} is excluded in yours.`,
		observedOurs: (theirs: string, ours: string): string =>
			theirs === ours
				? `${ours}: present in yours, excluded in theirs.`
				: `${ours} is present in yours; ${theirs} is excluded in theirs.`,
		shown: 'Shown, never counted.',
		evidence: 'computed here',
	},
} as const

export const ways = [
	{ value: 'findings-and-gene', words: 'Findings and gene' },
	{ value: 'findings', words: 'Findings alone' },
] as const satisfies readonly { value: By; words: string }[]
