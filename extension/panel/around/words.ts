import { all, count, day, plural } from '../../ui/say.ts'
import type { Departure } from '../product.ts'
import type { Screen } from '../session.svelte.ts'

/** "66 bytes, 1 question": what has left for the open case, in the order of first leaving. */
export function departed(left: readonly Departure[]): string {
	const kinds = [...new Set(left.map(({ what }) => what))]
	const words = kinds.map(kind => {
		const of = left.filter(({ what }) => what === kind)
		const bytes = of.reduce((sum, departure) => sum + departure.bytes, 0)
		switch (kind) {
			case 'consent':
				return 'the consent’s handle'
			case 'card':
				return plural(bytes, 'byte')
			case 'record':
				return `a sealed record of ${plural(bytes, 'byte')}`
			case 'ask':
				return plural(of.length, 'question')
			case 'answer':
				return plural(of.length, 'answer')
		}
	})
	return all(words)
}

/** The words around every screen. */
export const words = {
	product: 'MedNexus',
	mark: 'Chart mark',
	sameTwo: 'The badge beside the chart shows the same two words as this panel.',
	noChart: 'No chart is open in this tab',
	noPatient: 'No patient is recognised in this tab',
	lock: 'Lock MedNexus',
	settings: 'Settings',
	demo: 'Demo network. Every person and hospital is invented.',
	test: 'Test network. Nothing here is a real case.',
	tabs: {
		findings: 'Findings',
		similar: 'Similar',
		publish: 'Publish',
		ask: 'Ask',
	},
	tabsName: 'This case',
	tabWaits: 'Opens when the case is confirmed.',
	due: (number: number): string => `${plural(number, 'question')} to answer`,
	edge: {
		nothing: 'Nothing has left this computer.',
		compared: 'Compared on this computer. Nothing was asked, nobody was told.',
		wait: (bytes: number): string =>
			`${plural(bytes, 'byte')} ${bytes === 1 ? 'waits' : 'wait'} at the edge of this computer.`,
		left: (left: readonly Departure[]): string => `Has left for this case: ${departed(left)}.`,
		all: 'See all',
	},
	held: {
		name: 'The case is held',
		other: {
			first: 'The chart changed to another patient.',
			rest: 'This case is locked. Nothing crossed over.',
		},
		away: {
			first: 'No patient is shown in this tab.',
			rest: 'This case is held until its chart is open again.',
		},
		back: (mark: string): string => `Return to ${mark}`,
		backByHand: (mark: string): string => `To go on, open the chart of ${mark} again.`,
		leave: 'Put this case away',
	},
	changedTo: (mark: string): string => `The chart mark is now ${mark}.`,
	undo: 'Undo',
	close: 'Close',
	back: 'Back',
	shortcuts: 'Keyboard shortcuts',
	shortcutsRest: 'They work in this panel only, and not while you write in a field.',
	opening: 'Opening what this computer holds.',
} as const

/** "Index of today 06:00" and its like: how old the index is. */
export function indexAge(at: number | null, now: number): string {
	if (at === null) return 'not synced yet'
	const minutes = Math.floor((now - at) / 60)
	if (minutes < 1) return 'index of this minute'
	if (minutes < 60) return `index of ${plural(minutes, 'minute')} ago`
	const hours = Math.floor(minutes / 60)
	return hours < 24 ? `index of ${plural(hours, 'hour')} ago` : `index of ${day(at)}`
}

/** "240 cards from 12 institutions, index of 3 minutes ago." */
export const health = (cards: number, institutions: number, at: number | null, now: number): string =>
	`${count(cards)} ${cards === 1 ? 'card' : 'cards'} from ${plural(institutions, 'institution')}, ${indexAge(at, now)}.`

/** The tabs, four at most, in order. */
export const tabs: readonly (keyof typeof words.tabs & Screen)[] = ['findings', 'similar', 'publish', 'ask']
