import { ByteReader, fromUtf8, utf8 } from '../kernel/bytes.ts'
import { integer, nullable, object, oneOf, pattern, string } from '../kernel/parse.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { readVarint } from '../kernel/varint.ts'
import { type Pack, type PackAbout, type PackError, packFormat } from './pack.ts'
import { scopes, type Synonym } from './release.ts'

const about = object({
	name: string(200),
	version: string(40),
	lacks: nullable(string(1000)),
	source: object({ name: string(500), sha256: nullable(pattern<string>(/^[0-9a-f]{64}$/)) }),
	licence: object({ id: string(200), text: string(20_000), attribution: string(2000) }),
	counts: object({
		basis: oneOf('cases', 'disease annotations', 'hierarchy'),
		source: string(500),
		population: integer(0, 2 ** 31),
	}),
})

const most = { terms: 65_535, text: 5000, list: 5000, weight: 2 ** 24, depth: 200 }

/** Thrown and caught in this file only: lets a field be read as an expression. */
class Malformed extends Error {}

/** Reads and checks a pack. Hostile bytes give an error, never an exception and never a cyclic hierarchy. */
export function readPack(bytes: Uint8Array): Result<Pack, PackError> {
	const format = fromUtf8(bytes.subarray(0, packFormat.length)) ?? ''
	if (!/^mednexus-ontology\/\d+\n/.test(format)) return err({ kind: 'not-a-pack' })
	if (format !== packFormat) return err({ kind: 'newer-pack' })
	try {
		const pack = readBody(new PackReader(bytes))
		if (!pack.about.licence.text || !pack.about.licence.attribution) return err({ kind: 'no-licence' })
		return ok(pack)
	} catch (thrown) {
		if (thrown instanceof Malformed) return err({ kind: 'malformed-pack', at: thrown.message })
		throw thrown
	}
}

function readBody(reader: PackReader): Pack {
	const said = parseAbout(reader.text('about', 50_000))
	const size = reader.number('terms', most.terms)
	const columns = {
		numbers: [] as number[],
		labels: [] as string[],
		parents: [] as number[][],
		synonyms: [] as Synonym[][],
		references: [] as string[][],
		counts: [] as number[],
		shared: [] as number[],
		asserted: [] as number[],
	}
	let last = 0
	for (let position = 0; position < size; position++) {
		const step = reader.number('number', 9_999_999)
		if (step === 0 || last + step > 9_999_999) throw new Malformed('number')
		columns.numbers.push((last += step))
		columns.labels.push(reader.text('label', most.text))
		columns.parents.push(reader.list('parents', () => reader.number('parent', size - 1)))
		columns.synonyms.push(reader.list('synonyms', () => reader.synonym()))
		columns.references.push(reader.list('references', () => reader.text('reference', most.text)))
		columns.counts.push(reader.number('count', said.counts.population))
		columns.shared.push(reader.number('weight', most.weight))
		columns.asserted.push(reader.number('weight', most.weight))
	}
	const retired = new Map<number, number>()
	let before = -1
	reader.list(
		'retired',
		() => {
			const number = reader.number('retired', 9_999_999)
			if (number <= before) throw new Malformed('retired')
			retired.set((before = number), reader.number('retired', size - 1))
		},
		most.terms,
	)
	if (reader.left > 0) throw new Malformed('end')
	if (!isHierarchy(columns.parents)) throw new Malformed('parents')
	return { about: said, ...columns, retired }
}

function parseAbout(json: string): PackAbout {
	let value: unknown
	try {
		value = JSON.parse(json)
	} catch {
		throw new Malformed('about')
	}
	const parsed = about(value, 'about')
	if (!parsed.ok) throw new Malformed(parsed.error.at)
	return parsed.value
}

/** Emptied level by level from the leaves (Kahn): a cycle never empties, a chain without end is no ontology either. */
function isHierarchy(parents: readonly (readonly number[])[]): boolean {
	const children = new Int32Array(parents.length)
	for (const above of parents) for (const parent of above) children[parent] = (children[parent] as number) + 1
	let level = [...parents.keys()].filter(position => children[position] === 0)
	let left = parents.length
	for (let depth = 0; level.length > 0 && depth < most.depth; depth++) {
		left -= level.length
		const next: number[] = []
		for (const position of level)
			for (const parent of parents[position] as readonly number[])
				if ((children[parent] = (children[parent] as number) - 1) === 0) next.push(parent)
		level = next
	}
	return left === 0
}

class PackReader {
	readonly #bytes: ByteReader
	constructor(bytes: Uint8Array) {
		this.#bytes = new ByteReader(bytes)
		this.#bytes.take(utf8(packFormat).length)
	}
	get left(): number {
		return this.#bytes.left
	}
	number(at: string, atMost: number): number {
		const value = readVarint(this.#bytes)
		if (value === undefined || value > atMost) throw new Malformed(at)
		return value
	}
	text(at: string, atMost: number): string {
		const bytes = this.#bytes.take(this.number(at, atMost))
		const words = bytes && fromUtf8(bytes)
		if (words === undefined) throw new Malformed(at)
		return words
	}
	list<T>(at: string, one: () => T, atMost = most.list): T[] {
		return Array.from({ length: this.number(at, atMost) }, one)
	}
	synonym(): Synonym {
		const flags = this.number('synonym', 63)
		return {
			text: this.text('synonym', most.text),
			scope: scopes[flags & 3] as Synonym['scope'],
			layperson: (flags & 4) !== 0,
			abbreviation: (flags & 8) !== 0,
			plural: (flags & 16) !== 0,
			british: (flags & 32) !== 0,
		}
	}
}
