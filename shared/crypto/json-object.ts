import { object, oneOf, type Parser } from '../kernel/parse.ts'

/** A JSON object of version 1 and of this type: the two members everything signed, hashed or sealed begins with. */
export const jsonObject = <T>(type: string, members: Parser<T>): Parser<T> => {
	const head = object({ v: oneOf(1), type: oneOf(type) })
	return (input, at = '') => {
		const known = head(input, at)
		return known.ok ? members(input, at) : known
	}
}
