import { err, ok, type Result } from '../kernel/result.ts'
import type { CountBasis, Pack, PackAbout } from './pack.ts'
import type { Release, ReleaseError, ReleaseTerm } from './release.ts'
import { type TermId, termNumber } from './term-id.ts'
import { weigh } from './weights.ts'

/** The branch that matching compares: modes of inheritance, onsets and modifiers are not findings. */
export const phenotypicAbnormality = 'HP:0000118' as TermId

/** In how many of a population's closures each term is found: what a term's weight is made of. */
export interface TermCounts {
	readonly basis: CountBasis
	readonly source: string
	readonly population: number
	readonly of: ReadonlyMap<TermId, number>
}

/** Makes a pack: the same release and counts give the same pack. Refuses a release whose terms do not hang together. */
export function buildPack(
	release: Release,
	counts: TermCounts,
	about: Omit<PackAbout, 'version' | 'counts'>,
): Result<Pack, ReleaseError> {
	const terms = [...release.terms].sort((a, b) => (a.id < b.id ? -1 : 1))
	const positions = new Map(terms.map(({ id }, position) => [id, position]))
	if (positions.size < terms.length || !positions.has(phenotypicAbnormality)) return malformed('terms')
	if (terms.some(({ parents }) => parents.some(parent => !positions.has(parent)))) return malformed('parents')
	const weights = terms.map(({ id }) => weigh(counts.of.get(id) ?? 0, counts.population))
	return ok({
		about: {
			...about,
			version: release.version,
			counts: { basis: counts.basis, source: counts.source, population: counts.population },
		},
		numbers: terms.map(({ id }) => termNumber(id)),
		labels: terms.map(({ label }) => label),
		parents: terms.map(({ parents }) => parents.map(parent => positions.get(parent) as number)),
		synonyms: terms.map(({ synonyms }) => synonyms),
		references: terms.map(({ references }) => references),
		retired: retiredPositions(release, terms, positions),
		counts: terms.map(({ id }) => counts.of.get(id) ?? 0),
		shared: weights.map(({ shared }) => shared),
		asserted: weights.map(({ asserted }) => asserted),
	})
}

const malformed = (at: string) => err<ReleaseError>({ kind: 'malformed-release', at })

/** Alternative ids first; a stated replacement wins, followed to its end when it was itself replaced. */
function retiredPositions(
	{ replaced }: Release,
	terms: readonly ReleaseTerm[],
	positions: ReadonlyMap<TermId, number>,
): ReadonlyMap<number, number> {
	const retired = new Map<number, number>()
	for (const [position, { alternatives }] of terms.entries())
		for (const id of alternatives) if (!positions.has(id)) retired.set(termNumber(id), position)
	const next = new Map(replaced)
	for (const [id, first] of replaced) {
		let current: TermId | undefined = first
		for (let steps = 0; current && !positions.has(current) && steps < 10; steps++) current = next.get(current)
		const position = current && positions.get(current)
		if (position !== undefined && !positions.has(id)) retired.set(termNumber(id), position)
	}
	return retired
}

/** Counts the closures of profiles: each case or disease once per term, ancestors up to phenotypic abnormality. */
export function countProfiles(
	release: Release,
	profiles: Iterable<readonly TermId[]>,
	said: Pick<TermCounts, 'basis' | 'source'>,
): TermCounts {
	const closure = closureIn(release)
	const of = new Map<TermId, number>()
	let population = 0
	for (const profile of profiles) {
		population++
		for (const term of new Set(profile.flatMap(closure))) of.set(term, (of.get(term) ?? 0) + 1)
	}
	return { ...said, population, of }
}

/**
 * Without cases or annotations a term is as common as its share of the hierarchy: the more terms under it, the less it
 * says. Rougher than real counts, and needs nothing but the release.
 */
export function countHierarchy(release: Release): TermCounts {
	const every = release.terms.map(({ id }) => [id])
	return countProfiles(release, every, { basis: 'hierarchy', source: `release ${release.version}` })
}

/** A term with its ancestors inside the compared branch; empty outside it. Retired ids count for their replacement. */
function closureIn(release: Release): (term: TermId) => readonly TermId[] {
	const parents = new Map(release.terms.map(term => [term.id, term.parents]))
	const current = new Map([
		...release.terms.flatMap(({ id, alternatives }) => alternatives.map(other => [other, id] as const)),
		...release.replaced,
	])
	const known = new Map<TermId, readonly TermId[]>([[phenotypicAbnormality, [phenotypicAbnormality]]])
	const of = (term: TermId): readonly TermId[] => {
		const done = known.get(term)
		if (done) return done
		// A cyclic file ends here instead of recursing for ever; the pack's reader then refuses it.
		known.set(term, [])
		const above = (parents.get(term) ?? []).flatMap(of)
		const closure = above.length === 0 ? [] : [...new Set([term, ...above])]
		known.set(term, closure)
		return closure
	}
	return term => of(parents.has(term) ? term : (current.get(term) ?? term))
}
