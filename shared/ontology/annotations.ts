import type { TermId } from './term-id.ts'
import { parseTermId } from './term-id.ts'

/**
 * The phenotypes of each disease in `phenotype.hpoa` (version 4, tab-separated): phenotypic abnormalities that are not
 * negated. Diseases of one collection only, when `prefixes` are given, so that none is counted under two names.
 */
export function parseAnnotations(
	text: string,
	prefixes: readonly string[] = [],
): ReadonlyMap<string, TermId[]> {
	const profiles = new Map<string, TermId[]>()
	for (const line of text.split('\n')) {
		if (line.startsWith('#')) continue
		const [disease = '', , qualifier, id, , , , , , , aspect] = line.split('\t')
		const term = parseTermId(id)
		if (aspect?.trim() !== 'P' || qualifier === 'NOT' || !term.ok) continue
		if (prefixes.length > 0 && !prefixes.some(prefix => disease.startsWith(prefix))) continue
		profiles.set(disease, [...(profiles.get(disease) ?? []), term.value])
	}
	return profiles
}
