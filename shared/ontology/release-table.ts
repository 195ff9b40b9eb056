import { err, ok, type Result } from '../kernel/result.ts'
import { type Release, type ReleaseError, type ReleaseTerm, scopes, type Synonym } from './release.ts'
import { parseTermId, type TermId } from './term-id.ts'

/**
 * Reads the tab-separated form: a `#hp-version` line, then id, label, parents, synonyms, alternative ids and
 * cross-references, lists parted by `|`. Columns after these are not used.
 */
export function parseTable(text: string, replacements = ''): Result<Release, ReleaseError> {
	let version = ''
	const terms: ReleaseTerm[] = []
	for (const [index, line] of text.split('\n').entries()) {
		if (line === '') continue
		if (line.startsWith('#')) {
			version = /^#hp-version\t.*\/(\d{4}-\d{2}-\d{2})\//.exec(line)?.[1] ?? version
			continue
		}
		const term = parseRow(line)
		if (!term) return err({ kind: 'malformed-release', at: `line ${index + 1}` })
		terms.push(term)
	}
	const replaced = parseReplacements(replacements)
	if (!replaced) return err({ kind: 'malformed-release', at: 'replacements' })
	if (!version) return err({ kind: 'malformed-release', at: 'version' })
	return ok({ version, terms, replaced })
}

/** One row of the table, else `undefined`. */
export function parseRow(line: string): ReleaseTerm | undefined {
	const [id, label, parents, synonyms = '', alternatives = '', references = ''] = line.split('\t')
	const term = parseTermId(id)
	const above = ids(parents ?? '')
	const others = ids(alternatives)
	if (!term.ok || !label || !above || !others) return undefined
	const names = list(synonyms).map(parseSynonym)
	if (!names.every(name => name !== undefined)) return undefined
	return {
		id: term.value,
		label,
		parents: above,
		synonyms: names,
		alternatives: others,
		references: list(references),
	}
}

function parseReplacements(text: string): (readonly [TermId, TermId])[] | undefined {
	const pairs: (readonly [TermId, TermId])[] = []
	for (const line of text.split('\n')) {
		if (line === '' || line.startsWith('#')) continue
		const [retired, current] = line.split('\t').map(id => parseTermId(id))
		if (!retired?.ok || !current?.ok) return undefined
		pairs.push([retired.value, current.value])
	}
	return pairs
}

/** `El:Tall stature`: scope letter, then flags: layperson, abbreviation, plural, UK. */
function parseSynonym(text: string): Synonym | undefined {
	const [, letter = '', flags = '', words] = /^([EBNR])([lapu]*):(.+)$/.exec(text) ?? []
	const scope = scopes['EBNR'.indexOf(letter)]
	if (!scope || !words) return undefined
	return {
		text: words,
		scope,
		layperson: flags.includes('l'),
		abbreviation: flags.includes('a'),
		plural: flags.includes('p'),
		british: flags.includes('u'),
	}
}

const list = (text: string): string[] => (text === '' ? [] : text.split('|'))

function ids(text: string): TermId[] | undefined {
	const parsed = list(text).map(id => parseTermId(id))
	return parsed.every(id => id.ok) ? parsed.map(id => id.value) : undefined
}
