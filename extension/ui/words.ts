/** What the shared components say of themselves, in one place so that a translation can come. */
export const words = {
	bothGenes: (symbols: string): string => `${symbols} in both cases.`,
	otherGene: (theirs: string, ours: string): string => `${theirs}, not ${ours}.`,
	gene: (symbols: string): string => `${symbols}.`,
	inTheirs: (finding: string): string => `${finding} in theirs, excluded in yours.`,
	inYours: (finding: string): string => `${finding} in yours, excluded in theirs.`,
	byFindings: (place: string): string => `By findings alone: ${place}.`,
	named: 'Institution named with the family’s consent.',
	demo: 'Demo case.',
	crowd: '11 needed for a public card',
	stages: 'Stages of reveal',
	stageNames: ['Card', 'Codes', 'Clinicians', 'Record'],
	evidence: (level: number, words: string): string => `Evidence L${level}, ${words}`,
} as const
