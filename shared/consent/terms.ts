import { type DeploymentId, parseDeploymentId } from '../crypto/deployment.ts'
import { type Json, readCanonicalJson } from '../crypto/canonical-json.ts'
import { jsonObject } from '../crypto/json-object.ts'
import { type Hex, toHex } from '../kernel/bytes.ts'
import {
	array,
	boolean,
	integer,
	type Malformed,
	malformed,
	object,
	oneOf,
	type Parser,
	pattern,
	string,
} from '../kernel/parse.ts'
import type { Result } from '../kernel/result.ts'

export type Subject = 'adult' | 'minor' | 'proxy' | 'deceased'

/** Who may read, by tier and country or by name; nobody is meant by an empty list. */
export interface Recipients {
	readonly tiers: readonly number[]
	/** ISO 3166-1 alpha-2. */
	readonly countries: readonly string[]
	/** Institution ids. */
	readonly named: readonly number[]
	readonly excluded: readonly number[]
}

/** What a patient agreed to (protocol 7): no name, no birth date, no id that outlives this consent. */
export interface ConsentTerms {
	readonly deployment: DeploymentId
	readonly institution: number
	readonly subject: Subject
	/** DUO ids: one permission, then what restricts it. */
	readonly duo: readonly string[]
	readonly data: readonly string[]
	readonly purposes: readonly string[]
	readonly recipients: Recipients
	readonly institutionNamed: boolean
	readonly recontact: boolean
	/** Unix seconds. */
	readonly until: number
	readonly sheet: {
		readonly id: string
		readonly version: number
		readonly language: string
		readonly sha256: Hex
	}
	readonly given: { readonly how: string; readonly at: number }
}

const unique =
	<T>(inner: Parser<T>): Parser<readonly T[]> =>
	(input, at = '') => {
		const items = array(inner, 300)(input, at)
		return items.ok && new Set(items.value).size < items.value.length ? malformed(at) : items
	}

/** Ascending and unique, as the page asks of every list whose order says nothing. */
const sorted =
	<T extends string | number>(inner: Parser<T>): Parser<readonly T[]> =>
	(input, at = '') => {
		const items = array(inner, 300)(input, at)
		if (!items.ok) return items
		const ascending = items.value.every((item, i) => i === 0 || (items.value[i - 1] as T) < item)
		return ascending ? items : malformed(at)
	}

const institution = integer(1, 0xffff_ffff)
const word = pattern<string>(/^[a-z][a-z-]{0,40}$/)

export const parseTerms: Parser<ConsentTerms> = jsonObject(
	'consent',
	object({
		deployment: parseDeploymentId,
		institution,
		subject: oneOf('adult', 'minor', 'proxy', 'deceased'),
		duo: unique(pattern<string>(/^DUO:\d{7}$/)),
		data: sorted(word),
		purposes: sorted(word),
		recipients: object({
			tiers: sorted(integer(0, 255)),
			countries: sorted(pattern<string>(/^[A-Z]{2}$/)),
			named: sorted(institution),
			excluded: sorted(institution),
		}),
		institutionNamed: boolean,
		recontact: boolean,
		until: integer(1),
		sheet: object({
			id: string(100),
			version: integer(0),
			language: string(35),
			sha256: pattern<Hex>(/^0x[0-9a-f]{64}$/),
		}),
		given: object({ how: word, at: integer(0) }),
	}),
)

const ascending = <T extends string | number>(items: readonly T[]): T[] =>
	[...new Set(items)].sort((a, b) => (a < b ? -1 : 1))

/** The terms as the JSON object that is committed to: lists sorted, except that a DUO permission stands first. */
export const termsJson = (terms: ConsentTerms): Json => {
	const { recipients, sheet, given, deployment, duo, data, purposes, ...rest } = terms
	return {
		v: 1,
		type: 'consent',
		...rest,
		deployment: toHex(deployment),
		duo: [...new Set(duo)],
		data: ascending(data),
		purposes: ascending(purposes),
		recipients: {
			tiers: ascending(recipients.tiers),
			countries: ascending(recipients.countries),
			named: ascending(recipients.named),
			excluded: ascending(recipients.excluded),
		},
		sheet: { ...sheet },
		given: { ...given },
	}
}

/** The terms that canonical bytes spell. Members of a later version are part of the commitment and are not read here. */
export function readTerms(bytes: Uint8Array): Result<ConsentTerms, Malformed> {
	const json = readCanonicalJson(bytes, 64 * 1024)
	return json.ok ? parseTerms(json.value, 'consent') : json
}
