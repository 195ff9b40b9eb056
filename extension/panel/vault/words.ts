import { shortestPassphrase } from './entry.svelte.ts'

/** P0: first run, joining, waiting, locked. */
export const words = {
	create: {
		title: 'Make this browser yours',
		intro:
			'MedNexus keeps everything sealed on this computer, under a passphrase that only you know. It is never sent and never stored: nobody can look it up for you.',
		passphrase: 'Passphrase',
		hint: `${shortestPassphrase} characters or more. Four unrelated words are easy to remember.`,
		again: 'The same again',
		differ: 'The two are not the same yet.',
		short: (missing: number): string => (missing === 1 ? '1 character more.' : `${missing} characters more.`),
		act: 'Create the vault',
		busy: 'Deriving the key…',
		show: 'Show what I type',
	},
	unlock: {
		title: 'Unlock MedNexus',
		intro: (institution: string | null): string =>
			institution === null
				? 'Your vault on this computer is locked.'
				: `Your vault for ${institution} is locked.`,
		act: 'Unlock',
		busy: 'Deriving the key…',
	},
	join: {
		title: 'Join your institution',
		intro:
			'The officer of your hospital gave you an invitation: a block of text. It works once, and only for you.',
		label: 'Invitation',
		hint: 'Paste the whole text.',
		act: 'Ask to join',
		busy: 'Asking your hospital…',
		leaves: 'Your new public keys and the invitation’s code go to your own hospital, to nobody else.',
	},
	waiting: {
		title: 'Compare with your officer',
		intro: (name: string): string =>
			`${name} has your request. The officer’s screen shows a fingerprint. It must be the same as this one.`,
		label: 'Fingerprint of this browser’s keys',
		differs: 'If the two differ, somebody stands between you: tell your officer, and do not go on.',
		then: 'This screen moves on by itself once your officer has approved.',
		look: 'Look now',
		busy: 'Looking…',
	},
} as const
