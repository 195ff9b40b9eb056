import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ok, type Result } from '#shared/kernel/result.ts'
import { starterPack } from '#shared/ontology/starter/starter.ts'
import { writePack } from '#shared/ontology/write-pack.ts'
import type { OfferedPack } from '#test/world/offered-pack.ts'
import { packFromFiles } from './ontology.ts'
import { readPublishedCases } from './published-cases.ts'
import { hpoRelease, publishedCases, take, type Source, type SourceError } from './sources.ts'

/** Where the first day's knowledge comes from: files given by hand, else public sources. */
export interface DayOne {
	readonly ontology?: string | undefined
	readonly library?: string | undefined
	/** Where what was fetched is kept for the next start. */
	readonly folder: string
	readonly say: (line: string) => void
	/** The public sources, unless a test has others. */
	readonly sources?: { readonly release: Source; readonly cases: Source }
	readonly take?: typeof take
}

/** The pack to begin with; `undefined` leaves the starter ontology, and says what that lacks. Throws at a bad file. */
export async function dayOnePack(from: DayOne): Promise<OfferedPack | undefined> {
	const { say, sources = { release: hpoRelease, cases: publishedCases } } = from
	const release = await releaseFile(from, sources.release)
	if (!release.ok) {
		say(`${release.error.said} The starter ontology is used instead. ${starterPack().about.lacks ?? ''}`)
		say('It is whole with a connection, or with --ontology FILE and --library FILE.')
		return undefined
	}
	const cases = await casesFile(from, sources.cases)
	if (!cases.ok)
		say(`${cases.error.said} Weights come from the hierarchy alone, which is rougher than from cases.`)
	const pack = packFromFiles({
		release: release.value,
		...(cases.ok && { library: cases.value, libraryName: from.library ? 'local' : nameOf(sources.cases) }),
	})
	const bytes = writePack(pack)
	const { name, version, source, counts } = pack.about
	say(`${name}, release ${version}: ${pack.numbers.length} terms of ${source.name}.`)
	say(`  SHA-256 of the file ${source.sha256 ?? ''}; weights from ${counts.source}.`)
	return {
		pack,
		bytes,
		url: from.ontology ? 'local' : `${sources.release.repository}#${sources.release.commit}`,
		retrieved: statSync(release.value).mtime.toISOString().slice(0, 10),
	}
}

const nameOf = ({ name, commit, licence }: Source): string =>
	`${name}, commit ${commit.slice(0, 12)}, ${licence}`

async function releaseFile(
	{ ontology, folder, take: get = take }: DayOne,
	source: Source,
): Promise<Result<string, SourceError>> {
	if (ontology) return ok(ontology)
	const taken = await get(source, folder)
	return taken.ok ? ok(join(taken.value, basename(source.files))) : taken
}

/** Thousands of small files become one, read faster at the next start. */
async function casesFile(
	{ library, folder, take: get = take }: DayOne,
	source: Source,
): Promise<Result<string, SourceError>> {
	if (library) return ok(library)
	const gathered = join(folder, `${source.commit.slice(0, 12)}.jsonl`)
	if (existsSync(gathered)) return ok(gathered)
	const taken = await get(source, folder)
	if (!taken.ok) return taken
	const lines = readPublishedCases(taken.value).map(each => JSON.stringify(each))
	writeFileSync(`${gathered}.part`, `${lines.join('\n')}\n`)
	renameSync(`${gathered}.part`, gathered)
	rmSync(taken.value, { recursive: true })
	return ok(gathered)
}
