import type { Confidence, Duty, Question, Route } from './pack.ts'

/** An origin whose law lets health data be released with the explicit consent of the person. */
function withConsent(
	origin: string,
	said: string,
	source: string,
	confidence: Confidence,
	...duties: readonly Duty[]
): Route {
	return {
		id: `origin/${origin}`,
		when: { all: [{ origin }, { consent: true }] },
		...{ said, source, confidence, duties },
	}
}
const confirm: Duty = {
	id: 'duty/confirm',
	said: 'A privacy officer of the sending institution confirms this reading before the first live release.',
}
const withdrawal: Duty = {
	id: 'duty/withdrawal',
	said: 'Withdrawing must stay as easy as consenting was: the receipt alone is enough.',
}

/** May it leave where it is? */
const origin: Question = {
	id: 'origin',
	open: 'No rule here lets health data leave this country: ask a privacy officer.',
	routes: [
		withConsent(
			'eea',
			'Explicit consent is a ground for releasing health data.',
			'gdpr',
			'settled',
			withdrawal,
		),
		withConsent('US', 'A signed authorization lets the hospital disclose these codes.', 'hipaa', 'settled', {
			id: 'duty/accounting',
			said: 'Keep the authorization, and list the disclosure when the family asks for an accounting.',
		}),
		withConsent(
			'IN',
			'Consent that is free, specific and informed lets these codes be processed.',
			'dpdp',
			'settled',
			{
				id: 'duty/notice',
				said: 'The family has the notice in a language it chose.',
			},
		),
		withConsent(
			'BR',
			'Specific, highlighted consent is a ground for health data.',
			'lgpd',
			'settled',
			withdrawal,
		),
		withConsent('JP', 'Consent lets special care-required information be handled.', 'appi', 'settled', {
			id: 'duty/told-system',
			said: 'The family was told of the receiving country and its protection.',
		}),
		withConsent('NZ', 'The person concerned authorised the disclosure.', 'nzpa', 'settled'),
		withConsent(
			'CA',
			'Express consent lets the hospital disclose outside the province.',
			'phipa',
			'our-reading',
			confirm,
		),
		withConsent(
			'KE',
			'Consent lets a health institution process these codes.',
			'kdpa',
			'our-reading',
			confirm,
		),
		withConsent(
			'KR',
			'Separate consent lets sensitive information be processed.',
			'pipa',
			'our-reading',
			confirm,
		),
		withConsent('SA', 'Explicit consent lets health data be processed.', 'pdpl', 'our-reading', confirm),
	],
}

const agreed = (
	id: string,
	group: string,
	said: string,
	source: string,
	...duties: readonly Duty[]
): Route => ({
	id,
	when: { all: [{ origin: group }, { destination: 'known' }, { agreement: true }] },
	...{ said, source, confidence: 'settled' as const, duties },
})
const recognised = (group: string, source: string): Route => ({
	id: `transfer/${group}-recognised`,
	when: { all: [{ origin: group }, { fact: 'recognises' }] },
	said: 'The protection in {destination} is recognised as adequate.',
	...{ source, confidence: 'settled' as const, duties: [] },
})
/** Consent to this very transfer, from an origin whose law knows that way. */
const transferred = (
	group: string,
	said: string,
	source: string,
	confidence: Confidence,
	...duties: Duty[]
): Route => ({
	id: `transfer/${group}-consent`,
	when: { all: [{ origin: group }, { destination: 'known' }, { consent: true }] },
	...{ said, source, confidence, duties },
})

