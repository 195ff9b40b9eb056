import type { AgeBand, Gene, Response, Sex } from '#shared/case/case.ts'
import { ageBands } from '#shared/case/case.ts'
import { Ontology } from '#shared/ontology/ontology.ts'
import { starterPack } from '#shared/ontology/starter/starter.ts'
import type { TermId } from '#shared/ontology/term-id.ts'
import { background, type Condition, lookAlikes } from './cases-conditions.ts'
import { cad, type StoryCase, storyCases } from './cases-story.ts'
import { type Dice, seededDice } from './dice.ts'

/** A synthetic case of the demonstration world: what an invented clinician confirmed about an invented patient. */
export interface DemoCase {
	/** `demo-001`: stable for one demo number, never on the wire. */
	readonly id: string
	/** 1 to 12, in the order of the demonstration institutions. */
	readonly institution: number
	readonly story: StoryCase['story'] | null
	/** What the generator drew from: never part of a card. */
	readonly condition: string
	readonly kind: 'story' | 'look-alike' | 'background'
	/** Ascending and disjoint, together at most 40. */
	readonly observed: readonly TermId[]
	readonly excluded: readonly TermId[]
	readonly uncertain: readonly TermId[]
	readonly genes: readonly Gene[]
	readonly sex: Sex
	readonly ageBand: AgeBand
	/** Onset code of a card. */
	readonly onset: number
	readonly response: Response
	readonly sequenced: boolean
	readonly diagnosisConfirmed: boolean
	readonly institutionNamed: boolean
	readonly narrative: string
}

const institutions = 12
/** First age band in which an onset code can have been seen. */
const earliestBand = [3, 1, 2, 2, 3, 4, 6, 8, 10, 12] as const

/** The 240 cases of the demonstration world: 3 of the story, 37 look-alikes, 200 others. One number decides all. */
export function demoCases(seed: number): readonly DemoCase[] {
	const ontology = new Ontology(starterPack())
	const terms = new Map([...ontology.terms()].map(term => [ontology.label(term) as string, term]))
	const termOf = (label: string): TermId => {
		const term = terms.get(label)
		if (!term) throw new Error(`the starter ontology has no "${label}"`)
		return term
	}
	const dice = seededDice(seed)
	const drawn = [
		...lookAlikes.map(condition => ({ condition, kind: 'look-alike' as const })),
		...background.map(condition => ({ condition, kind: 'background' as const })),
	].flatMap(({ condition, kind }) =>
		Array.from({ length: condition.cases }, () => ({ ...draw(condition, ontology, termOf, dice), kind })),
	)
	return [...storyCases.map(story => tell(story, termOf)), ...drawn].map((each, index) => ({
		id: `demo-${String(index + 1).padStart(3, '0')}`,
		...each,
	}))
}

type Unnumbered = Omit<DemoCase, 'id'>

const ascending = (terms: Iterable<TermId>): readonly TermId[] => [...new Set(terms)].sort()

const tell = (story: StoryCase, termOf: (label: string) => TermId): Unnumbered => ({
	institution: story.institution,
	story: story.story,
	condition: 'CAD deficiency',
	kind: 'story',
	observed: ascending(story.observed.map(termOf)),
	excluded: ascending(story.excluded.map(termOf)),
	uncertain: ascending(story.uncertain.map(termOf)),
	genes: [cad],
	sex: story.sex,
	ageBand: story.ageBand,
	onset: 4,
	response: story.response,
	sequenced: true,
	diagnosisConfirmed: story.story !== 'new-york',
	institutionNamed: story.institutionNamed,
	narrative: story.narrative,
})

function draw(
	condition: Condition,
	ontology: Ontology,
	termOf: (label: string) => TermId,
	dice: Dice,
): Omit<Unnumbered, 'kind'> {
	const observed = new Set<TermId>()
	const excluded = new Set<TermId>()
	const often = [...condition.findings].sort((a, b) => b.percent - a.percent)
	for (const [index, { label, percent }] of often.entries()) {
		const term = termOf(label)
		// Every patient has the three commonest findings, or there would be nothing to recognise.
		if (index < 3 || dice.chance(percent)) observed.add(lessPrecise(term, ontology, dice))
		else if (dice.chance(30)) excluded.add(term)
	}
	for (const term of excluded) if ([...observed].some(seen => ontology.isA(seen, term))) excluded.delete(term)
	const sequenced = dice.chance(92)
	const band = Math.min(14, (earliestBand[condition.onset] ?? 3) + dice.below(4))
	return {
		institution: 1 + dice.below(institutions),
		story: null,
		condition: condition.name,
		observed: ascending(observed),
		excluded: ascending(excluded),
		uncertain: [],
		genes: sequenced ? [condition.gene] : [],
		sex: dice.chance(50) ? 'female' : 'male',
		ageBand: ageBands[band] as AgeBand,
		onset: condition.onset,
		response: dice.pick([
			'not-recorded',
			'not-recorded',
			'not-recorded',
			'treated',
			'improved',
			'worse',
			'unchanged',
		]),
		sequenced,
		diagnosisConfirmed: sequenced && dice.chance(90),
		institutionNamed: false,
		narrative: `Invented for the demonstration: drawn from the frequencies of ${condition.name}.`,
	}
}

/** One clinician in six writes the parent of what another would have written. */
function lessPrecise(term: TermId, ontology: Ontology, dice: Dice): TermId {
	const parents = ontology
		.parents(term)
		.filter(parent => ontology.parents(parent).some(above => ontology.isFinding(above)))
	return parents.length > 0 && dice.chance(16) ? dice.pick(parents) : term
}
