import type { FindingState } from '#shared/case/finding.ts'

/** What a finding may be on screen: the four states of a case, and *not assessed*, which is not the same as excluded. */
export type ShownState = FindingState | 'unassessed'

/** The state's word, as it stands alone at the end of a row. */
export const stateWord = {
	observed: 'Observed',
	excluded: 'Excluded',
	uncertain: 'Uncertain',
	suggested: 'Suggested',
	unassessed: 'Not assessed',
} as const satisfies Record<ShownState, string>

/** The finding's name with its state: the label is the ontology's own, unaltered; observed needs no word. */
export const findingName = (label: string, state: ShownState): string =>
	state === 'observed' ? label : `${label}, ${stateWord[state].toLowerCase()}`
