import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { array, boolean, object, pattern, string, type Parser } from '#shared/kernel/parse.ts'
import { ok } from '#shared/kernel/result.ts'
import type { TermId } from '#shared/ontology/term-id.ts'
import { readJsonLines } from '#test/world/text-files.ts'

/** A published case, as far as it counts: what was observed, and what was looked for and not found. */
export interface PublishedCase {
	readonly id: string
	readonly pmid?: string
	readonly gene?: string
	readonly obs: readonly TermId[]
	readonly exc?: readonly TermId[]
}

/** Reads published cases: one JSON object per line, gzip or not, or a folder with a GA4GH phenopacket in each file. */
export function readPublishedCases(path: string): readonly PublishedCase[] {
	if (!statSync(path).isDirectory())
		return readJsonLines<PublishedCase>(path).filter(({ obs }) => Array.isArray(obs))
	return filesIn(path).flatMap(file => fromPhenopacket(readFileSync(file, 'utf8')) ?? [])
}

const optional =
	<T>(inner: Parser<T>): Parser<T | undefined> =>
	(input, at = '') =>
		input === undefined ? ok(undefined) : inner(input, at)

const term = pattern<TermId>(/^HP:\d{7}$/)
const packet = object({
	id: string(500),
	phenotypicFeatures: optional(
		array(object({ type: object({ id: string() }), excluded: optional(boolean) })),
	),
	interpretations: optional(
		array(
			object({
				diagnosis: optional(
					object({
						genomicInterpretations: optional(
							array(
								object({
									variantInterpretation: optional(
										object({
											variationDescriptor: optional(
												object({ geneContext: optional(object({ symbol: optional(string()) })) }),
											),
										}),
									),
								}),
							),
						),
					}),
				),
			}),
		),
	),
	metaData: optional(object({ externalReferences: optional(array(object({ id: optional(string()) }))) })),
})

/** One phenopacket; `undefined` when the text is none, or says of nothing that it was observed. */
export function fromPhenopacket(text: string): PublishedCase | undefined {
	const parsed = packet(parsedJson(text))
	if (!parsed.ok) return undefined
	const { id, phenotypicFeatures = [], interpretations = [], metaData } = parsed.value
	const terms = (excluded: boolean): TermId[] =>
		phenotypicFeatures.flatMap(each => {
			const found = term(each.type.id)
			return found.ok && (each.excluded ?? false) === excluded ? [found.value] : []
		})
	const obs = terms(false)
	const exc = terms(true)
	if (obs.length === 0) return undefined
	const gene = interpretations
		.flatMap(({ diagnosis }) => diagnosis?.genomicInterpretations ?? [])
		.map(each => each.variantInterpretation?.variationDescriptor?.geneContext?.symbol)
		.find(symbol => symbol !== undefined)
	const pmid = metaData?.externalReferences?.find(each => each.id?.startsWith('PMID:'))?.id
	return { id, ...(pmid && { pmid }), ...(gene && { gene }), obs, ...(exc.length > 0 && { exc }) }
}

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return undefined
	}
}

/** Every JSON file under a folder, in an order that does not depend on the machine. */
const filesIn = (folder: string): readonly string[] =>
	readdirSync(folder, { withFileTypes: true })
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.flatMap(entry => {
			const path = join(folder, entry.name)
			if (entry.isDirectory()) return filesIn(path)
			return entry.name.endsWith('.json') ? [path] : []
		})
