import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { render } from 'svelte/server'
import { describe, expect, test } from 'vitest'
import Edge from '#extension/panel/around/Edge.svelte'
import { departed, indexAge } from '#extension/panel/around/words.ts'
import { due } from '#extension/panel/asks/words.ts'
import { decisionWords, riskSentence } from '#extension/panel/publish/words.ts'
import { barsOf } from '#extension/panel/similar/bars.ts'
import { explainFailure, hasWords } from '#extension/panel/words.ts'
import FindingChip from '#extension/ui/FindingChip.svelte'
import { findingName, stateWord, type ShownState } from '#extension/ui/finding-words.ts'
import MatchSummary from '#extension/ui/MatchSummary.svelte'
import {
	all,
	country,
	day,
	fours,
	isoDay,
	moment,
	ordinal,
	sharedWords,
	verdictWords,
	who,
} from '#extension/ui/say.ts'
import { stripOf } from '#extension/ui/strip.ts'
import type { Match } from '#shared/matching/match.ts'
import { cad, decided, matches, present } from '#test/browser/gallery/story.ts'

const [iceland, india, japan, zealand] = matches as readonly [Match, Match, Match, Match]
const order = decided.findings.filter(({ state }) => state === 'observed').map(({ term }) => term)

describe('failures', () => {
	test('say what happened, whether anything left and what to do next', () => {
		for (const kind of [
			'tampered',
			'wrong-passphrase',
			'no-consent',
			'grant-refused',
			'endpoints-disagree',
		]) {
			const said = explainFailure({ kind })
			expect(hasWords(kind)).toBe(true)
			for (const sentence of [said.what, said.left, said.next]) expect(sentence).toMatch(/^[A-Z].*\.$/)
		}
	})

	test('every kind that the engine or a use case of a member can answer has words', () => {
		const root = fileURLToPath(new URL('../../../', import.meta.url))
		const homes = [
			'extension/engine',
			'extension/messages',
			'shared/actions/member',
			'shared/actions/asks',
			'shared/ledger',
		]
		const kinds = homes.flatMap(folder =>
			readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
				.filter(path => path.endsWith('.ts') && !path.startsWith('steward'))
				.flatMap(path => [
					...readFileSync(`${root}${folder}/${path}`, 'utf8').matchAll(/\berr\(\{ kind: '([a-z-]+)'/g),
				])
				.map(([, kind]) => kind as string),
		)
		expect(kinds.length).toBeGreaterThan(20)
		expect([...new Set(kinds)].filter(kind => !hasWords(kind))).toEqual([])
	})

	test('a kind nobody foresaw gets an honest sentence and never shows its inner name', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[a-z]{3,9}-[a-z]{3,9}$/), kind => {
				const said = explainFailure({ kind })
				if (!hasWords(kind)) expect(Object.values(said).join(' ')).not.toContain(kind)
				expect(said.what).not.toBe('')
			}),
		)
		expect(hasWords('toString')).toBe(false)
	})
})

describe('findings', () => {
	test('the five states differ in word, glyph and edge', () => {
		const states = Object.keys(stateWord) as ShownState[]
		const drawn = states.map(state => render(FindingChip, { props: { label: 'Anemia', state } }).body)
		expect(new Set(drawn).size).toBe(5)
		for (const [index, state] of states.entries())
			expect(drawn[index]).toContain(findingName('Anemia', state))
	})

	test('the label stays as released, and excluded is not struck through', () => {
		const { body } = render(FindingChip, { props: { label: 'Hepatomegaly', state: 'excluded' } })
		expect(body).toContain('Hepatomegaly, excluded')
		expect(body).not.toMatch(/<(?:s|del|strike)\b/)
	})
})

