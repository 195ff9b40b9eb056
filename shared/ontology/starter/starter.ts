import { buildPack } from '../build-pack.ts'
import type { Pack } from '../pack.ts'
import { parseTable } from '../release-table.ts'
import { parseTermId, type TermId } from '../term-id.ts'
import content from './starter.json' with { type: 'json' }

/**
 * The ontology a newcomer has before any release was fetched: a verbatim part of an official release that covers the
 * demonstration world and what a chart commonly says, with counts from the disease annotations.
 */
export function starterPack(): Pack {
	const release = parseTable(content.release.join('\n'))
	if (!release.ok) throw new Error(`the starter ontology is malformed at ${release.error.kind}`)
	const of = new Map<TermId, number>()
	for (const entry of content.counts.of) {
		const [id, count] = entry.split(' ')
		const term = parseTermId(id)
		if (term.ok) of.set(term.value, Number(count))
	}
	const pack = buildPack(
		release.value,
		{
			basis: 'disease annotations',
			source: content.counts.source,
			population: content.counts.population,
			of,
		},
		{
			name: content.name,
			lacks: content.lacks,
			source: { name: content.source, sha256: null },
			licence: content.licence,
		},
	)
	if (!pack.ok) throw new Error(`the starter ontology does not hang together: ${pack.error.kind}`)
	return pack.value
}
