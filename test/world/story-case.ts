import type { Case } from '#shared/case/case.ts'
import type { FindingState } from '#shared/case/finding.ts'
import type { ConsentForm } from '#shared/actions/consent-form.ts'
import { Ontology } from '#shared/ontology/ontology.ts'
import { starterPack } from '#shared/ontology/starter/starter.ts'
import type { TermId } from '#shared/ontology/term-id.ts'
import { demoCases, type DemoCase } from './cases.ts'

/** One of the three cases of the story. */
export function storyCase(story: 'new-york' | 'reykjavik' | 'bengaluru', seed = 7): DemoCase {
	const found = demoCases(seed).find(each => each.story === story)
	if (!found) throw new Error(`no ${story} in the story`)
	return found
}

/** A demonstration case as its clinician would have confirmed it. */
export function confirmedCase(from: DemoCase, id: string): Case {
	const ontology = new Ontology(starterPack())
	const findings = (
		terms: readonly TermId[],
		state: FindingState & ('observed' | 'excluded' | 'uncertain'),
	) =>
		terms.map(term => ({
			term,
			label: ontology.label(term) ?? term,
			state,
			proposed: state,
			sources: [],
		}))
	return {
		id,
		binding: `chart ${id}`,
		mark: ['quiet', 'river'],
		findings: [
			...findings(from.observed, 'observed'),
			...findings(from.excluded, 'excluded'),
			...findings(from.uncertain, 'uncertain'),
		],
		genes: from.genes,
		sex: from.sex,
		ageBand: from.ageBand,
		onset: from.onset,
		response: from.response,
		narrative: from.narrative,
		confirmedAt: 0,
	}
}

/** A consent to everything this version can send. */
export const wholeConsent = (): ConsentForm => ({
	subject: 'minor',
	data: ['codes', 'narrative', 'outcome'],
	purposes: ['care-match', 'second-opinion'],
	institutionNamed: false,
	recontact: true,
	until: Math.floor(Date.now() / 1000) + 200 * 86_400,
	how: 'witnessed',
})
