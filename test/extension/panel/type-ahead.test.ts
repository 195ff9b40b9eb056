import { describe, expect, test } from 'vitest'
import { suggest } from '#extension/panel/findings/suggest.ts'
import { TypeAhead, type Suggestion } from '#extension/ui/type-ahead.svelte.ts'
import { memoryProduct } from '#test/browser/gallery/memory-product.ts'

const line = (key: string): Suggestion => ({ key, words: key, from: 0, to: 1, end: '' })
const nine = Array.from({ length: 9 }, (_, index) => line(`term ${index}`))
const at = (run: () => void): (() => void) => {
	run()
	return () => undefined
}

describe('type-ahead', () => {
	test('waits 50 ms after the last key, and calls off what was waiting', () => {
		const waits: number[] = []
		let calledOff = 0
		const ahead = new TypeAhead(
			() => Promise.resolve([]),
			milliseconds => {
				waits.push(milliseconds)
				return () => (calledOff += 1)
			},
		)
		ahead.type('un')
		ahead.type('uns')
		expect(waits).toEqual([50, 50])
		expect(calledOff).toBe(1)
	})

	test('shows at most eight lines and marks the first', async () => {
		const ahead = new TypeAhead(() => Promise.resolve(nine))
		ahead.text = 'term'
		await ahead.look()
		expect(ahead.hits).toHaveLength(8)
		expect(ahead.current?.key).toBe('term 0')
		ahead.move(-1)
		expect(ahead.current?.key).toBe('term 7')
	})

	test('an answer to an older text is dropped', async () => {
		const answers: Record<string, (hits: readonly Suggestion[]) => void> = {}
		const ahead = new TypeAhead(
			text => new Promise<readonly Suggestion[]>(resolve => (answers[text] = resolve)),
			(_, run) => at(run),
		)
		ahead.type('old')
		ahead.type('new')
		answers.new?.([line('new')])
		answers.old?.([line('old')])
		await Promise.resolve()
		await Promise.resolve()
		expect(ahead.hits.map(({ key }) => key)).toEqual(['new'])
	})

	test('escape first closes, then clears, then lets go', async () => {
		const ahead = new TypeAhead(() => Promise.resolve(nine))
		ahead.text = 'term'
		await ahead.look()
		expect(ahead.escape()).toBe(true)
		expect(ahead.text).toBe('term')
		expect(ahead.escape()).toBe(true)
		expect(ahead.text).toBe('')
		expect(ahead.escape()).toBe(false)
	})
})

describe('suggestions for findings and genes', () => {
	const look = suggest(memoryProduct().lookup, () => 'release')

	test('underline the typed part, or name the synonym that matched', async () => {
		const [gait, disturbance] = await look('unsteady')
		expect(gait?.words.slice(gait.from, gait.to)).toBe('Unsteady')
		expect(disturbance?.words).toBe('Gait disturbance')
		expect(disturbance?.note).toContain('Unsteady walk')
	})

	test('offer the first term as excluded, last', async () => {
		const lines = await look('unsteady')
		expect(lines.at(-1)).toMatchObject({ words: 'Unsteady gait', end: 'as excluded', excluded: true })
	})

	test('a negated text proposes the term as excluded only', async () => {
		const lines = await look('no seizure')
		expect(lines).toHaveLength(1)
		expect(lines[0]).toMatchObject({ words: 'Seizure', excluded: true })
	})

	test('a gene typed whole comes first', async () => {
		expect((await look('cad'))[0]).toMatchObject({ kind: 'gene', words: 'CAD' })
	})
})
