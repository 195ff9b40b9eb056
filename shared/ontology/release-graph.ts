import { array, boolean, object, oneOf, type Parser, string } from '../kernel/parse.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Release, ReleaseError, ReleaseTerm, Synonym } from './release.ts'
import { parseTermId, type TermId } from './term-id.ts'

const optional =
	<T>(inner: Parser<T>): Parser<T | undefined> =>
	(input, at = '') =>
		input === undefined ? ok(undefined) : inner(input, at)

const property = object({ pred: string(), val: string(100_000) })
const synonym = object({ pred: string(), val: string(), synonymType: optional(string()) })
const meta = object({
	deprecated: optional(boolean),
	version: optional(string()),
	synonyms: optional(array(synonym)),
	xrefs: optional(array(object({ val: string() }))),
	basicPropertyValues: optional(array(property, 100_000)),
})
const node = object({ id: string(), lbl: optional(string()), meta: optional(meta) })
const edge = object({ sub: string(), pred: oneOf('is_a'), obj: string() })
const graph = object({ meta, nodes: array(node, 200_000) })

type Node = NonNullable<ReturnType<typeof node> extends Result<infer T, unknown> ? T : never>

const scopeOf = {
	hasExactSynonym: 'exact',
	hasBroadSynonym: 'broad',
	hasNarrowSynonym: 'narrow',
	hasRelatedSynonym: 'related',
} as const

/** Reads `hp.json`, the release in the OBO Graphs form. */
export function parseGraph(text: string): Result<Release, ReleaseError> {
	const read = readGraph(text)
	if (!read) return err({ kind: 'malformed-release', at: 'JSON' })
	const parsed = graph(read, 'graphs[0]')
	if (!parsed.ok) return err({ kind: 'malformed-release', at: parsed.error.at })
	const version = /(\d{4}-\d{2}-\d{2})/.exec(parsed.value.meta.version ?? '')?.[1]
	if (!version) return err({ kind: 'malformed-release', at: 'graphs[0].meta.version' })

	const parents = new Map<string, TermId[]>()
	for (const item of Array.isArray(read.edges) ? (read.edges as unknown[]) : []) {
		const parsedEdge = edge(item)
		const above = parsedEdge.ok ? idOf(parsedEdge.value.obj) : undefined
		if (!parsedEdge.ok || !above) continue
		parents.set(parsedEdge.value.sub, [...(parents.get(parsedEdge.value.sub) ?? []), above])
	}
	const terms: ReleaseTerm[] = []
	const replaced: (readonly [TermId, TermId])[] = []
	for (const item of parsed.value.nodes) {
		const id = idOf(item.id)
		if (!id) continue
		if (item.meta?.deprecated) {
			const current = values(item, 'IAO_0100001').map(idOf)[0]
			if (current) replaced.push([id, current])
		} else if (item.lbl) terms.push(termOf(item, id, item.lbl, parents.get(item.id) ?? []))
	}
	return ok({ version, terms, replaced })
}

function readGraph(text: string): Record<string, unknown> | undefined {
	try {
		const whole = JSON.parse(text) as { graphs?: unknown[] } | null
		const first = whole?.graphs?.[0]
		return typeof first === 'object' && first !== null ? (first as Record<string, unknown>) : undefined
	} catch {
		return undefined
	}
}

const termOf = (item: Node, id: TermId, label: string, parents: readonly TermId[]): ReleaseTerm => ({
	id,
	label,
	parents,
	synonyms: (item.meta?.synonyms ?? []).flatMap((each): Synonym[] => {
		const scope = scopeOf[each.pred as keyof typeof scopeOf]
		if (!scope) return []
		const kind = each.synonymType ?? ''
		return [
			{
				text: each.val,
				scope,
				layperson: kind.endsWith('layperson'),
				abbreviation: kind.endsWith('abbreviation'),
				plural: kind.endsWith('plural_form'),
				british: kind.endsWith('uk_spelling'),
			},
		]
	}),
	alternatives: values(item, 'hasAlternativeId')
		.map(idOf)
		.filter(other => other !== undefined),
	references: (item.meta?.xrefs ?? []).map(each => each.val),
})

const values = (item: Node, predicate: string): string[] =>
	(item.meta?.basicPropertyValues ?? []).filter(each => each.pred.endsWith(predicate)).map(each => each.val)

/** Both `http://purl.obolibrary.org/obo/HP_0001250` and `HP:0001250` are written in releases. */
function idOf(text: string): TermId | undefined {
	const parsed = parseTermId(text.replace(/^http:\/\/purl\.obolibrary\.org\/obo\/HP_/, 'HP:'))
	return parsed.ok ? parsed.value : undefined
}
