import { type AgeBand, ageBands, type Case, type Draft, type Gene, responses } from '#shared/case/case.ts'
import type { Finding, Source } from '#shared/case/finding.ts'
import {
	array,
	integer,
	malformed,
	object,
	oneOf,
	type Parser,
	pattern,
	string,
} from '#shared/kernel/parse.ts'
import { ok } from '#shared/kernel/result.ts'
import { parseTermId, type TermId } from '#shared/ontology/term-id.ts'
import { binding, type Bound, bound } from './bound.ts'
import { mark, section } from './chart.ts'
import { asSent, defineMessage } from './define.ts'

const optional =
	<T>(inner: Parser<T>): Parser<T | undefined> =>
	(input, at) =>
		input === undefined || input === null ? ok(undefined) : inner(input, at)

/** Leaves out what was not given, so that an absent member stays absent. */
const without = <T extends object>(value: T): T =>
	Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T

const sourceShape = object({
	section,
	title: string(500),
	row: string(500),
	date: optional(string(40)),
	value: optional(string(200)),
	quote: optional(string(2_000)),
})
const source: Parser<Source> = (input, at) => {
	const parsed = sourceShape(input, at)
	return parsed.ok ? ok(without(parsed.value) as Source) : parsed
}
const findingShape = object({
	term: parseTermId,
	label: string(300),
	state: oneOf('suggested', 'observed', 'excluded', 'uncertain'),
	proposed: oneOf('observed', 'excluded', 'uncertain'),
	onset: optional<TermId>(parseTermId),
	sources: array(source, 200),
})
const finding: Parser<Finding> = (input, at) => {
	const parsed = findingShape(input, at)
	return parsed.ok ? ok(without(parsed.value) as Finding) : parsed
}
const gene: Parser<Gene> = object({
	hgnc: integer(1, 999_999),
	symbol: pattern<string>(/^[A-Za-z0-9@_.-]{1,30}$/),
})
const ageBand: Parser<AgeBand> = (input, at = '') =>
	ageBands.includes(input as AgeBand) ? ok(input as AgeBand) : malformed(at)

/** What a clinician has decided, before it has an id and a time. */
export type Confirmed = Omit<Case, 'id' | 'confirmedAt'>
const confirmedShape = object({
	binding,
	mark,
	findings: array(finding, 500),
	genes: array(gene, 50),
	sex: oneOf('not-stated', 'female', 'male', 'other'),
	ageBand,
	onset: integer(0, 15),
	response: oneOf(...responses),
	narrative: string(100_000),
	consent: optional(pattern<string>(/^0x[0-9a-f]{32}$/)),
})
const confirmed: Parser<Confirmed> = (input, at) => {
	const parsed = confirmedShape(input, at)
	return parsed.ok ? ok(without(parsed.value) as Confirmed) : parsed
}

/** Reads the tab's chart into suggested findings. The page is asked only after the click that asks this. */
export const draftFromChart = defineMessage<Bound & { readonly tab: number }, Draft>({
	name: 'cases/draft-from-chart',
	from: ['panel'],
	to: 'engine',
	parse: object({ binding, tab: integer() }),
	answer: asSent(),
})

export const currentCase = defineMessage<Bound, Case | null>({
	name: 'cases/current',
	from: ['panel'],
	to: 'engine',
	parse: bound,
	answer: asSent(),
})

export const confirmCase = defineMessage<Confirmed, Case>({
	name: 'cases/confirm',
	from: ['panel'],
	to: 'engine',
	parse: confirmed,
	answer: asSent(),
})
