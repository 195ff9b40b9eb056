import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { demoPack } from '#shared/compliance/demo-pack.ts'
import { evaluate } from '#shared/compliance/evaluate.ts'
import { effects, type RulePack, type TransferRequest } from '#shared/compliance/pack.ts'
import { anyRequest, at, classes, countries, request } from './requests.ts'

/**
 * How data may go from the country of the row to that of the column: at home, within the EEA, because protection is
 * recognised, by consent alone, or not without a human (?). Columns in the order of the rows.
 */
const ways: Readonly<Record<string, string>> = {
	BR: 'hcc?ccc r c r c c',
	CA: 'chccccc c c c c c',
	IN: 'cchcccc c c c c c',
	IS: '?cchrcr e r e c c',
	JP: 'cccrhcc r c r c c',
	KE: 'ccccchc c c c c c',
	KR: 'cccccch c c c c c',
	NL: 'rccercr h r e c c',
	NZ: 'ccccccc c h c c c',
	PT: 'rccercr e r h c c',
	SA: 'ccccccc c c c h c',
	US: 'ccccccc c c c c h',
}
const origins: Readonly<Record<string, string>> = { IS: 'eea', NL: 'eea', PT: 'eea' }

function transferRule(origin: string, way: string): string {
	const group = origins[origin] ?? origin
	const rules = {
		h: 'home',
		e: 'eea',
		r: `${group}-recognised`,
		c: `${group}-consent`,
		'?': `${group}-consent`,
	}
	return `demo/transfer/${rules[way as keyof typeof rules]}`
}

const golden: readonly (readonly [string, TransferRequest, string, readonly string[]])[] = [
	...Object.entries(ways).flatMap(([origin, row]) =>
		[...row.replaceAll(' ', '')].map((way, column) => {
			const destination = countries[column] as string
			const outcome = way === '?' ? 'needs-a-human' : origin === 'NZ' ? 'allow' : 'allow-with-obligations'
			const rules = [`demo/origin/${origins[origin] ?? origin}`, transferRule(origin, way)]
			return [`codes from ${origin} to ${destination}`, request(origin, destination), outcome, rules] as const
		}),
	),
	[
		'a child in New Zealand',
		request('NZ', 'US', { subject: 'minor' }),
		'allow-with-obligations',
		['demo/duty/guardian'],
	],
	[
		'a child in India',
		request('IN', 'US', { subject: 'minor' }),
		'allow-with-obligations',
		['demo/limit/indian-child'],
	],
	[
		'a child in Brazil',
		request('BR', 'US', { subject: 'minor' }),
		'allow-with-obligations',
		['demo/limit/brazilian-child'],
	],
	[
		'somebody who cannot decide',
		request('NZ', 'US', { subject: 'proxy' }),
		'allow-with-obligations',
		['demo/subject/minor'],
	],
	['somebody who has died', request('NZ', 'US', { subject: 'deceased' }), 'needs-a-human', ['demo/subject']],
	['without consent', request('NZ', 'US', { consent: false }), 'block', ['demo/limit/no-consent']],
	['consent not known', request('NZ', 'US', { consent: null }), 'needs-a-human', ['demo/limit/no-consent']],
	['a country not known', request('US', 'CN'), 'needs-a-human', ['demo/transfer']],
	['from a country not known', request('CN', 'US'), 'needs-a-human', ['demo/origin']],
	[
		'research with Indian data',
		request('IN', 'US', { purpose: 'research' }),
		'needs-a-human',
		['demo/limit/indian-research'],
	],
	['advertising', request('NZ', 'US', { purpose: 'advertising' }), 'needs-a-human', ['demo/purpose']],
	['a second opinion', request('NZ', 'US', { purpose: 'second-opinion' }), 'allow', ['demo/purpose/care']],
	[
		'a face',
		request('NZ', 'US', { data: ['codes', 'face'] }),
		'needs-a-human',
		['demo/limit/face', 'demo/data'],
	],
	['a genome', request('NZ', 'US', { data: ['genomic'] }), 'needs-a-human', ['demo/limit/genomic']],
	[
		'laboratory values',
		request('NZ', 'US', { data: ['codes', 'labs'] }),
		'allow-with-obligations',
		['demo/duty/reveal'],
	],
	[
		'Iceland and Brazil with an agreement',
		request('IS', 'BR', { agreement: true }),
		'allow-with-obligations',
		['demo/transfer/scc'],
	],
	[
		'Brazil and Iceland, agreement not known',
		request('BR', 'IS', { agreement: null }),
		'needs-a-human',
		['demo/limit/iceland-brazil'],
	],
	[
		'Europe under clauses',
		request('NL', 'US', { agreement: true }),
		'allow-with-obligations',
		['demo/transfer/scc', 'demo/duty/assessment'],
	],
	['Europe by consent', request('NL', 'US'), 'allow-with-obligations', ['demo/duty/derogation']],
	[
		'Kenya by consent',
		request('KE', 'US'),
		'allow-with-obligations',
		['demo/duty/safeguards', 'demo/duty/confirm'],
	],
	...(['US', 'IN', 'BR', 'JP', 'NZ', 'CA', 'KE', 'KR', 'SA'] as const).map(
		origin =>
			[
				`an agreement from ${origin}`,
				request(origin, origin === 'US' ? 'IN' : 'US', { agreement: true }),
				origin === 'NZ' ? 'allow' : 'allow-with-obligations',
				[`demo/transfer/${origin}-agreement`],
			] as const,
	),
	[
		'Brazil before it was found adequate',
		request('NL', 'BR', { at: 1_760_000_000 }),
		'allow-with-obligations',
		['demo/transfer/eea-consent'],
	],
	['rules past their review', request('NZ', 'US', { at: 4_000_000_000 }), 'needs-a-human', ['demo/age']],
	['rules before their time', request('NZ', 'US', { at: 0 }), 'needs-a-human', ['demo/age']],
]

