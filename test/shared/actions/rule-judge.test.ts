import { describe, expect, test } from 'vitest'
import { decideByRules, pairByRules } from '#shared/actions/member/rule-judge.ts'
import type { DecisionRequest } from '#shared/actions/member/preview-card.ts'
import { demoPack } from '#shared/compliance/demo-pack.ts'

const time = 1_793_491_200
const of = (...countries: readonly string[]) => countries.map(country => ({ country }))
const asked = (owner: string, readers: readonly string[], subject = 'minor') =>
	({
		owner: { country: owner },
		readers: of(...readers),
		consent: { form: { subject } },
		time,
	}) as never as DecisionRequest

describe('a rule pack as judge of a card', () => {
	test('allows a child of New York to be seen where the consent allows it, with duties', () => {
		const decision = decideByRules(demoPack)(asked('US', ['IN', 'IS', 'KE']))
		expect(decision.outcome).toBe('allow-with-obligations')
		expect(decision.facts.map(({ rule }) => rule)).toContain('demo/duty/guardian')
		expect(decision.facts.some(({ said }) => said.includes('Iceland, India and Kenya'))).toBe(true)
	})
	test('leaves a person who has died to a human', () => {
		expect(decideByRules(demoPack)(asked('US', ['IN'], 'deceased')).outcome).toBe('needs-a-human')
	})
	test('keeps Iceland and Brazil apart until somebody has looked, and nobody else', () => {
		const countries = Object.keys(demoPack.countries)
		const apart = countries.flatMap(owner =>
			countries
				.filter(reader => !pairByRules(demoPack, () => time)({ country: owner }, { country: reader }))
				.map(reader => `${owner} ${reader}`),
		)
		expect(apart.toSorted()).toEqual(['BR IS', 'IS BR'])
	})
	test('lets nobody read by rules past their review', () => {
		expect(pairByRules(demoPack, () => 4_000_000_000)({ country: 'US' }, { country: 'IN' })).toBe(false)
	})
})
