import { ageBands, responses, type Case } from '../../case/case.ts'
import { cardFlags, onsetTerms, type Card } from '../../crypto/card.ts'
import { ByteReader } from '../../kernel/bytes.ts'
import { readVarint } from '../../kernel/varint.ts'
import { termNumber } from '../../ontology/term-id.ts'

/** One field of the card: where its bytes are and what they say. */
export interface CardField {
	readonly name: string
	readonly words: string
	readonly from: number
	readonly to: number
}

const sexWords = ['not stated', 'female', 'male', 'other']
const onsetWords: Readonly<Record<number, string>> = {
	1: 'antenatal',
	2: 'congenital',
	3: 'neonatal',
	4: 'infantile',
	5: 'childhood',
	6: 'juvenile',
	7: 'adult',
	8: 'middle age',
	9: 'late',
}
const flagWords: Readonly<Record<keyof typeof cardFlags, string>> = {
	record: 'a sealed record exists',
	images: 'with images',
	laboratory: 'with laboratory results',
	narrative: 'with the clinician’s own words',
	followUp: 'with follow-up',
	sequenced: 'sequenced',
	diagnosisConfirmed: 'diagnosis confirmed',
	institutionNamed: 'the institution may be named',
}

/** The card's bytes, field by field in their order: what is shown here is what leaves. */
export function cardFields(card: Card, bytes: Uint8Array, confirmed: Case): readonly CardField[] {
	const labels = new Map(confirmed.findings.map(({ term, label }) => [termNumber(term), label]))
	const symbols = new Map(confirmed.genes.map(({ hgnc, symbol }) => [hgnc, symbol]))
	const named = (numbers: readonly number[], names: ReadonlyMap<number, string>): string =>
		numbers.length === 0 ? 'none' : numbers.map(number => names.get(number) ?? String(number)).join(', ')
	const set = Object.entries(cardFlags).filter(([, bit]) => (card.flags & bit) !== 0)
	const words: readonly (readonly [string, string, (reader: ByteReader) => unknown])[] = [
		['Consent handle', card.handle, reader => reader.take(16)],
		['Revision', String(card.revision), readVarint],
		['Consent ends', endOf(card.expiry), readVarint],
		[
			'Sex and response to treatment',
			`${sexWords[card.sex] ?? 'not stated'}; ${responses[card.response]?.replace('-', ' ') ?? 'not recorded'}`,
			reader => reader.take(1),
		],
		[
			'Age band and onset',
			`${ageBands[card.ageBand] ?? 'not stated'}; onset ${onsetTerms[card.onset] ? onsetWords[card.onset] : 'not stated'}`,
			reader => reader.take(1),
		],
		['Region of the world', `UN M49 ${card.region}`, reader => reader.take(1)],
		[
			'Flags',
			set.map(([flag]) => flagWords[flag as keyof typeof cardFlags]).join(', ') || 'none',
			reader => reader.take(1),
		],
		['Observed findings', named(card.observed, labels), skipList],
		['Excluded findings', named(card.excluded, labels), skipList],
		['Genes', named(card.genes, symbols), skipList],
	]
	const reader = new ByteReader(bytes)
	return words.map(([name, said, read]) => {
		const from = reader.at
		read(reader)
		return { name, words: said, from, to: reader.at }
	})
}

function skipList(reader: ByteReader): void {
	const count = readVarint(reader) ?? 0
	for (let i = 0; i < count; i++) readVarint(reader)
}

/** The day on which a 91-day period begins, which is when the consent is over. */
const endOf = (expiry: number): string => new Date(expiry * 91 * 86_400_000).toISOString().slice(0, 10)
