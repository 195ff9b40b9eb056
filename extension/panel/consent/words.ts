import type { ConsentForm, ConsentView } from '../product.ts'
import { day } from '../../ui/say.ts'

type DataKind = ConsentForm['data'][number]

/** P5: what the family agreed to, and the form that records it. */
export const words = {
	title: { none: 'Record what the family agrees to', stands: 'What the family agreed to' },
	states: { live: 'Given', revoked: 'Withdrawn', expired: 'Ended' },
	none: { first: 'No consent stands.', rest: 'You can search, not publish.' },
	revoked: {
		first: 'Withdrawn.',
		rest: 'Nobody was asked for a reason. Nothing new can leave; devices hide the card at their next sync.',
	},
	expired: { first: 'Ended.', rest: 'Talk with the family again before anything leaves.' },
	intro:
		'Fill this in with the patient or the family, on this screen or from their signed sheet. Nothing is chosen beforehand.',
	subject: {
		legend: 'Who decides?',
		adult: 'The patient, an adult',
		minor: 'Parent or guardian of a child',
		proxy: 'Somebody who may decide for the patient',
		deceased: 'The family of a patient who died',
	},
	data: {
		legend: 'What may be shown to verified hospitals?',
		hint: 'Findings are needed for a card. The rest goes, sealed, into the record.',
		codes: 'Findings, age band, sex and gene',
		labs: 'Laboratory values',
		narrative: 'The story, in the doctor’s words',
		images: 'Images, never of the face',
		outcome: 'Treatment and outcome',
	},
	purposes: {
		legend: 'What for?',
		'care-match': 'To find out whether another hospital has met the same illness',
		'second-opinion': 'To ask another hospital for its opinion',
	},
	named: {
		legend: 'May our hospital’s name be shown with the card?',
		hint: 'In a small country the name of the hospital alone can point to a family.',
	},
	recontact: { legend: 'May we come back to the family when something is found?' },
	yes: 'Yes',
	no: 'No',
	until: {
		legend: 'Until when?',
		hint: 'The family can withdraw at any time before, without a reason.',
		period: (period: number, end: number): string => `${period * 3} months, to ${day(end)}`,
	},
	how: {
		legend: 'How was it given?',
		witnessed: 'In my presence',
		paper: 'On a signed sheet',
		remote: 'Remotely, identity checked',
	},
	missing: {
		subject: 'Who decides is not said yet',
		data: 'A card needs the findings',
		purposes: 'No purpose is chosen yet',
		named: 'Whether our name may be shown is not said yet',
		recontact: 'Whether we may come back is not said yet',
		until: 'No end is chosen yet',
		how: 'How it was given is not said yet',
	},
	so: 'So the family says',
	act: 'Record the consent',
	busy: 'Recording…',
	leaves:
		'What leaves: a random number, a sealed promise and the end, to the chain. No name, no finding, none of these answers.',
	ends: 'Ends',
	endsWhen: (until: number): string => `${day(until)}, or at any time the family withdraws`,
	given: 'Given',
	chain: 'On the chain',
	chainWhat: 'A random number and a sealed promise. No name, no terms.',
	handle: 'Handle',
	withdraw: 'The family can withdraw without you and without a reason, with the receipt.',
	anew: 'New consent',
	onward: 'Review and publish',
	lists: { yes: 'Agreed', no: 'Not agreed' },
	never: [
		'Research, teaching, companies: no',
		'Photographs of the face: no',
		'Anyone outside verified hospitals: no',
	],
	receipt: {
		title: 'Give this to the family, now',
		intro:
			'It is shown once. Whoever holds it can withdraw the consent, without you. This computer does not keep it.',
		paper:
			'Receipt of a consent. Whoever holds this paper can withdraw the consent, at any time and without a reason.',
		secret: 'Receipt',
		agreed: 'What was agreed',
		print: 'Print',
		done: 'The family has it',
		doneWhy: 'After this it cannot be shown again.',
	},
} as const

const names: Readonly<Record<DataKind, string>> = {
	codes: 'Findings, age band, sex and gene, to verified hospitals',
	labs: 'Laboratory values, after both sides sign',
	narrative: 'The story, after both sides sign',
	images: 'Images, after both sides sign',
	outcome: 'Treatment and outcome, after both sides sign',
}
const purposeNames: Readonly<Record<ConsentForm['purposes'][number], string>> = {
	'care-match': 'Looking for the same illness elsewhere',
	'second-opinion': 'Asking for an opinion',
}

/** One line of what was said yes or no to. */
export interface Line {
	readonly answer: 'yes' | 'no'
	readonly words: string
}

type Said = Pick<ConsentView, 'data' | 'purposes'> & {
	readonly institutionNamed: boolean | null
	readonly recontact: boolean | null
}

/** Everything the family said yes to, then everything it did not: always both. */
export function lists(said: Said): { readonly yes: readonly Line[]; readonly no: readonly Line[] } {
	const asked: readonly (readonly [boolean, string])[] = [
		...Object.entries(names).map(([kind, name]) => [said.data.includes(kind as DataKind), name] as const),
		...Object.entries(purposeNames).map(
			([purpose, name]) =>
				[said.purposes.includes(purpose as ConsentForm['purposes'][number]), name] as const,
		),
		[said.institutionNamed === true, 'Our hospital’s name beside the card'],
		[said.recontact === true, 'Coming back to the family'],
	]
	return {
		yes: asked.filter(([yes]) => yes).map(([, name]) => ({ answer: 'yes', words: name })),
		no: [
			...asked.filter(([yes]) => !yes).map(([, name]) => ({ answer: 'no' as const, words: `${name}: no` })),
			...words.never.map(never => ({ answer: 'no' as const, words: never })),
		],
	}
}
