import { describe, expect, test } from 'vitest'
import { ActivityLog } from '#extension/engine/activity.ts'
import { Cases } from '#extension/engine/cases.ts'
import { queryOf } from '#extension/engine/query-of.ts'
import { Documents } from '#shared/actions/store.ts'
import { noDeployment } from '#shared/crypto/deployment.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import { Secret } from '#shared/kernel/secret.ts'
import { parseTermId, type TermId } from '#shared/ontology/term-id.ts'
import { memoryStore } from '#test/world/folder-store.ts'

const key = new Secret(new Uint8Array(32).fill(5))
const clock = { now: () => 1_800_000_000 }
const fresh = () => new Documents(memoryStore(), { deployment: noDeployment, key, random: systemRandom })
const term = (id: string): TermId => {
	const parsed = parseTermId(id)
	if (!parsed.ok) throw new Error('not a term')
	return parsed.value
}
const finding = (id: string, state: 'observed' | 'excluded' | 'uncertain' | 'suggested') => ({
	...{ term: term(id), label: id, state, proposed: 'observed' as const, sources: [] },
})
const confirmed = {
	binding: 'chart-one-of-an-invented-child',
	mark: ['copper', 'heron'] as const,
	findings: [
		finding('HP:0001250', 'observed'),
		finding('HP:0001251', 'excluded'),
		finding('HP:0000639', 'uncertain'),
		finding('HP:0001903', 'suggested'),
	],
	genes: [{ hgnc: 1424, symbol: 'CAD' }],
	sex: 'female' as const,
	ageBand: '5 to 9 years' as const,
	onset: 0,
	response: 'not-recorded' as const,
	narrative: '',
}

describe('confirmed cases', () => {
	test('belong to one chart, and confirming again keeps the case and its consent', async () => {
		const cases = new Cases(fresh(), clock, systemRandom)
		const first = await cases.confirm(confirmed)
		await cases.keep({ ...first, consent: `0x${'ab'.repeat(16)}` })
		const again = await cases.confirm({ ...confirmed, narrative: 'more' })
		expect(again).toMatchObject({ id: first.id, consent: `0x${'ab'.repeat(16)}`, narrative: 'more' })
		expect(await cases.current('chart-of-somebody-else-entirely')).toBeNull()
	})

	test('take part in a search with what was asserted and nothing else', async () => {
		const cases = new Cases(fresh(), clock, systemRandom)
		expect(queryOf(await cases.confirm(confirmed), 'findings')).toEqual({
			observed: ['HP:0001250'],
			excluded: ['HP:0001251'],
			genes: confirmed.genes,
			by: 'findings',
		})
	})

	test('never find their own card', async () => {
		const own = `0x${'cd'.repeat(16)}`
		const kept = await new Cases(fresh(), clock, systemRandom).confirm({ ...confirmed, consent: own })
		expect(queryOf(kept, 'findings-and-gene').without).toEqual([own])
	})

	test('keep what was noted of their matches apart', async () => {
		const cases = new Cases(fresh(), clock, systemRandom)
		await cases.mark('one', '0xa', 'relevant')
		await cases.mark('two', '0xa', 'not-relevant')
		expect(await cases.marks('one')).toEqual({ '0xa': 'relevant' })
	})
})

describe('the activity log', () => {
	test('keeps everything that happens at once', async () => {
		const log = new ActivityLog(fresh(), clock)
		await Promise.all(Array.from({ length: 20 }, (_, index) => log.note('search', String(index))))
		expect((await log.list()).map(({ said }) => Number(said))).toEqual(
			Array.from({ length: 20 }, (_, i) => i),
		)
	})

	test('tells of each chart only what left for it', async () => {
		const log = new ActivityLog(fresh(), clock)
		await log.note('search', 'on this computer')
		await log.left('one', [{ what: 'card', bytes: 59, said: 'published' }])
		await log.left('two', [{ what: 'ask', bytes: 900, said: 'asked' }])
		expect(await log.departures('one')).toEqual([{ what: 'card', bytes: 59, at: clock.now() }])
		expect((await log.list()).map(({ left }) => left)).toEqual([false, true, true])
	})
})
