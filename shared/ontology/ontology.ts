import { phenotypicAbnormality } from './build-pack.ts'
import type { Pack, PackAbout } from './pack.ts'
import type { Synonym } from './release.ts'
import { type TermId, termNumber, termOfNumber } from './term-id.ts'

/** A term by its place in the pack: what the matching loops count with. Never stored, never sent. */
export type Position = number

/** Terms, their names and their hierarchy, over one pack. */
export class Ontology {
	readonly about: PackAbout
	readonly size: number
	readonly #pack: Pack
	readonly #positions: ReadonlyMap<number, Position>
	readonly #children: readonly Position[][]
	readonly #closures: (Int32Array | undefined)[]
	readonly #ids: (TermId | undefined)[]
	readonly #top: Position

	constructor(pack: Pack) {
		this.#pack = pack
		this.about = pack.about
		this.size = pack.numbers.length
		this.#positions = new Map(pack.numbers.map((number, position) => [number, position]))
		this.#children = pack.numbers.map(() => [])
		for (const [position, parents] of pack.parents.entries())
			for (const parent of parents) this.#children[parent]?.push(position)
		this.#closures = Array.from({ length: this.size })
		this.#ids = Array.from({ length: this.size })
		this.#top = this.#positions.get(termNumber(phenotypicAbnormality)) ?? -1
	}

	/** Where a live term stands in the pack, -1 when it is retired or unknown. */
	position(term: TermId): Position {
		return this.#positions.get(termNumber(term)) ?? -1
	}
	termAt(position: Position): TermId {
		return (this.#ids[position] ??= termOfNumber(this.#pack.numbers[position] as number))
	}
	has(term: TermId): boolean {
		return this.position(term) >= 0
	}
	/** The live term for an id: itself, what replaced it, or `undefined` when this release does not know it. */
	resolve(term: TermId): TermId | undefined {
		if (this.has(term)) return term
		const position = this.#pack.retired.get(termNumber(term))
		return position === undefined ? undefined : this.termAt(position)
	}
	/** What replaces a retired id; `undefined` for a live or unknown one. */
	replacement(term: TermId): TermId | undefined {
		return this.has(term) ? undefined : this.resolve(term)
	}
	isObsolete(term: TermId): boolean {
		return this.replacement(term) !== undefined
	}
	label(term: TermId): string | undefined {
		return this.#pack.labels[this.position(term)]
	}
	labelAt(position: Position): string {
		return this.#pack.labels[position] as string
	}
	synonyms(term: TermId): readonly Synonym[] {
		return this.#pack.synonyms[this.position(term)] ?? []
	}
	/** Ids of the term in other terminologies, `SNOMEDCT_US:…`, as far as the pack carries them. */
	references(term: TermId): readonly string[] {
		return this.#pack.references[this.position(term)] ?? []
	}
	/** All live terms, by ascending number. */
	*terms(): Generator<TermId> {
		for (let position = 0; position < this.size; position++) yield this.termAt(position)
	}

	parents(term: TermId): readonly TermId[] {
		return (this.#pack.parents[this.position(term)] ?? []).map(position => this.termAt(position))
	}
	children(term: TermId): readonly TermId[] {
		return (this.#children[this.position(term)] ?? []).map(position => this.termAt(position))
	}
	/** Everything the term is a kind of, without itself, up to the root of the ontology. */
	ancestors(term: TermId): ReadonlySet<TermId> {
		return new Set(
			[...this.above(this.position(term)).keys()].slice(1).map(position => this.termAt(position)),
		)
	}
	/** Is-a steps up from `term` to `ancestor`, 0 for itself, `undefined` when it is no ancestor. */
	distance(term: TermId, ancestor: TermId): number | undefined {
		return this.above(this.position(term)).get(this.position(ancestor))
	}
	/** `true` for the term itself and everything it is a kind of. */
	isA(term: TermId, ancestor: TermId): boolean {
		return this.distance(term, ancestor) !== undefined
	}
	/** A finding, as opposed to a mode of inheritance, an onset or a modifier. */
	isFinding(term: TermId): boolean {
		return this.isFindingAt(this.position(term))
	}
	isFindingAt(position: Position): boolean {
		return this.closure(position).length > 0
	}

	/** In how many closures of the counted population the term is found; see `about.counts`. */
	count(term: TermId): number {
		return this.#pack.counts[this.position(term)] ?? 0
	}
	/** W(t) of matching 5 in thousandths. */
	sharedWeight(position: Position): number {
		return this.#pack.shared[position] as number
	}
	/** A(t) of matching 5 in thousandths. */
	assertedWeight(position: Position): number {
		return this.#pack.asserted[position] as number
	}

	/** Steps up to every ancestor, nearest first, itself at 0; empty for an unknown term. */
	above(position: Position): ReadonlyMap<Position, number> {
		const steps = new Map<Position, number>(position < 0 ? [] : [[position, 0]])
		for (const [at, distance] of steps)
			for (const parent of this.#pack.parents[at] ?? [])
				if (!steps.has(parent)) steps.set(parent, distance + 1)
		return steps
	}
	/** A finding and its ancestors up to phenotypic abnormality, ascending; empty for what is no finding. */
	closure(position: Position): Int32Array {
		if (position < 0) return new Int32Array()
		const known = this.#closures[position]
		if (known) return known
		const within = new Set<Position>()
		if (position === this.#top) within.add(position)
		else
			for (const parent of this.#pack.parents[position] ?? [])
				for (const at of this.closure(parent)) within.add(at)
		if (within.size > 0) within.add(position)
		const closure = Int32Array.from(within).sort()
		this.#closures[position] = closure
		return closure
	}
}
