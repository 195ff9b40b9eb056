import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { parseAnnotations } from '#shared/ontology/annotations.ts'
import { buildPack, countHierarchy, countProfiles, type TermCounts } from '#shared/ontology/build-pack.ts'
import type { Pack } from '#shared/ontology/pack.ts'
import { parseRelease } from '#shared/ontology/parse-release.ts'
import type { Release } from '#shared/ontology/release.ts'
import { writePack } from '#shared/ontology/write-pack.ts'
import { starterContent } from '#test/world/starter-content.ts'
import { readText } from '#test/world/text-files.ts'
import { say } from './progress.ts'
import { readPublishedCases } from './published-cases.ts'

/** What a pack is made of: a release, and what its weights are counted from. */
export interface PackFiles {
	/** hp.json, hp.obo or the table form; gzip or not. */
	readonly release: string
	/** Retired ids of the table form, which its rows do not carry. */
	readonly replacements?: string | undefined
	/** Published cases, one JSON object with `obs` per line or a folder of phenopackets: the best counts. */
	readonly library?: string | undefined
	/** What the published cases are called, with their licence, where content is shown. */
	readonly libraryName?: string | undefined
	/** phenotype.hpoa: the next best. Without either, the hierarchy itself. */
	readonly annotations?: string | undefined
}

/** Builds a pack from files. Throws a sentence when a file is not what it should be. */
export function packFromFiles(files: PackFiles): Pack {
	const { release, replacements } = files
	const parsed = parseRelease(readText(release), replacements && readText(replacements))
	if (!parsed.ok) throw new Error(`${release} is not a release of the ontology (${parsed.error.kind}).`)
	const counts = countsFrom(parsed.value, files)
	const pack = buildPack(parsed.value, counts, {
		name: 'Human Phenotype Ontology',
		lacks: null,
		source: {
			name: release.split('/').at(-1) as string,
			sha256: createHash('sha256').update(readFileSync(release)).digest('hex'),
		},
		licence: {
			id: 'HPO',
			text: 'Free to use. The consortium asks to be cited, that the release be shown, and that neither content nor logical relations be altered. The full terms are at https://hpo.jax.org/license.',
			attribution: `Human Phenotype Ontology, release ${parsed.value.version}, by the Human Phenotype Ontology Consortium, https://hpo.jax.org. Weights counted from ${counts.source}.`,
		},
	})
	if (!pack.ok) throw new Error(`${release} does not hang together (${pack.error.kind}).`)
	return pack.value
}

function countsFrom(release: Release, { library, libraryName, annotations }: PackFiles): TermCounts {
	if (library) {
		const cases = readPublishedCases(library)
		if (cases.length === 0) throw new Error(`${library} holds no published cases.`)
		const source = `${cases.length} published cases${libraryName ? ` (${libraryName})` : ''}`
		return countProfiles(
			release,
			cases.map(({ obs }) => obs),
			{ basis: 'cases', source },
		)
	}
	if (annotations) {
		const profiles = parseAnnotations(readText(annotations), ['OMIM:', 'DECIPHER:'])
		return countProfiles(release, profiles.values(), {
			basis: 'disease annotations',
			source: `${profiles.size} annotated diseases`,
		})
	}
	return countHierarchy(release)
}

const usage = `npm run ontology -- <hp.json | hp.obo | table> [--replaced <table>] [--library <cases.jsonl.gz>]
                [--annotations <phenotype.hpoa>] [--out <file>]
Writes a pack that the extension and the institution node load with --ontology.
With --starter, writes the starter ontology of the repository anew (table form and --annotations).`

/** `npm run ontology`. */
export async function main(args: readonly string[]): Promise<void> {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			replaced: { type: 'string' },
			library: { type: 'string' },
			annotations: { type: 'string' },
			out: { type: 'string' },
			starter: { type: 'boolean' },
		},
	})
	const [release] = positionals
	if (!release || (values.starter && !values.annotations)) {
		say(usage)
		process.exitCode = 1
		return
	}
	if (values.starter) {
		const content = starterContent(readText(release), readText(values.annotations as string))
		const out = values.out ?? 'shared/ontology/starter/starter.json'
		writeFileSync(out, `${JSON.stringify(content, null, '\t')}\n`)
		say(`Wrote ${out}.`)
		return
	}
	const pack = packFromFiles({
		release,
		replacements: values.replaced,
		library: values.library,
		annotations: values.annotations,
	})
	const out = values.out ?? `hpo-${pack.about.version}.pack`
	const bytes = writePack(pack)
	writeFileSync(out, bytes)
	const { name, version, counts } = pack.about
	say(`${name}, release ${version}: ${pack.numbers.length} terms, weights from ${counts.source}.`)
	say(`Wrote ${out}, ${bytes.length} bytes, SHA-256 ${createHash('sha256').update(bytes).digest('hex')}.`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2))
