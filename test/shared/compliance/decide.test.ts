import { describe, expect, test } from 'vitest'
import type { Preview } from '#extension/panel/product.ts'
import { decide, decideRelease, mayLeave } from '#shared/compliance/decide.ts'
import { demoPack } from '#shared/compliance/demo-pack.ts'
import { at, countries, request } from './requests.ts'

const release = (origin: string, destinations: readonly string[], consent = true) =>
	decideRelease(demoPack, {
		...{ origin, purpose: 'care-match', data: ['codes'], subject: 'minor', at },
		destinations: destinations.map(country => ({ country, consent, agreement: false })),
	})

describe('deciding one release', () => {
	test('names the countries, the pack and its review', () => {
		const decision = decide(demoPack, request('US', 'IN'))
		expect(decision).toMatchObject({
			outcome: 'allow-with-obligations',
			pack: 'demo 1',
			reviewBy: '2035-12-31',
		})
		expect(decision.facts.map(({ said }) => said)).toContain(
			'No rule keeps these codes from India. (45 CFR 164.508 and 164.528; as of 2026-10-01)',
		)
		expect(JSON.stringify(decision)).not.toMatch(/[{](?:origin|destination)[}]/)
	})
	test('puts what stands against it first and the duties last', () => {
		const kinds = decide(demoPack, request('IS', 'BR', { subject: 'minor' })).facts.map(({ kind }) => kind)
		expect(kinds[0]).toBe('reason')
		expect(kinds.at(-1)).toBe('duty')
		expect(kinds).toEqual(
			kinds.toSorted((a, b) => ['reason', 'fact', 'duty'].indexOf(a) - ['reason', 'fact', 'duty'].indexOf(b)),
		)
	})
	test('is what the panel draws', () => {
		const drawn: Preview['decision'] = decide(demoPack, request('US', 'IN'))
		expect(drawn.facts.length).toBeGreaterThan(4)
	})
	test('says of a country it does not know that it is unknown', () => {
		const { outcome, facts } = decide(demoPack, request('US', 'IN', { destination: null }))
		expect(outcome).toBe('needs-a-human')
		expect(facts[0]?.said).toContain('an unknown country')
	})
})

describe('deciding a release to many', () => {
	test('keeps out the country that needs a human, and says why, without stopping the others', () => {
		const others = countries.filter(country => country !== 'IS')
		const { decision, allowed, refused } = release('IS', others)
		expect(decision.outcome).toBe('allow-with-obligations')
		expect(allowed).toEqual(others.filter(country => country !== 'BR'))
		expect(refused.map(({ country }) => country)).toEqual(['BR'])
		expect(refused[0]?.reason).toContain('EEA Agreement')
		expect(decision.facts.every(({ kind }) => kind !== 'reason')).toBe(true)
	})
	test('says a rule once, with all the countries it speaks of', () => {
		const { decision } = release('IS', ['NL', 'PT', 'JP'])
		const said = decision.facts.map(({ said }) => said)
		expect(said.filter(text => text.includes('the Netherlands and Portugal'))).toHaveLength(1)
		expect(new Set(said).size).toBe(said.length)
	})
	test('lets nobody read without consent, and is blocked then', () => {
		const { decision, allowed, refused } = release('US', ['IN', 'IS'], false)
		expect(decision.outcome).toBe('block')
		expect(allowed).toEqual([])
		expect(refused).toHaveLength(2)
	})
	test('to nobody is for a human to decide', () => {
		expect(release('US', []).decision.outcome).toBe('needs-a-human')
	})
	test('lets something leave on a yes only', () => {
		expect((['allow', 'allow-with-obligations', 'needs-a-human', 'block'] as const).map(mayLeave)).toEqual([
			...[true, true, false, false],
		])
	})
})
