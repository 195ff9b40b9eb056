const typing = 'textarea, select, [contenteditable], input:not([type="radio"], [type="checkbox"])'

/** The key as the shortcut lists write it: "Ctrl+Enter", "x", "ArrowDown". */
const named = (event: KeyboardEvent): string =>
	event.ctrlKey || event.metaKey ? `Ctrl+${event.key}` : event.key

/**
 * Runs the act of a key. Inside a text field only chords count, so that writing never acts; inside a dialog and while
 * the case is held none do, and an act that ran keeps the key from doing anything else.
 */
export function press(event: KeyboardEvent, acts: Readonly<Record<string, () => unknown>>): void {
	if (event.defaultPrevented || event.altKey || event.isComposing) return
	const at = event.target instanceof Element ? event.target : null
	if (at?.closest('dialog') || document.querySelector('[data-held]')) return
	const chord = event.ctrlKey || event.metaKey
	if (!chord && at?.closest(typing)) return
	const act = acts[named(event)]
	if (!act) return
	event.preventDefault()
	act()
}

/** Whether a key was pressed on nothing in particular: arrows then belong to the screen's list. */
export const pressedOnNothing = ({ target }: KeyboardEvent): boolean =>
	target === document.body || target instanceof HTMLHeadingElement

/** One line of the list that `?` shows. */
export interface Shortcut {
	readonly keys: readonly string[]
	readonly does: string
}

/** Every shortcut by where it works. They live in the panel only and are off inside text fields. */
export const shortcuts: readonly { readonly where: string; readonly keys: readonly Shortcut[] }[] = [
	{
		where: 'Everywhere',
		keys: [
			{ keys: ['?'], does: 'This list (in the list of findings it means uncertain: use F1)' },
			{ keys: ['u'], does: 'Undo, for 30 seconds' },
			{ keys: ['Esc'], does: 'Close, or take the safe answer' },
		],
	},
	{
		where: 'Findings',
		keys: [
			{ keys: ['c'], does: 'Read findings from the chart' },
			{ keys: ['/'], does: 'Add a finding or a gene' },
			{ keys: ['↑', '↓'], does: 'Move' },
			{ keys: ['↵'], does: 'Accept as proposed' },
			{ keys: ['x'], does: 'Exclude' },
			{ keys: ['?'], does: 'Uncertain' },
			{ keys: ['Del'], does: 'Dismiss' },
			{ keys: ['u'], does: 'Undo the last decision' },
		],
	},
	{
		where: 'Similar',
		keys: [
			{ keys: ['j', 'k'], does: 'Move' },
			{ keys: ['e'], does: 'Explain' },
			{ keys: ['r'], does: 'Relevant' },
			{ keys: ['n'], does: 'Not relevant' },
		],
	},
	{
		where: 'Publish',
		keys: [
			{ keys: ['s'], does: 'Consent' },
			{ keys: ['Ctrl ↵'], does: 'Publish the bytes shown' },
		],
	},
]