/** May it go where it is to go? */
const transfer: Question = {
	id: 'transfer',
	open: 'Nothing here lets these data go to {destination}: it takes an agreement or a privacy officer.',
	routes: [
		{
			id: 'transfer/home',
			when: { sameCountry: true },
			said: 'Nothing crosses a border.',
			...{ source: 'network', confidence: 'settled', duties: [] },
		},
		{
			id: 'transfer/eea',
			when: { all: [{ origin: 'eea' }, { destination: 'eea' }] },
			said: 'Within the European Economic Area data move freely: {destination}.',
			...{ source: 'eea', confidence: 'settled', duties: [] },
		},
		recognised('eea', 'adequacy'),
		recognised('JP', 'appi'),
		recognised('BR', 'lgpd'),
		agreed('transfer/scc', 'eea', 'Standard clauses are signed for {destination}.', 'scc', {
			id: 'duty/assessment',
			said: 'Keep the assessment of the law of {destination} with the clauses.',
		}),
		...['US', 'IN', 'BR', 'JP', 'NZ', 'CA', 'KE', 'KR', 'SA'].map(group =>
			agreed(`transfer/${group}-agreement`, group, 'An agreement is in force for {destination}.', 'network'),
		),
		transferred('US', 'No rule keeps these codes from {destination}.', 'hipaa', 'settled'),
		transferred('IN', '{destination} is on no list of restricted countries.', 'dpdp', 'settled'),
		transferred(
			'NZ',
			'The family agreed to {destination} after being told of its protection.',
			'nzpa',
			'settled',
		),
		transferred(
			'JP',
			'The family agreed to {destination} after being told of its protection.',
			'appi',
			'settled',
		),
		transferred(
			'BR',
			'Specific consent to an international transfer covers {destination}.',
			'lgpd',
			'settled',
		),
		transferred('KR', 'Separate consent to the transfer covers {destination}.', 'pipa', 'our-reading'),
		transferred('CA', 'Express consent covers {destination}.', 'phipa', 'our-reading'),
		transferred('KE', 'Consent covers {destination}.', 'kdpa', 'our-reading', {
			id: 'duty/safeguards',
			said: 'Keep proof of the safeguards in {destination} for the Data Commissioner.',
		}),
		transferred('SA', 'Explicit consent covers {destination}.', 'pdpl', 'our-reading'),
		transferred(
			'eea',
			'Explicit consent to this transfer covers {destination}.',
			'gdpr-transfer',
			'contested',
			{
				id: 'duty/derogation',
				said: 'The family was told of the risks in {destination}; sign clauses before this becomes routine.',
			},
		),
	],
}

/** What must be answered before anything leaves, in the order in which it is shown. */
export const demoQuestions: readonly Question[] = [
	{
		id: 'purpose',
		open: 'These rules know care matching and second opinion only: ask an ethics board.',
		routes: [
			{
				id: 'purpose/care',
				when: { purpose: ['care-match', 'second-opinion'] },
				said: 'The purpose is the care of this patient.',
				...{ source: 'network', confidence: 'settled', duties: [] },
			},
		],
	},
	origin,
	transfer,
	{
		id: 'data',
		open: 'These rules do not cover data of this kind: ask a privacy officer.',
		routes: [
			{
				id: 'data/codes',
				when: { onlyData: ['codes'] },
				said: 'Only codes leave.',
				...{ source: 'network', confidence: 'settled', duties: [] },
			},
			{
				id: 'data/sealed',
				when: { onlyData: ['codes', 'labs', 'narrative', 'images', 'outcome'] },
				said: 'What is more than codes leaves sealed.',
				...{ source: 'network', confidence: 'settled' },
				duties: [
					{ id: 'duty/reveal', said: 'Nothing but codes is opened before both sides have signed for it.' },
				],
			},
		],
	},
	{
		id: 'subject',
		open: 'These rules do not cover data of a person who has died: ask an ethics board.',
		routes: [
			{
				id: 'subject/adult',
				when: { subject: ['adult'] },
				said: 'The person concerned decided.',
				...{ source: 'network', confidence: 'settled', duties: [] },
			},
			{
				id: 'subject/minor',
				when: { subject: ['minor', 'proxy'] },
				said: 'Somebody entitled to decide for the person decided.',
				...{ source: 'network', confidence: 'settled' },
				duties: [{ id: 'duty/guardian', said: 'Keep proof that the one who signed was entitled to.' }],
			},
		],
	},
]
