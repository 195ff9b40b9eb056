import { all, day, moment, plural } from '../../ui/say.ts'
import type { Decision, Preview, PublishStep, Risk } from '../product.ts'

/** "About 6 people in the world plausibly match this card." */
export function riskSentence({ people }: Pick<Risk, 'people'>): string {
	if (people > 11) return 'More than 11 people in the world plausibly match this card.'
	if (people <= 1) return 'About 1 person in the world plausibly matches this card.'
	return `About ${people} people in the world plausibly match this card.`
}

/** "about 14", "more than 11" is not said of an offer: its number is the reason to take it. */
const about = (people: number): string => `about ${people}`

/** "Allowed, 2 duties": the decision's own tag. */
export function decisionWords({ outcome, facts }: Pick<Decision, 'outcome' | 'facts'>): string {
	const duties = facts.filter(({ kind }) => kind === 'duty').length
	switch (outcome) {
		case 'allow':
			return 'Allowed'
		case 'allow-with-obligations':
			return `Allowed, ${plural(duties, 'duty', 'duties')}`
		case 'needs-a-human':
			return 'Needs a human'
		case 'block':
			return 'Blocked'
	}
}

/** P6: what would leave, and the act that lets it. */
export const words = {
	title: 'Review and publish',
	opening: 'Preparing the exact bytes on this computer.',
	noConsent: {
		first: 'No consent: you can search, not publish.',
		rest: 'First record what the family agrees to.',
		act: 'Record a consent',
	},
	ended: 'The consent no longer stands.',
	risk: {
		title: 'How identifying is it?',
		recognise: 'Someone who may open it and knows the patient could recognise the person.',
		because: (terms: readonly string[]): string => all(terms),
		work: (terms: number): string => (terms === 1 ? ' does most of the work.' : ' do most of the work.'),
		offer: (to: string, people: number): string => `Use ${to} instead: ${about(people)}`,
		took: (from: string, to: string): string => `${to} instead of ${from}`,
		basis: (basis: string): string => `Estimated from: ${basis}.`,
	},
	bytes: {
		title: 'Exactly this leaves',
		size: (bytes: number): string => `${plural(bytes, 'byte')}, then padded and encrypted`,
		copy: 'Copy',
		copied: 'Bytes copied',
		label: 'The card, byte by byte',
		hash: 'Hash of the card',
		notIn: (left: readonly string[]): string => `Not in it: ${left.join(', ')}.`,
		record: 'With it goes a sealed record',
		part: (name: string, bytes: number): string => `${name}: ${plural(bytes, 'byte')} before sealing`,
	},
	may: {
		title: 'May it leave?',
		label: 'Reasons, duties and readers',
		factsLabel: 'What the decision rests on',
		facts: (facts: number): string => `${plural(facts, 'fact')} it rests on`,
		readers: ({ allowed, of }: Preview['readers']): string =>
			`${allowed} of ${plural(of, 'institution')} will be able to open it`,
		refused: (institution: string, reason: string): string => `${institution} will not: ${reason}`,
		rule: (rule: string): string => `Rule ${rule}`,
		pack: (pack: string, reviewBy: string): string => `Rule pack ${pack}, to be reviewed by ${reviewBy}.`,
	},
	back: 'You can withdraw the card. Devices then hide it at their next sync. What was already opened cannot be called back.',
	consent: 'Consent',
	act: (bytes: number): string => `Publish ${plural(bytes, 'byte')}`,
	fee: 'Your hospital pays the fee.',
	steps: {
		sealing: 'Sealing…',
		uploading: 'Uploading…',
		publishing: 'Publishing…',
		done: 'Done',
	} satisfies Record<PublishStep, string>,
	stepsLabel: 'Progress',
	stepNames: ['Sealing on this computer', 'Uploading sealed bytes', 'Signing on the chain'],
	keep: 'You can close this. It goes on, and nothing is sent twice.',
	done: {
		title: 'Published',
		first: (readers: number): string =>
			`Published. ${plural(readers, 'institution')} will have it at their next sync.`,
		proof: 'Proof',
		what: 'What',
		whatCard: (bytes: number): string => `Card of ${plural(bytes, 'byte')}`,
		handle: 'Handle',
		hash: 'Hash of the card',
		same: 'the same as in the preview',
		segment: 'Segment root',
		record: 'Record root',
		similar: 'Back to similar cases',
		again: 'Review again',
	},
	obstacle: {
		blocked: 'A rule blocks it. The rule above names who decides.',
		'needs-a-human': 'A person has to decide first. The rule above names who.',
	},
} as const

/** "2026-09-01" as a day, Unix seconds as a moment, anything else as it stands. */
export function dated(text: string): string {
	const seconds = Date.parse(text) / 1000
	if (!/^\d{4}-\d{2}-\d{2}/.test(text) || !Number.isFinite(seconds)) return text
	return text.length > 10 ? moment(seconds) : day(seconds)
}
