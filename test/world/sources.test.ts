import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { starterPack } from '#shared/ontology/starter/starter.ts'
import { dayOnePack } from '#test/commands/day-one.ts'
import { readPublishedCases } from '#test/commands/published-cases.ts'
import { take, type Source } from '#test/commands/sources.ts'
import { smallPhenopacket, smallRelease } from './small-release.ts'

const folder = mkdtempSync(join(tmpdir(), 'mednexus-sources-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A repository on this machine that serves one commit of these files. */
function published(name: string, files: Readonly<Record<string, string>>): Source {
	const home = join(folder, name)
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(home, path)), { recursive: true })
		writeFileSync(join(home, path), text)
	}
	const git = (...args: readonly string[]) =>
		execFileSync('git', ['-c', 'user.name=Invented', '-c', 'user.email=invented@example.org', ...args], {
			cwd: home,
			stdio: ['ignore', 'pipe', 'ignore'],
		})
			.toString()
			.trim()
	git('init', '--quiet')
	git('config', 'uploadpack.allowFilter', 'true')
	git('config', 'uploadpack.allowAnySHA1InWant', 'true')
	git('add', '.')
	git('commit', '--quiet', '--message', 'All of it')
	const commit = git('rev-parse', 'HEAD')
	return { name, repository: `file://${home}`, commit, files: '/hp.obo', licence: 'invented' }
}
const fresh = () => mkdtempSync(join(folder, 'taken-'))
let release: Source
let cases: Source

beforeAll(() => {
	release = published('release', { 'hp.obo': smallRelease, 'hp.json': '{}', 'src/hp.obo': 'not wanted' })
	cases = {
		...published('cases', {
			'notebooks/CAD/phenopackets/one.json': smallPhenopacket('one', ['HP:0001250'], ['HP:0001903']),
			'notebooks/CAD/phenopackets/two.json': smallPhenopacket('two', ['HP:0001251']),
			'notebooks/CAD/input/one.json': smallPhenopacket('not wanted', ['HP:0001903']),
			'notebooks/CAD/phenopackets/none.json': smallPhenopacket('nothing observed', []),
		}),
		files: '/notebooks/*/phenopackets/*.json',
	}
})

describe('a pinned source', () => {
	test('is taken once, and only the wanted files of it', async () => {
		const into = fresh()
		const first = await take(release, into)
		const again = await take({ ...release, repository: `file://${folder}/nowhere` }, into)
		expect(first.ok && readdirSync(first.value)).toEqual(['hp.obo'])
		expect(again).toEqual(first)
	})

	test('that has no such commit is refused, and nothing of it is left', async () => {
		const into = fresh()
		const taken = await take({ ...release, commit: 'ab'.repeat(20) }, into)
		expect(taken).toMatchObject({ ok: false, error: { kind: 'refused' } })
		expect(readdirSync(into)).toEqual([])
	})

	test('that is not there is said to be out of reach', async () => {
		const taken = await take({ ...release, repository: `file://${folder}/nowhere` }, fresh())
		expect(taken).toMatchObject({
			ok: false,
			error: { kind: 'offline', said: 'release could not be reached.' },
		})
	})

	test('that never answers is given up in the time it has', async () => {
		const silent: Server = createServer(() => undefined)
		await new Promise<void>(resolve => void silent.listen(0, '127.0.0.1', resolve))
		const repository = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/release.git`
		const from = performance.now()
		const taken = await take({ ...release, repository }, fresh(), { answer: 500, whole: 10_000 })
		expect(taken).toMatchObject({ ok: false, error: { kind: 'offline' } })
		expect(performance.now() - from).toBeLessThan(8000)
		silent.close()
	})
})

describe('day one', () => {
	const said: string[] = []
	const say = (line: string) => void said.push(line)

	test('takes the release and counts published cases, and says which', async () => {
		const into = fresh()
		const from = { folder: into, say, sources: { release, cases } }
		const offered = await dayOnePack(from)
		expect(offered?.pack.about).toMatchObject({
			version: '2031-02-03',
			lacks: null,
			counts: { basis: 'cases', population: 2 },
		})
		expect(offered?.pack.about.licence.attribution).toContain(cases.commit.slice(0, 12))
		expect(said.join('\n')).toContain(offered?.pack.about.source.sha256)
		const gone = { ...release, repository: `file://${folder}/nowhere` }
		const later = await dayOnePack({
			...from,
			sources: { release: gone, cases: { ...cases, ...{ repository: gone.repository } } },
		})
		expect(later?.bytes).toEqual(offered?.bytes)
		expect(existsSync(join(into, cases.commit.slice(0, 12)))).toBe(false)
	})

	test('without a connection says what the starter lacks, in words', async () => {
		said.length = 0
		const gone = { ...release, repository: `file://${folder}/nowhere` }
		expect(await dayOnePack({ folder: fresh(), say, sources: { release: gone, cases } })).toBeUndefined()
		expect(said[0]).toContain('release could not be reached.')
		expect(said[0]).toContain(starterPack().about.lacks)
	})

	test('without published cases weighs by the hierarchy and says so', async () => {
		said.length = 0
		const gone = { ...cases, repository: `file://${folder}/nowhere` }
		const offered = await dayOnePack({ folder: fresh(), say, sources: { release, cases: gone } })
		expect(offered?.pack.about.counts.basis).toBe('hierarchy')
		expect(said[0]).toContain('cases could not be reached. Weights come from the hierarchy')
	})

	test('takes files by hand, and calls them local', async () => {
		const file = join(folder, 'by-hand.obo')
		const library = join(folder, 'by-hand.jsonl')
		writeFileSync(file, readFileSync(join(folder, 'release', 'hp.obo')))
		writeFileSync(library, '{"id":"a","obs":["HP:0001250"]}\n{"id":"b","obs":["HP:0001903"]}\n')
		const offered = await dayOnePack({ ontology: file, library, folder: fresh(), say })
		expect(offered).toMatchObject({ url: 'local', pack: { about: { counts: { population: 2 } } } })
	})

	test('stops at a file that is no release, naming it', async () => {
		const file = join(folder, 'other.txt')
		writeFileSync(file, 'something else')
		const library = join(folder, 'by-hand.jsonl')
		await expect(dayOnePack({ ontology: file, library, folder: fresh(), say })).rejects.toThrow(
			/other\.txt is not/,
		)
	})
})

test('published cases say what was observed, what was not, and where it was published', async () => {
	const taken = await take(cases, fresh())
	expect(taken.ok && readPublishedCases(taken.value)).toEqual([
		{ id: 'one', pmid: 'PMID:1', obs: ['HP:0001250'], exc: ['HP:0001903'] },
		{ id: 'two', pmid: 'PMID:1', obs: ['HP:0001251'] },
	])
})
