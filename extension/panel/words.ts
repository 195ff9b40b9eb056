import type { Failure } from '#shared/kernel/result.ts'

/** A failure as a person reads it: what happened, whether anything left this computer, and what to do next. */
export interface Said {
	readonly what: string
	readonly left: string
	readonly next: string
	/** Brick for harm and refusal, ochre when a human must look, neutral when waiting is enough. */
	readonly tone: 'harm' | 'caution' | 'neutral'
}

type Row = readonly [kinds: string, tone: Said['tone'], what: string, next: string, left?: string]

const nothing = 'Nothing left this computer.'
const kept = 'What was prepared is kept, sealed, on this computer.'
const again = 'Try again. If it stays so, tell the officer of your institution.'
const ask = 'Ask the officer of your institution.'

/** One row: the kinds that mean the same to a person, separated by spaces, then its sentences. */
const rows: readonly Row[] = [
	// Vault and joining
	[
		'wrong-passphrase wrong-key',
		'caution',
		'This passphrase does not open the vault.',
		'Type it again. It is never stored, so nobody can look it up.',
	],
	[
		'passphrase-too-short',
		'caution',
		'The passphrase is too short.',
		'Use 12 characters or more. Four unrelated words are easy to remember.',
	],
	['vault-exists', 'caution', 'This browser already holds a vault.', 'Unlock it with its passphrase.'],
	['no-vault no-such-slot', 'caution', 'This browser holds no vault yet.', 'Create one first.'],
	['locked', 'neutral', 'MedNexus is locked.', 'Unlock it with your passphrase.'],
	[
		'bad-invitation',
		'caution',
		'This is not an invitation.',
		'Copy the whole text again, from its first to its last character.',
	],
	[
		'invitation-used code-used invitation-expired unknown-code',
		'caution',
		'This invitation was used before, or has ended.',
		'Ask the officer of your institution for a new one.',
	],
	[
		'not-a-member not-verified',
		'caution',
		'Your institution has not approved this browser.',
		'Compare the fingerprint with your officer.',
	],
	['node-unreachable', 'neutral', 'Your institution’s node did not answer.', again],
	['node-refused', 'caution', 'Your institution’s node refused.', ask],
	['node-not-understood', 'caution', 'Your institution’s node answered something that makes no sense.', ask],
	// Chart
	[
		'grant-refused',
		'neutral',
		'You did not allow reading on this site.',
		'You can allow it later. Until then nothing of it is read.',
	],
	['not-granted', 'neutral', 'MedNexus may not read this site yet.', 'Allow it under Findings.'],
	['no-chart', 'neutral', 'No chart is open in this tab.', 'Open a patient’s chart.'],
	[
		'patient-not-recognised',
		'neutral',
		'The page shows no patient, or more than one.',
		'Open one patient’s chart, then read again.',
	],
	[
		'nothing-readable',
		'neutral',
		'Nothing on this page can be read as findings.',
		'Open the results or the problem list, or type findings.',
	],
	[
		'row-not-on-screen',
		'neutral',
		'The row is not on the chart’s present page.',
		'Open the section that it belongs to.',
	],
	[
		'chart-changed wrong-chart',
		'harm',
		'The chart changed to another patient.',
		'Return to the first chart, or read this one anew.',
		'Nothing crossed over.',
	],
	[
		'not-signed-in',
		'neutral',
		'The chart answered that nobody is signed in.',
		'Sign in to the chart and read again.',
	],
	// Case
	['no-case', 'neutral', 'There is no confirmed case for this chart.', 'Confirm the findings first.'],
	['nothing-observed', 'neutral', 'No finding is observed.', 'Accept or add at least one.'],
	[
		'too-many-terms too-many-findings',
		'caution',
		'A card holds at most 40 findings.',
		'Choose the 40 that matter most.',
	],
	['too-many-genes', 'caution', 'A card holds at most 3 genes.', 'Choose the 3 that matter most.'],
	[
		'findings-contradict',
		'caution',
		'A finding is both observed and excluded.',
		'Decide which of the two it is.',
	],
	['suggestions-open', 'neutral', 'Some suggestions are not decided.', 'Accept, exclude or dismiss each.'],
	// Network
	['unreachable offline', 'neutral', 'The network did not answer.', 'Searching works. Try again in a while.'],
	['storage-unreachable storage-timeout', 'neutral', 'No storage node answered.', `Try again. ${kept}`],
	[
		'not-found pack-not-stored body-unavailable',
		'neutral',
		'The storage network does not hold these bytes yet.',
		'Sync again in a while.',
	],
	['chain-unreachable endpoint-unreachable', 'neutral', 'The chain did not answer.', `Try again. ${kept}`],
	[
		'endpoints-disagree went-back wrong-chain',
		'harm',
		'Two chain endpoints gave different answers.',
		'Neither is believed. Tell the officer of your institution if it stays so.',
	],
	[
		'contract-missing other-deployment wrong-network',
		'harm',
		'This is not the network that the invitation named.',
		`Nothing is read from it. ${ask}`,
	],
	[
		'tampered different-bytes altered record-altered different-pack',
		'harm',
		'The storage node gave back different bytes.',
		'They were refused. Try again: another node is asked.',
	],
	[
		'unusable malformed not-understood body-refused too-large',
		'harm',
		'What the network gave back makes no sense.',
		`It was refused. ${again}`,
	],
	[
		'key-gap key-not-signed key-file-differs exchange-gap exchange-not-signed exchange-file-differs not-committed',
		'harm',
		'A key could not be proven to be the institution’s own.',
		'Nothing is sealed to it. Tell the officer of your institution.',
	],
	[
		'key-missing key-not-in-time bad-key',
		'caution',
		'The other institution has no valid key at present.',
		'Ask its officer to announce one, then sync.',
	],
	[
		'needs-newer-version newer-pack',
		'caution',
		'This was written by a newer MedNexus.',
		'Update the extension, then sync.',
	],
	[
		'no-index',
		'neutral',
		'The index has not arrived yet.',
		'Sync now. Until then there is nothing to compare with.',
	],
	[
		'not-a-reader body-not-for-us not-in-feed not-addressed',
		'caution',
		'Your institution has no key for this.',
		'Sync again. If it stays so, ask the officer of your institution.',
	],
	[
		'waiting-for-feed',
		'neutral',
		'Your institution’s next keys have not arrived yet.',
		'Sync in a moment, then publish again.',
		kept,
	],
	// Consent
	[
		'no-consent consent-not-live',
		'caution',
		'No consent stands for this case.',
		'You can search, not publish. Record what the family agreed to.',
	],
	[
		'consent-revoked',
		'caution',
		'The family withdrew the consent.',
		'Nobody was asked for a reason. You can search, not publish.',
	],
	[
		'consent-expired',
		'caution',
		'The consent has ended.',
		'Talk with the family again, then record what they agree to.',
	],
	[
		'consent-too-narrow reader-not-allowed',
		'caution',
		'The consent does not cover this.',
		'Leave it out, or talk with the family again.',
	],
	['not-these-terms', 'harm', 'The terms do not belong to this consent.', `They were refused. ${ask}`],
	// Publishing
	[
		'changed preview-changed',
		'caution',
		'The case changed after the preview.',
		'Read the new bytes, then publish.',
	],
	['blocked', 'harm', 'A rule blocks this.', 'Read the rule: it names who decides.'],
	['needs-a-human', 'caution', 'A person has to decide this.', 'Read the rule: it names who decides.'],
	[
		'no-gas out-of-gas-money',
		'caution',
		'Your hospital’s account for fees is empty.',
		'Ask the officer of your institution to fill it, then try again.',
		kept,
	],
	[
		'reverted refused refused-by-contract rejected',
		'caution',
		'The network’s rules refused this.',
		'Sync, then try again.',
		'What was stored before it stays sealed.',
	],
	[
		'not-mined',
		'neutral',
		'The chain has not confirmed it yet.',
		'Sync in a moment: it is looked up, not sent twice.',
		'What was sent is sealed.',
	],
	[
		'stale',
		'neutral',
		'A colleague published at the same moment.',
		'Yours is merged and sent again. Try once more if it does not appear.',
		'Both cards are kept.',
	],
	[
		'interrupted aborted',
		'neutral',
		'This was interrupted.',
		'It goes on from where it stopped. Nothing is sent twice.',
		'What had left before stays sealed.',
	],
	['publication-not-found', 'neutral', 'There is nothing to finish.', 'Review and publish again.'],
	// Asks
	['ask-not-found', 'neutral', 'This question is not on this computer yet.', 'Sync now.'],
	[
		'already-answered',
		'neutral',
		'This question is answered already.',
		'Sync now to read the answer that stands.',
	],
	['deadline-passed', 'neutral', 'The time to answer has ended.', 'Your colleague can ask again.'],
	[
		'card-withdrawn',
		'caution',
		'The card was withdrawn.',
		'Nobody was asked for a reason. It can no longer be asked about.',
	],
	// The extension itself
	[
		'handler-failed sender-not-allowed panel-not-opened',
		'caution',
		'A part of MedNexus did not answer.',
		'Close and open this panel. If it stays so, restart the browser.',
	],
]

const byKind: ReadonlyMap<string, Said> = new Map(
	rows.flatMap(([kinds, tone, what, next, left = nothing]) =>
		kinds.split(' ').map(kind => [kind, { what, left, next, tone }] as const),
	),
)

const unknown: Said = {
	what: 'Something went wrong that MedNexus has no words for.',
	left: 'Whether anything left is shown at the foot of this panel.',
	next: 'Try again. If it stays so, tell the officer of your institution what you were doing.',
	tone: 'caution',
}

/** The words of a failure. A kind nobody foresaw gets an honest general sentence, never its inner name. */
export const explainFailure = (failure: Failure): Said => byKind.get(failure.kind) ?? unknown

/** Whether a kind has words of its own. */
export const hasWords = (kind: string): boolean => byKind.has(kind)
