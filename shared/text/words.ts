/** One word of a text: as compared, and where it stands. */
export interface Word {
	readonly plain: string
	readonly from: number
	readonly to: number
}

/** Letters and digits of any script; an apostrophe inside a word belongs to it. */
const word = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu

/** The words of a text in order, each in the one form in which names and notes are compared. */
export const wordsOf = (text: string): readonly Word[] =>
	Array.from(text.matchAll(word), found => ({
		plain: plainWord(found[0]),
		from: found.index,
		to: found.index + found[0].length,
	}))

/**
 * A word without case, accents, plural and the differences between British and American spelling. It is applied to
 * both sides of a comparison and shown to nobody, so it need not be a word: "anaemias" and "anemia" both give "anemia".
 */
export function plainWord(text: string): string {
	const bare = text
		.normalize('NFKD')
		.replace(/[\p{M}'’]/gu, '')
		.toLowerCase()
	if (bare.length < 4) return bare
	return bare
		.replace(/(?:ae|oe)(?!s$)/g, 'e')
		.replace(/is(e|ed|es|ing|ation|ations)$/, 'iz$1')
		.replace(/our(s|ed|ing|less)?$/, 'or$1')
		.replace(/([^sui])s$/, '$1')
}

/** A name in the form in which names are compared. */
export const plainName = (text: string): string =>
	wordsOf(text)
		.map(one => one.plain)
		.join(' ')
