import type { Limit } from './pack.ts'

/** What stands against a release, whatever else would allow it. */
export const demoLimits: readonly Limit[] = [
	{
		id: 'limit/no-consent',
		when: { consent: false },
		effect: 'block',
		said: 'The consent does not cover this release to {destination}: record one that does, or ask an ethics board.',
		source: 'network',
		confidence: 'settled',
	},
	{
		id: 'limit/iceland-brazil',
		when: {
			all: [
				{ agreement: false },
				{
					any: [
						{ all: [{ origin: 'IS' }, { destination: 'BR' }] },
						{ all: [{ origin: 'BR' }, { destination: 'IS' }] },
					],
				},
			],
		},
		effect: 'needs-a-human',
		said: 'The adequacy decision between the EU and Brazil is not yet part of the EEA Agreement: ask before sharing between Iceland and Brazil.',
		source: 'adequacy',
		confidence: 'contested',
	},
	{
		id: 'limit/indian-child',
		when: { all: [{ origin: 'IN' }, { subject: ['minor'] }] },
		effect: 'allow-with-obligations',
		said: "The parent's consent is verifiable: who signed was identified.",
		source: 'dpdp',
		confidence: 'settled',
	},
	{
		id: 'limit/brazilian-child',
		when: { all: [{ origin: 'BR' }, { subject: ['minor'] }] },
		effect: 'allow-with-obligations',
		said: "The release is in the child's best interest, and the chart says why.",
		source: 'lgpd',
		confidence: 'settled',
	},
	{
		id: 'limit/face',
		when: { anyData: ['face'] },
		effect: 'needs-a-human',
		said: 'A face names a person: it leaves only after a privacy officer has looked at it.',
		source: 'network',
		confidence: 'settled',
	},
	{
		id: 'limit/genomic',
		when: { anyData: ['genomic'] },
		effect: 'needs-a-human',
		said: 'Genomic data stand under rules of their own in most countries: ask a privacy officer.',
		source: 'network',
		confidence: 'settled',
	},
	{
		id: 'limit/indian-research',
		when: { all: [{ origin: 'IN' }, { purpose: ['research'] }] },
		effect: 'needs-a-human',
		said: 'International research with Indian health data goes through the screening committee of the health ministry.',
		source: 'dpdp',
		confidence: 'our-reading',
	},
]
