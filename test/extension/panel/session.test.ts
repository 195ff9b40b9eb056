import { describe, expect, test } from 'vitest'
import { Session } from '#extension/panel/session.svelte.ts'
import { Work } from '#extension/panel/work.svelte.ts'
import type { Product, Status } from '#extension/panel/product.ts'
import { memoryProduct } from '#test/browser/gallery/memory-product.ts'
import { present } from '#test/browser/gallery/story.ts'

/** A session whose product answers whatever chart is set. */
async function bound(): Promise<{ session: Session; switchTo: (chart: Status['chart']) => Promise<void> }> {
	const memory = memoryProduct({ confirmed: true, consent: 'live' })
	const first = await memory.status()
	let chart = first.chart
	const product: Product = { ...memory, status: () => Promise.resolve({ ...first, chart }) }
	const session = new Session(product, { now: () => present })
	await session.refresh()
	return {
		session,
		switchTo: async next => {
			chart = next
			await session.refresh()
		},
	}
}
const other = (chart: Status['chart'], locked = false): Status['chart'] =>
	chart && { ...chart, mark: ['silver', 'wren'], locked }

describe('session', () => {
	test('another chart is said aloud, and the former one is let go', async () => {
		const { session, switchTo } = await bound()
		let rebound = 0
		session.onchart = () => (rebound += 1)
		await switchTo(other(session.status?.chart ?? null))
		expect(session.alarm).toBe('silver wren')
		expect(rebound).toBe(1)
	})

	test('the same chart again says nothing', async () => {
		const { session, switchTo } = await bound()
		await switchTo(session.status?.chart ?? null)
		expect(session.alarm).toBe('')
	})

	test('a change of the chart holds an open case, until its chart is back', async () => {
		const { session, switchTo } = await bound()
		session.holding = true
		let rebound = 0
		session.onchart = () => (rebound += 1)
		const first = session.status?.chart ?? null
		await switchTo(other(first, true))
		expect([session.held, session.bound, rebound]).toEqual(['other', 'copper heron', 0])
		await switchTo(first && { ...first, mark: null, locked: false })
		expect(session.held).toBe('away')
		await switchTo(null)
		expect(session.held).toBe('away')
		await switchTo(first)
		expect([session.held, session.bound, rebound]).toEqual([null, 'copper heron', 0])
	})

	test('a held case can be put away, and only then is the other chart worked on', async () => {
		const { session, switchTo } = await bound()
		session.holding = true
		await switchTo(other(session.status?.chart ?? null, true))
		session.leave()
		expect([session.held, session.bound, session.alarm]).toEqual([null, 'silver wren', 'silver wren'])
	})

	test('an older answer of the product never overtakes a newer one', async () => {
		const memory = memoryProduct()
		const first = await memory.status()
		const answers: ((status: Status) => void)[] = []
		const slow: Product = { ...memory, status: () => new Promise(resolve => answers.push(resolve)) }
		const session = new Session(slow, { now: () => present })
		const both = [session.refresh(), session.refresh()]
		answers[1]?.({ ...first, waiting: 2 })
		answers[0]?.({ ...first, waiting: 1 })
		await Promise.all(both)
		expect(session.waiting).toBe(2)
	})

	test('undo works for 30 seconds, though the toast has gone, and once', () => {
		let now = present
		const session = new Session(memoryProduct(), { now: () => now })
		let undone = 0
		session.say('Ataxia excluded', () => (undone += 1), 'exclude Ataxia')
		session.toast = null
		now += 30
		session.undo()
		session.undo()
		expect(undone).toBe(1)
		session.say('Ataxia excluded', () => (undone += 1))
		now += 31
		session.undo()
		expect(undone).toBe(1)
	})

	test('one comes back from an aside to the tab it was opened from', () => {
		const session = new Session(memoryProduct(), { now: () => present })
		session.go('publish')
		session.go('consent')
		session.go('activity')
		session.back()
		expect(session.screen).toBe('publish')
	})
})

describe('work', () => {
	test('nothing of the former patient stays when another chart is bound', async () => {
		const { session, switchTo } = await bound()
		const work = new Work(session)
		await work.takeUp()
		session.go('publish')
		await work.consent.load()
		await work.publishing.load()
		await work.similar.search()
		await switchTo(other(session.status?.chart ?? null))
		expect(session.screen).toBe('findings')
		expect([work.publishing.preview, work.similar.list, work.consent.current]).toEqual([null, null, null])
	})

	test('a case confirmed anew drops the bytes that were prepared from the former one', async () => {
		const { session } = await bound()
		const work = new Work(session)
		await work.takeUp()
		await work.publishing.load()
		work.confirmed()
		expect(work.publishing.preview).toBeNull()
		expect(session.screen).toBe('similar')
	})
})
