import { demoLimits } from './demo-limits.ts'
import { demoQuestions } from './demo-questions.ts'
import type { RulePack } from './pack.ts'

/** The twelve countries of the demo world. */
const countries = {
	BR: 'Brazil',
	CA: 'Canada',
	IN: 'India',
	IS: 'Iceland',
	JP: 'Japan',
	KE: 'Kenya',
	KR: 'South Korea',
	NL: 'the Netherlands',
	NZ: 'New Zealand',
	PT: 'Portugal',
	SA: 'Saudi Arabia',
	US: 'the United States',
} as const

const asOf = '2026-10-01'

/**
 * Rules for the twelve countries of the demo world, data class "codes" with an explicit consent. Written to show how a
 * pack works and to let the demo world run: it is no advice, no lawyer has reviewed it, and its review date is far away
 * on purpose, which a pack for real use must not imitate.
 */
export const demoPack: RulePack = {
	v: 1,
	type: 'rules',
	id: 'demo',
	version: 1,
	notice: 'Demo rules: they show how a rule pack explains itself. No lawyer has reviewed them.',
	effectiveFrom: '2025-01-01',
	reviewBy: '2035-12-31',
	sources: {
		network: { cite: 'Network rules, stage 0', asOf },
		gdpr: { cite: 'Regulation (EU) 2016/679, Articles 6, 7 and 9', asOf },
		'gdpr-transfer': { cite: 'Regulation (EU) 2016/679, Articles 44 to 49', asOf },
		eea: { cite: 'Decision of the EEA Joint Committee 154/2018', asOf },
		scc: { cite: 'Implementing Decision (EU) 2021/914', asOf },
		adequacy: { cite: 'Regulation (EU) 2016/679, Article 45, list of adequacy decisions', asOf },
		hipaa: { cite: '45 CFR 164.508 and 164.528', asOf },
		phipa: { cite: 'Personal Health Information Protection Act 2004 (Ontario), sections 18 and 50', asOf },
		dpdp: { cite: 'Digital Personal Data Protection Act 2023 (India), sections 6, 9 and 16', asOf },
		lgpd: { cite: 'Lei 13.709/2018 (Brazil), Articles 11, 14 and 33', asOf },
		kdpa: { cite: 'Data Protection Act 2019 (Kenya), sections 46 to 49', asOf },
		appi: { cite: 'Act on the Protection of Personal Information (Japan), Articles 20 and 28', asOf },
		pdpl: { cite: 'Personal Data Protection Law (Saudi Arabia), Articles 6 and 29', asOf },
		pipa: { cite: 'Personal Information Protection Act (Korea), Articles 23 and 28-8', asOf },
		nzpa: { cite: 'Privacy Act 2020 (New Zealand), information privacy principles 11 and 12', asOf },
	},
	countries,
	groups: {
		known: Object.keys(countries),
		eu: ['NL', 'PT'],
		eea: ['IS', 'NL', 'PT'],
		...Object.fromEntries(Object.keys(countries).map(country => [country, [country]])),
	},
	facts: [
		{ id: 'recognises', from: 'eea', to: 'NZ', since: '2012-12-19', until: null, source: 'adequacy' },
		{ id: 'recognises', from: 'eea', to: 'JP', since: '2019-01-23', until: null, source: 'adequacy' },
		{ id: 'recognises', from: 'eea', to: 'KR', since: '2021-12-17', until: null, source: 'adequacy' },
		// Not yet taken over into the EEA Agreement: it says nothing of Iceland.
		{ id: 'recognises', from: 'eu', to: 'BR', since: '2026-01-26', until: null, source: 'adequacy' },
		{ id: 'recognises', from: 'JP', to: 'eea', since: '2019-01-23', until: null, source: 'appi' },
		{ id: 'recognises', from: 'BR', to: 'eu', since: '2026-01-26', until: null, source: 'lgpd' },
	],
	questions: demoQuestions,
	limits: demoLimits,
}
