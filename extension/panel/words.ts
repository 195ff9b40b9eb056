import type { Failure } from '#shared/kernel/result.ts'

/** A failure as a person reads it: what happened, whether anything left this computer, and what to do next. */
export interface Said {
	readonly what: string
	readonly left: string
	readonly next: string
	/** Brick for harm and refusal, ochre when a human must look, neutral when waiting is enough. */
	readonly tone: 'harm' | 'caution' | 'neutral'
}

const nothing = 'Nothing left this computer.'
const stopped =
	(tone: Said['tone']) =>
	(what: string, next: string, left: string = nothing): Said => ({ what, left, next, tone })
const harm = stopped('harm')
const caution = stopped('caution')
const neutral = stopped('neutral')

const byKind: Readonly<Record<string, Said>> = {
	// Vault and joining
	'wrong-passphrase': caution(
		'This passphrase does not open the vault.',
		'Type it again. It is never stored, so nobody can look it up.',
	),
	'passphrase-too-short': caution(
		'The passphrase is too short.',
		'Use 12 characters or more. Four unrelated words are easy to remember.',
	),
	'vault-exists': caution('This browser already holds a vault.', 'Unlock it with its passphrase.'),
	'no-vault': caution('This browser holds no vault yet.', 'Create one first.'),
	locked: neutral('MedNexus is locked.', 'Unlock it with your passphrase.'),
	'bad-invitation': caution(
		'This is not an invitation.',
		'Copy the whole text again, from its first to its last character.',
	),
	'invitation-used': caution(
		'This invitation was used before.',
		'Ask the officer of your institution for a new one.',
	),
	'invitation-expired': caution(
		'This invitation has expired.',
		'Ask the officer of your institution for a new one.',
	),
	'not-a-member': caution(
		'Your institution has not approved this browser.',
		'Compare the fingerprint with your officer.',
	),
	'node-unreachable': neutral(
		'Your institution’s node did not answer.',
		'Try again. If it stays silent, tell the officer of your institution.',
	),
	'node-refused': caution('Your institution’s node refused.', 'Ask the officer of your institution why.'),
	// Chart
	'grant-refused': neutral(
		'You did not allow reading on this site.',
		'You can type findings yourself, or allow it later.',
	),
	'not-granted': neutral('MedNexus may not read this site yet.', 'Allow it under Findings.'),
	'no-chart': neutral('No chart is open in this tab.', 'Open a patient’s chart.'),
	'nothing-readable': neutral(
		'Nothing on this page can be read as findings.',
		'Open the results or the problem list, or type findings.',
	),
	'chart-changed': harm(
		'The chart changed to another patient.',
		'Return to the first chart, or read this one anew.',
		'Nothing crossed over.',
	),
	'wrong-chart': harm(
		'The chart changed to another patient.',
		'Return to the first chart, or read this one anew.',
		'Nothing crossed over.',
	),
	'not-signed-in': neutral(
		'The chart answered that nobody is signed in.',
		'Sign in to the chart and read again.',
	),
	// Case
	'no-case': neutral('There is no confirmed case for this chart.', 'Confirm the findings first.'),
	'nothing-observed': neutral('No finding is observed.', 'Accept or add at least one.'),
	'too-many-terms': caution('A card holds at most 40 findings.', 'Choose the 40 that matter most.'),
	'suggestions-open': neutral('Some suggestions are not decided.', 'Accept, exclude or dismiss each.'),
	// Index and network
	offline: neutral('This computer is offline.', 'Searching works. Try again when it is connected.'),
	unreachable: neutral('The network did not answer.', 'Try again. Searching works meanwhile.'),
	'storage-unreachable': neutral(
		'No storage node answered.',
		'Try again. What was prepared is kept, sealed, on this computer.',
	),
	'chain-unreachable': neutral(
		'The chain did not answer.',
		'Try again. What was prepared is kept, sealed, on this computer.',
	),
	'endpoints-disagree': harm(
		'Two chain endpoints gave different answers.',
		'Neither is believed. Tell the officer of your institution if it stays so.',
	),
	tampered: harm(
		'The storage node gave back different bytes.',
		'They were refused. Try again: another node is asked.',
	),
	'different-bytes': harm(
		'The storage node gave back different bytes.',
		'They were refused. Try again: another node is asked.',
	),
	'no-index': neutral(
		'The index has not arrived yet.',
		'Sync now. Until then there is nothing to compare with.',
	),
	'not-a-reader': caution(
		'Your institution has no key for this.',
		'Sync again. If it stays so, ask the officer of your institution.',
	),
	// Consent
	'no-consent': caution(
		'There is no consent for this case.',
		'You can search, not publish. Record what the family agreed to.',
	),
	'consent-revoked': caution(
		'The family withdrew the consent.',
		'Nobody was asked for a reason. You can search, not publish.',
	),
	'consent-expired': caution(
		'The consent has ended.',
		'Talk with the family again, then record what they agree to.',
	),
	'consent-too-narrow': caution(
		'The consent does not cover this.',
		'Leave it out, or talk with the family again.',
	),
	// Publishing
	changed: caution('The case changed after the preview.', 'Read the new bytes, then publish.'),
	'preview-changed': caution('The case changed after the preview.', 'Read the new bytes, then publish.'),
	blocked: harm('A rule blocks this.', 'Read the rule below: it names who decides.'),
	'needs-a-human': caution('A person has to decide this.', 'Read the rule below: it names who decides.'),
	'no-gas': caution(
		'Your hospital’s account for fees is empty.',
		'Ask the officer of your institution to fill it, then publish again.',
		'What was prepared is kept, sealed, on this computer.',
	),
	reverted: caution(
		'The chain refused the transaction.',
		'Sync, then try again.',
		'The sealed bytes may be stored already; without the receipt nobody can find them.',
	),
	stale: neutral(
		'A colleague published at the same moment.',
		'Yours is merged and sent again. Try once more if it does not appear.',
		'Both cards are kept.',
	),
	interrupted: neutral(
		'Publishing was interrupted.',
		'It goes on from where it stopped. Nothing is sent twice.',
		'What had left before stays sealed.',
	),
	// Asks
	'ask-not-found': neutral('This question is not on this computer yet.', 'Sync now.'),
	'already-answered': neutral(
		'This question is answered already.',
		'Sync now to read the answer that stands.',
	),
	'deadline-passed': neutral('The time to answer has ended.', 'Your colleague can ask again.'),
	'card-withdrawn': caution(
		'The card was withdrawn.',
		'Nobody was asked for a reason. It can no longer be asked about.',
	),
}

const unknown = caution(
	'Something went wrong that MedNexus has no words for.',
	'Try again. If it stays so, tell the officer of your institution what you were doing.',
	'Whether anything left is shown at the foot of this panel.',
)

/** The words of a failure. A kind nobody foresaw gets an honest general sentence, never its inner name. */
export const explainFailure = (failure: Failure): Said => byKind[failure.kind] ?? unknown

/** Whether a kind has words of its own. */
export const hasWords = (kind: string): boolean => Object.hasOwn(byKind, kind)
