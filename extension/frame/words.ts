/** Everything the frame says, in one place. */
export const words = {
	mark: 'Chart mark',
	openPanel: 'Open the side panel',
	close: 'Close',
	move: 'Move to the next corner',
	list: 'Similar cases, closest first',
	waiting: 'Comparing on this computer',
	closed: 'Matches show here once the case is confirmed in the panel and the panel is unlocked.',
	none: (cards: number) => `No similar case among ${cards}. That is not proof that none exists.`,
	stale: 'The index is old. Newer cards may be missing.',
	explain: 'Explain in the panel',
	notToday: 'Not today',
	edge: 'Compared on this computer. Nothing was asked, nobody was told.',
} as const
