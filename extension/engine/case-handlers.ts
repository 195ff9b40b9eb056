import type { Case } from '#shared/case/case.ts'
import { findGenes as genesCalled } from '#shared/ontology/genes.ts'
import { err, ok } from '#shared/kernel/result.ts'
import { confirmCase, currentCase, draftFromChart } from '../messages/cases.ts'
import { readTab } from '../messages/chart.ts'
import { findGenes, findTerms } from '../messages/lookup.ts'
import { markMatch, matchMarks, searchMatches } from '../messages/matching.ts'
import { send } from '../messages/send.ts'
import { type Handler, on } from '../messages/serve.ts'
import type { Engine } from './engine.ts'
import { queryOf } from './query-of.ts'
import { onWhileOpen } from './while-open.ts'

/** The first half of the main job: capture, confirm, search. Nothing here sends anything anywhere. */
export const caseHandlers = (engine: Engine): readonly Handler[] => [
	onWhileOpen(draftFromChart, async ({ binding, tab }) => {
		const captured = await send(readTab, { tab })
		if (!captured.ok) return captured
		// The chart may have changed between the click and the answer: what belongs to another patient is not read.
		if (captured.value.binding !== binding) return err({ kind: 'chart-changed' })
		const draft = await engine.knowledge.draft(captured.value, Date.now())
		return draft.findings.length === 0 && draft.sections.every(({ rows }) => rows === 0)
			? err({ kind: 'nothing-readable' })
			: ok(draft)
	}),
	onWhileOpen(currentCase, async ({ binding }) => ok(await (await engine.session()).cases.current(binding))),
	onWhileOpen(confirmCase, async confirmed => {
		const { cases, activity } = await engine.session()
		const kept = await cases.confirm(confirmed)
		await activity.note('confirm', `${countOf(kept)} confirmed`)
		return ok(kept)
	}),
	onWhileOpen(searchMatches, async ({ binding, by }) => {
		const { cases, activity, index } = await engine.session()
		const current = await cases.current(binding)
		if (!current) return err({ kind: 'no-case' })
		const { at, stale } = await index.status()
		const { matches, cards, institutions } = await engine.knowledge.search(queryOf(current, by))
		await activity.note('search', `${cards} cards of ${institutions} institutions searched on this computer`)
		return ok({ matches, cards, institutions, indexAt: at, stale })
	}),
	on(findTerms, async ({ text }) => ok(await engine.knowledge.find(text))),
	on(findGenes, ({ text }) => ok(genesCalled(text))),
	onWhileOpen(markMatch, async ({ binding, handle, state }) =>
		ok(await (await engine.session()).cases.mark(binding, handle, state)),
	),
	onWhileOpen(matchMarks, async ({ binding }) => ok(await (await engine.session()).cases.marks(binding))),
]

const countOf = ({ findings }: Case): string => {
	const decided = findings.filter(({ state }) => state === 'observed' || state === 'excluded').length
	return `${decided} ${decided === 1 ? 'finding' : 'findings'}`
}