describe('matches', () => {
	test('say how far in words and counts', () => {
		expect(matches.map(verdictWords)).toEqual([
			'May be the same condition',
			'May be the same condition',
			'Looks alike, different gene',
			'Looks alike, 1 finding against',
		])
		expect(sharedWords(india)).toBe('5 of your 7 findings, 1 near')
		expect(sharedWords(zealand)).toBe('5 of your 7 findings, 1 against')
	})

	test.each(matches.map((match, index) => [index + 1, match] as const))(
		'row %i shows no percentage and no score',
		(_, match) => {
			const { body } = render(MatchSummary, { props: { match, order, genes: [cad], id: 'm' } })
			expect(body.replace(/<[^>]*>/g, '')).not.toMatch(/%|score/i)
		},
	)

	test('name the gene that is shared, or the other one', () => {
		const text = (match: Match): string =>
			render(MatchSummary, { props: { match, order, genes: [cad], id: 'm' } })
				.body.replace(/<[^>]*>/g, '')
				.replace(/\s+/g, ' ')
		expect(text(iceland)).toContain('CAD in both cases')
		expect(text(japan)).toContain('ABCB7, not CAD')
	})

	test('draw the strip in the case’s own order, contradictions last', () => {
		const shuffled = {
			explanation: { ...zealand.explanation, terms: [...zealand.explanation.terms].reverse() },
		}
		expect(stripOf(shuffled, order)).toEqual(stripOf(zealand, order))
		expect(stripOf(zealand, order).at(-1)).toBe('against')
	})

	test('explain with the gene first, then by weight, and never beyond what an exact hit counts', () => {
		const bars = barsOf(india.explanation, [cad])
		expect(bars[0]?.key).toBe('gene')
		const weights = bars.slice(1).map(({ weight }) => weight)
		expect(weights).toEqual([...weights].sort((a, b) => b - a))
		for (const bar of bars) expect(bar.counted).toBeLessThanOrEqual(bar.weight)
	})
})

describe('the edge', () => {
	const edge = (props: {
		left?: Parameters<typeof departed>[0]
		waiting?: number
		comparing?: boolean
	}): string => render(Edge, { props: { left: [], waiting: 0, comparing: false, ...props } }).body

	test('says that nothing has left, until something has', () => {
		expect(edge({})).toContain('Nothing has left this computer.')
		expect(edge({ comparing: true })).toContain('Nothing was asked, nobody was told.')
		const left = [
			{ what: 'card', bytes: 66, at: present },
			{ what: 'ask', bytes: 512, at: present },
		] as const
		expect(edge({ left, comparing: true })).toContain('Has left for this case: 66 bytes and 1 question.')
	})

	test('says how many bytes wait before it says what has left', () => {
		expect(edge({ left: [{ what: 'consent', bytes: 68, at: 0 }], waiting: 66 })).toContain(
			'66 bytes wait at the edge of this computer.',
		)
	})
})

describe('numbers and days', () => {
	test('are said as a colleague would write them', () => {
		expect(day(present)).toBe('12 Oct 2026')
		expect(moment(present)).toBe('12 Oct 2026, 12:00 UTC')
		expect(isoDay('2024-03-12')).toBe('12 Mar 2024')
		expect(isoDay('spring 2024')).toBe('spring 2024')
		expect([1, 2, 3, 4, 11, 12, 13, 21, 101, 112].map(ordinal)).toEqual([
			'1st',
			'2nd',
			'3rd',
			'4th',
			'11th',
			'12th',
			'13th',
			'21st',
			'101st',
			'112th',
		])
		expect(all(['a', 'b', 'c'])).toBe('a, b and c')
		expect(country('IS')).toBe('Iceland')
		expect(who('female', '1 to 4 years')).toBe('Girl, 1 to 4 years')
		expect(who('male', '30 to 39 years')).toBe('Man, 30 to 39 years')
		expect(who('not-stated', 'not stated')).toBe('')
		expect(fours('0x93a9dc70d')).toBe('93a9 dc70 d')
		expect(fours('93a9 dc70')).toBe('93a9 dc70')
		expect(indexAge(present - 3 * 86_400, present)).toBe('index of 9 Oct 2026')
		expect(due(present + 3 * 86_400, present)).toBe('3 days left to answer')
		expect(due(present - 1, present)).toMatch(/ended/)
	})

	test('risk above eleven is said as more than 11', () => {
		expect(riskSentence({ people: 6 })).toBe('About 6 people in the world plausibly match this card.')
		expect(riskSentence({ people: 400 })).toMatch(/^More than 11/)
	})

	test('a decision counts its duties', () => {
		const duty = { rule: 'r', said: 's', kind: 'duty' } as const
		expect(decisionWords({ outcome: 'allow-with-obligations', facts: [duty, duty] })).toBe(
			'Allowed, 2 duties',
		)
		expect(decisionWords({ outcome: 'block', facts: [] })).toBe('Blocked')
	})
})
