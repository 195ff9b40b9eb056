import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pinned from './packages.json' with { type: 'json' }

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../../', import.meta.url))
const cache = join(root, 'node_modules', '.cache', 'openmrs')
const shell = '@openmrs/esm-app-shell'

type Pinned = (typeof pinned.packages)[number]

/**
 * The folder of the OpenMRS 3 single-page app, put together from its makers' own published packages, byte for byte.
 * Kept between runs under the hash of the pinned list, so that a second start needs no network.
 */
export async function assembleOpenMrs(): Promise<string> {
	const list = createHash('sha256').update(JSON.stringify(pinned.packages)).digest('hex').slice(0, 16)
	const target = join(cache, list)
	if (existsSync(join(target, 'importmap.json'))) return target
	await mkdir(cache, { recursive: true })
	const work = await mkdtemp(join(cache, 'assembling-'))
	try {
		const tarballs = await download(work)
		const app = join(work, 'app')
		await assembleInto(app, work, tarballs)
		// Two processes may assemble at once: the later one finds the folder taken and throws its own away.
		await rename(app, target).catch((cause: unknown) => {
			if (!existsSync(join(target, 'importmap.json'))) throw cause
		})
	} finally {
		await rm(work, { recursive: true, force: true })
	}
	return target
}

async function download(work: string): Promise<ReadonlyMap<Pinned, string>> {
	const wanted = pinned.packages.map(({ name, version }) => `${name}@${version}`)
	await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', work, ...wanted], {
		cwd: work,
		maxBuffer: 1 << 26,
	})
	const tarballs = new Map<Pinned, string>()
	for (const one of pinned.packages) {
		const file = join(work, `${one.name.slice(1).replace('/', '-')}-${one.version}.tgz`)
		const found = createHash('sha512')
			.update(await readFile(file))
			.digest('base64')
		if (`sha512-${found}` !== one.integrity) throw new Error(`${one.name} is not the pinned package`)
		tarballs.set(one, file)
	}
	return tarballs
}

async function assembleInto(app: string, work: string, tarballs: ReadonlyMap<Pinned, string>): Promise<void> {
	const imports: Record<string, string> = {}
	const routes: Record<string, unknown> = {}
	for (const [one, tarball] of tarballs) {
		const unpacked = await unpack(work, tarball)
		if (one.name === shell) {
			await cp(join(unpacked, 'dist'), app, { recursive: true, filter: isNotMap })
			continue
		}
		const manifest = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8')) as {
			browser?: string
			main: string
		}
		const entry = manifest.browser ?? manifest.main
		const folder = `${one.name.split('/')[1]}-${one.version}`
		await cp(join(unpacked, dirname(entry)), join(app, folder), { recursive: true, filter: isNotMap })
		// Absolute: a relative address breaks on a deep link.
		imports[one.name] = `/openmrs/spa/${folder}/${basename(entry)}`
		const own = JSON.parse(await readFile(join(app, folder, 'routes.json'), 'utf8')) as object
		routes[one.name] = { ...own, version: one.version }
	}
	await writeFile(join(app, 'importmap.json'), JSON.stringify({ imports }))
	await writeFile(join(app, 'routes.registry.json'), JSON.stringify(routes))
	await pointShellHere(join(app, 'index.html'))
}

/** The published shell names a public demonstration server's list of modules; a hospital names its own there. */
async function pointShellHere(index: string): Promise<void> {
	const published = await readFile(index, 'utf8')
	await writeFile(
		index,
		published
			.replaceAll(/https:\/\/[^"]*\/importmap\.json/g, '/openmrs/spa/importmap.json')
			.replace('offline: true', 'offline: false'),
	)
}

async function unpack(work: string, tarball: string): Promise<string> {
	const folder = await mkdtemp(join(work, 'package-'))
	await run('tar', ['-xzf', tarball, '-C', folder])
	const [inside] = await readdir(folder)
	return join(folder, inside ?? 'package')
}

const isNotMap = (file: string): boolean => !file.endsWith('.map')