const fails = (pack: RulePack): boolean =>
	golden.some(([, asked, outcome, rules]) => {
		const verdict = evaluate(pack, asked)
		return (
			verdict.outcome !== outcome || !rules.every(rule => verdict.reasons.some(each => each.rule === rule))
		)
	})

describe('the demo rules', () => {
	test.each(golden)('%s', (_name, asked, outcome, rules) => {
		const verdict = evaluate(demoPack, asked)
		expect(verdict.outcome).toBe(outcome)
		expect(verdict.reasons.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...rules]))
	})
	test('have at least 120 examples', () => {
		expect(golden.length).toBeGreaterThanOrEqual(120)
	})
	test('cannot lose a fact, a way or a limit unnoticed', () => {
		const without = <T>(list: readonly T[], i: number): readonly T[] => list.filter((_, at_) => at_ !== i)
		const mutants: (readonly [string, RulePack])[] = [
			...demoPack.facts.map(
				(fact, i) => [fact.to, { ...demoPack, facts: without(demoPack.facts, i) }] as const,
			),
			...demoPack.limits.map(
				(limit, i) => [limit.id, { ...demoPack, limits: without(demoPack.limits, i) }] as const,
			),
			...demoPack.questions.flatMap((question, q) =>
				question.routes.map((route, i) => {
					const changed = { ...question, routes: without(question.routes, i) }
					return [route.id, { ...demoPack, questions: demoPack.questions.with(q, changed) }] as const
				}),
			),
		]
		expect(fails(demoPack)).toBe(false)
		expect(mutants.filter(([, pack]) => !fails(pack)).map(([name]) => name)).toEqual([])
	})
	test('give every reason a source and a date', () => {
		fc.assert(
			fc.property(anyRequest, asked => {
				for (const { kind, said } of evaluate(demoPack, asked).reasons)
					if (kind !== 'reason') expect(said).toMatch(/\(.+; as of \d{4}-\d{2}-\d{2}\)$/)
			}),
		)
	})
	test('name only groups, sources and countries that exist', () => {
		const named = JSON.stringify([demoPack.questions, demoPack.limits])
		for (const [, group] of named.matchAll(/"(?:origin|destination)":"([^"]+)"/g))
			expect(Object.keys(demoPack.groups)).toContain(group)
		for (const [, source] of named.matchAll(/"source":"([^"]+)"/g))
			expect(Object.keys(demoPack.sources)).toContain(source)
	})
})

const rank = (asked: TransferRequest, pack: RulePack = demoPack): number =>
	effects.indexOf(evaluate(pack, asked).outcome)

describe('evaluating', () => {
	test('never gets worse by a safeguard', () => {
		fc.assert(
			fc.property(anyRequest, asked => {
				expect(rank({ ...asked, agreement: true })).toBeLessThanOrEqual(rank(asked))
				expect(rank({ ...asked, consent: true })).toBeLessThanOrEqual(rank(asked))
			}),
			{ numRuns: 2000 },
		)
	})
	test('never gets better by one more class of data', () => {
		fc.assert(
			fc.property(anyRequest, fc.constantFrom(...classes), (asked, more) => {
				expect(rank({ ...asked, data: [...asked.data, more] })).toBeGreaterThanOrEqual(rank(asked))
			}),
			{ numRuns: 2000 },
		)
	})
	test('never allows what is not known', () => {
		const human = effects.indexOf('needs-a-human')
		fc.assert(
			fc.property(
				anyRequest,
				fc.constantFrom('origin', 'destination', 'subject', 'consent'),
				(asked, field) => {
					expect(rank({ ...asked, [field]: null })).toBeGreaterThanOrEqual(human)
				},
			),
		)
	})
	test('allows nothing once the rules are past their review', () => {
		fc.assert(
			fc.property(anyRequest, asked => {
				expect(rank({ ...asked, at }, { ...demoPack, reviewBy: '2026-10-31' })).toBeGreaterThanOrEqual(
					effects.indexOf('needs-a-human'),
				)
			}),
		)
		const lastDay = { ...demoPack, reviewBy: '2026-11-01' }
		expect(evaluate(lastDay, request('NZ', 'US', { at: at + 86_399 })).outcome).toBe('allow')
		expect(evaluate(lastDay, request('NZ', 'US', { at: at + 86_400 })).outcome).toBe('needs-a-human')
	})
	test('refuses a pack that cites nothing', () => {
		expect(() => evaluate({ ...demoPack, sources: {} }, request('NZ', 'US'))).toThrow('names no source')
	})
})
