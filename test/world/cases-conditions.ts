import content from './cases-conditions.json' with { type: 'json' }

/** A condition of the demonstration world: which findings its patients have, and how often. */
export interface Condition {
	readonly name: string
	readonly gene: { readonly symbol: string; readonly hgnc: number }
	/** Onset code of a card. */
	readonly onset: number
	readonly cases: number
	readonly findings: readonly { readonly label: string; readonly percent: number }[]
}

type Written = (typeof content.lookAlikes)[number]

const read = ({ name, gene, hgnc, onset, cases, findings }: Written): Condition => ({
	name,
	gene: { symbol: gene, hgnc },
	onset,
	cases,
	findings: findings.split('; ').map(entry => {
		const [, percent, label] = /^(\d+) (.+)$/.exec(entry) ?? []
		return { label: label as string, percent: Number(percent) }
	}),
})

/** Conditions that share much with the story's: encephalopathies, inherited anaemias, mitochondrial disease. */
export const lookAlikes: readonly Condition[] = content.lookAlikes.map(read)
/** Forty conditions of every organ system. */
export const background: readonly Condition[] = content.background.map(read)
