import { err, type Result } from '../kernel/result.ts'
import { parseGraph } from './release-graph.ts'
import { parseObo } from './release-obo.ts'
import { parseTable } from './release-table.ts'
import type { Release, ReleaseError } from './release.ts'

/** Reads `hp.json`, `hp.obo` or the table form, told apart by how they begin. `replacements`: of the table form. */
export function parseRelease(text: string, replacements?: string): Result<Release, ReleaseError> {
	if (/^\s*\{/.test(text)) return parseGraph(text)
	if (text.startsWith('format-version:')) return parseObo(text)
	if (text.startsWith('#hp-version\t')) return parseTable(text, replacements)
	return err({ kind: 'unknown-release-format' })
}
