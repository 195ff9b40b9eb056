import { err, ok, type Result } from '../kernel/result.ts'
import type { Release, ReleaseError, ReleaseTerm, Scope, Synonym } from './release.ts'
import { parseTermId, type TermId } from './term-id.ts'

/** Reads `hp.obo`: a header, then one `[Term]` stanza per term (OBO flat file 1.2 and 1.4). */
export function parseObo(text: string): Result<Release, ReleaseError> {
	const [header = '', ...stanzas] = text.split(/\n\[/)
	const version = /^data-version:.*?(\d{4}-\d{2}-\d{2})/m.exec(header)?.[1]
	if (!version) return err({ kind: 'malformed-release', at: 'data-version' })
	const terms: ReleaseTerm[] = []
	const replaced: (readonly [TermId, TermId])[] = []
	for (const [index, stanza] of stanzas.entries()) {
		if (!stanza.startsWith('Term]')) continue
		const tags = readTags(stanza)
		const id = parseTermId(tags.get('id')?.[0])
		if (!id.ok) continue
		if (tags.get('is_obsolete')?.[0] === 'true') {
			const current = ids(tags.get('replaced_by'))[0]
			if (current) replaced.push([id.value, current])
			continue
		}
		const label = tags.get('name')?.[0]
		if (!label) return err({ kind: 'malformed-release', at: `stanza ${index + 1}` })
		terms.push({
			id: id.value,
			label,
			parents: ids(tags.get('is_a')),
			synonyms: (tags.get('synonym') ?? []).flatMap(parseSynonym),
			alternatives: ids(tags.get('alt_id')),
			references: (tags.get('xref') ?? []).map(line => line.split(' ', 1)[0] as string),
		})
	}
	return ok({ version, terms, replaced })
}

function readTags(stanza: string): Map<string, string[]> {
	const tags = new Map<string, string[]>()
	for (const line of stanza.split('\n').slice(1)) {
		const cut = line.indexOf(': ')
		if (cut < 0) continue
		const name = line.slice(0, cut)
		const value = name === 'synonym' ? line.slice(cut + 2) : uncomment(line.slice(cut + 2))
		tags.set(name, [...(tags.get(name) ?? []), unescape(value)])
	}
	return tags
}

const uncomment = (value: string): string => value.replace(/\s+(?:\{[^}]*\}\s*)?!.*$/, '').trim()
const unescape = (value: string): string => value.replace(/\\([:,()[\]{}])/g, '$1')

/** `"Tall stature" EXACT layperson [ORCID:…]`. */
function parseSynonym(line: string): Synonym[] {
	const [, text, scope, rest = ''] =
		/^"((?:[^"\\]|\\.)*)" (EXACT|BROAD|NARROW|RELATED)([^[]*)/.exec(line) ?? []
	if (!text || !scope) return []
	const kinds = rest.trim().split(/\s+/)
	return [
		{
			text: text.replace(/\\(.)/g, '$1'),
			scope: scope.toLowerCase() as Scope,
			layperson: kinds.includes('layperson'),
			abbreviation: kinds.includes('abbreviation'),
			plural: kinds.includes('plural_form'),
			british: kinds.includes('uk_spelling'),
		},
	]
}

const ids = (lines: readonly string[] = []): TermId[] =>
	lines.flatMap(line => {
		const parsed = parseTermId(line.slice(0, 10))
		return parsed.ok ? [parsed.value] : []
	})
