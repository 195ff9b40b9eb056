import { country, day, plural } from '../../ui/say.ts'
import type { AnswerForm, AskView } from '../product.ts'

/** "2 days left", "Ended 12 Oct 2026": the time to answer. */
export function due(deadline: number, now: number): string {
	const left = deadline - now
	if (left < 0) return `Time to answer ended ${day(deadline)}`
	if (left < 3600) return `${plural(Math.max(1, Math.floor(left / 60)), 'minute')} left to answer`
	if (left < 2 * 86_400) return `${plural(Math.floor(left / 3600), 'hour')} left to answer`
	return `${plural(Math.floor(left / 86_400), 'day')} left to answer`
}

/** "Kaveri Institute of Neuroscience, India". */
export const place = ({ name, country: code }: AskView['institution']): string => `${name}, ${country(code)}`

/** Where an ask stands, in words. */
export function standing(ask: AskView): string {
	if (ask.answer) return outcomes[ask.answer.outcome]
	return ask.direction === 'received' ? 'To answer' : 'Waiting for an answer'
}

const outcomes: Readonly<Record<NonNullable<AskView['answer']>['outcome'], string>> = {
	yes: 'Answered: yes',
	no: 'Answered: no',
	declined: 'Declined',
	withdrawn: 'Withdrawn',
}

/** P7 and P8: questions and answers. */
export const words = {
	inbox: {
		title: 'Questions',
		received: 'Asked of you',
		sent: 'Asked by you',
		none: 'No question yet. You ask from a similar case; colleagues who find your card ask here. You are told at most once a day.',
		opening: 'Opening the questions on this computer.',
	},
	write: {
		title: (place: string): string => `Ask ${place}`,
		about: 'About their card. They see your question, your name and your hospital; not your case.',
		label: 'Your question',
		hint: 'Write no name, no date of birth, no place.',
		left: (characters: number): string => `${plural(characters, 'character')} left`,
		act: 'Sign and send the question',
		busy: 'Signing…',
		empty: 'Write the question first',
		leaves: 'Sealed to their hospital alone. Your signature stands on the chain, the words do not.',
	},
	thread: {
		about: 'Your card',
		theirs: 'Their card',
		asked: 'Question',
		answered: 'Answer',
		unnamed: 'not named yet',
		waiting: (place: string): string => `Asked. ${place} has it at its next sync. You can close this.`,
		both: 'Both signatures stand',
		one: 'The question’s signature stands',
		none: 'No signature stands yet',
		proof: 'Proof',
		hide: 'Hide proof',
		askSigner: 'Question signed by',
		answerSigner: 'Answer signed by',
		recovered: 'Recovered by this browser from the transaction’s own data.',
		deadline: 'Time to answer',
		until: (deadline: number): string => `to ${day(deadline)}`,
		see: 'What each side sees now',
		you: 'You see',
		they: 'They see',
	},
	answer: {
		title: 'Your answer',
		outcome: 'Have you met the same illness?',
		response: 'Recorded response to treatment',
		text: 'In your words',
		hint: 'Write no name, no date of birth, no place.',
		act: 'Sign and send the answer',
		busy: 'Signing…',
		missing: {
			outcome: 'Say yes, no or decline first',
			response: 'Say what the record shows of the response',
			text: 'Write a few words',
		},
		leaves: 'Sealed to their hospital alone. Your signature stands on the chain, the words do not.',
	},
	recorded: (response: string): string => `Recorded response: ${response}.`,
} as const

/** What each side sees now: first you, then they. */
export function sight({ direction, answer, stage }: AskView): readonly [you: string, they: string] {
	if (stage === 3) return ['their record', 'your record']
	const answered = answer?.outcome === 'yes' || answer?.outcome === 'no'
	if (direction === 'received')
		return [
			'their question and the clinician’s name',
			answered ? 'your card, your answer and your name' : 'your card',
		]
	return [
		answered ? 'their card, their answer and the clinician’s name' : 'their card',
		'your question and your name',
	]
}

export const outcomeChoices = [
	{ value: 'yes', words: 'Yes', hint: 'The card is of a patient with it' },
	{ value: 'no', words: 'No', hint: 'It turned out to be something else' },
	{ value: 'declined', words: 'Decline', hint: 'No reason is asked for' },
] as const satisfies readonly { value: AnswerForm['outcome']; words: string; hint: string }[]

export const responseWords = {
	'not-recorded': 'unknown',
	treated: 'treated, response not recorded',
	improved: 'improved',
	worse: 'worse',
	unchanged: 'unchanged',
} as const

export const responseChoices = [
	{ value: 'improved', words: 'Improved' },
	{ value: 'worse', words: 'Worse' },
	{ value: 'unchanged', words: 'Unchanged' },
	{ value: 'treated', words: 'Treated, response not recorded' },
	{ value: 'not-recorded', words: 'Unknown' },
] as const
