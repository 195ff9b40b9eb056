import { sha256 } from '@noble/hashes/sha2.js'
import { toHex, utf8, type Hex } from '../kernel/bytes.ts'
import type { DeploymentId } from '../crypto/deployment.ts'
import type { ConsentTerms } from '../consent/terms.ts'

/** What a clinician records of a conversation about consent. */
export interface ConsentForm {
	readonly subject: 'adult' | 'minor' | 'proxy' | 'deceased'
	readonly data: readonly ('codes' | 'labs' | 'narrative' | 'images' | 'outcome')[]
	readonly purposes: readonly ('care-match' | 'second-opinion')[]
	readonly institutionNamed: boolean
	readonly recontact: boolean
	/** Unix seconds, at most a year away. */
	readonly until: number
	readonly how: 'witnessed' | 'paper' | 'remote'
}

/** The text that was read aloud or handed over; its hash stands in the terms. */
export const consentSheet = {
	id: 'network-card',
	version: 1,
	language: 'en',
	text: [
		'We would like to look for other people with the same condition.',
		'A short coded list of findings, age band, sex and candidate gene, without name or date of birth, is shown to',
		'verified hospitals in the countries named. They can ask us one question at a time; we decide about each.',
		'You can withdraw at any time with the receipt. Then the list disappears from every index; what a doctor has',
		'already read cannot be unread.',
	].join(' '),
} as const
const sheetHash: Hex = toHex(sha256(utf8(consentSheet.text)))

/** Every verified institution is of the first tier in this version. */
export const firstTier = 1

/** Health, medical or biomedical use (DUO 2021-02-23), not for profit. */
const duo = ['DUO:0000006', 'DUO:0000018']

/** The terms that are committed to: readers by the countries in which there were verified institutions that day. */
export const termsOf = (
	form: ConsentForm,
	at: {
		readonly deployment: DeploymentId
		readonly institution: number
		readonly countries: readonly string[]
		readonly time: number
	},
): ConsentTerms => ({
	deployment: at.deployment,
	institution: at.institution,
	subject: form.subject,
	duo,
	data: form.data,
	purposes: form.purposes,
	recipients: { tiers: [firstTier], countries: at.countries, named: [], excluded: [] },
	institutionNamed: form.institutionNamed,
	recontact: form.recontact,
	until: form.until,
	sheet: {
		id: consentSheet.id,
		version: consentSheet.version,
		language: consentSheet.language,
		sha256: sheetHash,
	},
	given: { how: form.how, at: at.time },
})
