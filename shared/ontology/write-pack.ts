import { concat, u8, utf8 } from '../kernel/bytes.ts'
import { varint } from '../kernel/varint.ts'
import { type Pack, packFormat } from './pack.ts'
import { scopes, type Synonym } from './release.ts'

/** The bytes of a pack: a pure function of it. Layout in `read-pack.ts`, which reads the same fields in order. */
export function writePack(pack: Pack): Uint8Array {
	const parts: Uint8Array[] = [
		utf8(packFormat),
		text(JSON.stringify(pack.about)),
		varint(pack.numbers.length),
	]
	let last = 0
	for (const [position, number] of pack.numbers.entries()) {
		parts.push(
			varint(number - last),
			text(pack.labels[position] as string),
			list(pack.parents[position] as number[], varint),
			list(pack.synonyms[position] as Synonym[], synonym),
			list(pack.references[position] as string[], text),
			varint(pack.counts[position] as number),
			varint(pack.shared[position] as number),
			varint(pack.asserted[position] as number),
		)
		last = number
	}
	const retired = [...pack.retired].sort(([a], [b]) => a - b)
	parts.push(list(retired, ([number, position]) => concat(varint(number), varint(position))))
	return join(parts)
}

/** `concat` for more parts than a call can take arguments. */
function join(parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
	let at = 0
	for (const part of parts) {
		whole.set(part, at)
		at += part.length
	}
	return whole
}

function text(words: string): Uint8Array {
	const bytes = utf8(words)
	return concat(varint(bytes.length), bytes)
}

const list = <T>(items: readonly T[], one: (item: T) => Uint8Array): Uint8Array =>
	join([varint(items.length), ...items.map(one)])

const synonym = (name: Synonym): Uint8Array =>
	concat(
		u8(
			scopes.indexOf(name.scope) |
				(name.layperson ? 4 : 0) |
				(name.abbreviation ? 8 : 0) |
				(name.plural ? 16 : 0) |
				(name.british ? 32 : 0),
		),
		text(name.text),
	)
