import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OpenCase } from '#extension/panel/findings/open-case.svelte.ts'
import type { Product } from '#extension/panel/product.ts'
import type { Draft } from '#shared/case/case.ts'
import { err, ok, type Result } from '#shared/kernel/result.ts'
import { termOfNumber } from '#shared/ontology/term-id.ts'
import { cad, decided, draft, findings } from '#test/browser/gallery/story.ts'

type Reached = Pick<Product, 'chart' | 'cases'>

/** A chart that answers a draft, and a home that takes what is confirmed. */
function reached(read: () => Promise<Result<Draft>> = () => Promise.resolve(ok(draft))): Reached {
	return {
		chart: { read, show: () => Promise.resolve() },
		cases: {
			current: () => Promise.resolve(null),
			confirm: confirmed => Promise.resolve(ok({ ...confirmed, id: decided.id, confirmedAt: 1 })),
		},
	}
}
async function opened(): Promise<OpenCase> {
	const open = new OpenCase(reached())
	await open.read()
	return open
}
const stateOf = (open: OpenCase, label: string): string | undefined =>
	open.findings.find(finding => finding.label === label)?.state
const term = (label: string) =>
	(findings.find(finding => finding.label === label) ?? findings[0])?.term ?? termOfNumber(0)

describe('deciding findings', () => {
	test('everything that was read awaits a decision', async () => {
		const open = await opened()
		expect(open.undecided).toBe(findings.length)
		expect(open.obstacle).toBe('suggestions-open')
	})

	test('accepting takes a finding as the chart proposed it', async () => {
		const open = await opened()
		for (const finding of findings) open.accept(finding.term)
		expect(stateOf(open, 'Anemia')).toBe('observed')
		expect(stateOf(open, 'Nystagmus')).toBe('uncertain')
		expect(stateOf(open, 'Increased circulating lactate concentration')).toBe('excluded')
		expect(open.obstacle).toBeNull()
	})

	test('a case without a single observed finding cannot be confirmed', async () => {
		const open = await opened()
		for (const finding of findings) open.decide(finding.term, 'excluded')
		expect(open.obstacle).toBe('nothing-observed')
		expect(await open.confirm()).toEqual(err({ kind: 'nothing-observed' }))
	})

	test('a card holds at most 40 findings, uncertain ones aside', async () => {
		const open = await opened()
		for (const finding of findings) open.decide(finding.term, 'uncertain')
		for (let number = 1; number <= 40; number++)
			open.add({ term: termOfNumber(9_000_000 + number), label: `Term ${number}` }, 'observed')
		expect(open.obstacle).toBeNull()
		open.add({ term: termOfNumber(9_000_041), label: 'One more' }, 'excluded')
		expect(open.obstacle).toBe('too-many-terms')
	})

	test('any number of decisions can be undone, back to what was read', async () => {
		const acts = fc.array(
			fc.record({
				at: fc.nat(findings.length - 1),
				act: fc.constantFrom('accept', 'excluded', 'uncertain', 'observed', 'dismiss', 'add', 'gene'),
			}),
			{ maxLength: 25 },
		)
		await fc.assert(
			fc.asyncProperty(acts, async decisions => {
				const open = await opened()
				const before = open.findings
				for (const { at, act } of decisions) {
					const { term: id, label } = findings[at] ?? (findings[0] as (typeof findings)[number])
					if (act === 'accept') open.accept(id)
					else if (act === 'dismiss') open.dismiss(id)
					else if (act === 'add') open.add({ term: id, label }, 'observed')
					else if (act === 'gene') open.addGene(cad)
					else open.decide(id, act as 'observed')
				}
				while (open.undo() !== undefined);
				expect(open.findings).toEqual(before)
				expect(open.genes).toEqual([])
			}),
		)
	})

	test('the selection goes on to the next suggestion and stays inside the list', async () => {
		const open = await opened()
		open.accept(findings[0]?.term ?? termOfNumber(0))
		open.advance()
		expect(open.selected).toBe(1)
		open.move(100)
		expect(open.selected).toBe(findings.length - 1)
		open.dismiss(open.findings.at(-1)?.term ?? termOfNumber(0))
		expect(open.selected).toBe(findings.length - 2)
	})
})

describe('reading again', () => {
	test('never overwrites a decision, and keeps what was added by hand', async () => {
		const open = await opened()
		open.decide(term('Anemia'), 'excluded')
		open.add({ term: termOfNumber(2317), label: 'Unsteady gait' }, 'observed')
		open.addGene(cad)
		await open.read()
		expect(stateOf(open, 'Anemia')).toBe('excluded')
		expect(stateOf(open, 'Unsteady gait')).toBe('observed')
		expect(open.genes).toEqual([cad])
	})

	test('a refused reading says why and leaves the findings as they were', async () => {
		const open = new OpenCase(reached(() => Promise.resolve(err({ kind: 'not-signed-in' }))))
		await open.read()
		expect(open.failure).toEqual({ kind: 'not-signed-in' })
		expect(open.begun).toBe(false)
	})
})

describe('another chart', () => {
	test('what was read for the former patient is dropped, whenever it arrives', async () => {
		let answer: (draft: Result<Draft>) => void = () => undefined
		const late = new Promise<Result<Draft>>(resolve => (answer = resolve))
		const open = new OpenCase(reached(() => late))
		const reading = open.read()
		await open.rebind()
		answer(ok(draft))
		await reading
		expect(open.findings).toEqual([])
		expect(open.begun).toBe(false)
	})

	test('nothing of the former case stays', async () => {
		const open = await opened()
		open.addGene(cad)
		open.narrative = 'her story'
		await open.rebind()
		expect([open.findings, open.genes, open.narrative, open.undo()]).toEqual([[], [], '', undefined])
	})

	test('a case that was confirmed before is taken up as it was', async () => {
		const known = reached()
		const open = new OpenCase({
			...known,
			cases: { ...known.cases, current: () => Promise.resolve(decided) },
		})
		await open.rebind()
		expect(open.settled).toBe(true)
		open.decide(term('Anemia'), 'uncertain')
		expect(open.settled).toBe(false)
	})
})

describe('confirming', () => {
	test('keeps the binding and the mark of the chart that was read', async () => {
		const open = await opened()
		for (const finding of findings) open.accept(finding.term)
		const confirmed = await open.confirm()
		expect(confirmed).toMatchObject({ ok: true, value: { binding: draft.binding, mark: draft.mark } })
		expect(open.settled).toBe(true)
	})

	test('an offered broader term takes the place of the finding, once', async () => {
		const open = await opened()
		for (const finding of findings) open.accept(finding.term)
		open.generalise(term('Anisopoikilocytosis'), termOfNumber(4447), 'Poikilocytosis')
		expect(open.observed.map(({ label }) => label)).toContain('Poikilocytosis')
		expect(open.findings.some(({ label }) => label === 'Anisopoikilocytosis')).toBe(false)
		open.undo()
		expect(open.observed.map(({ label }) => label)).toContain('Anisopoikilocytosis')
	})
})
