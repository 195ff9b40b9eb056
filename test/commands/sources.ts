import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok, type Result } from '#shared/kernel/result.ts'

/** A public source, pinned by its git commit: git itself refuses content that does not hash to it. */
export interface Source {
	readonly name: string
	readonly repository: string
	readonly commit: string
	/** The one file wanted, or a folder. */
	readonly path: string
	readonly licence: string
}

export const hpoRelease: Source = {
	name: 'Human Phenotype Ontology, release 2026-09-01',
	repository: 'https://github.com/obophenotype/human-phenotype-ontology.git',
	commit: '5301a5d2ab3f5a964ee87b01a06f0b51d59edabd',
	path: 'hp.obo',
	licence: 'HPO licence: free to use, content unaltered, release shown',
}

/** Why a source could not be taken: a machine without a connection is an everyday case. */
export interface SourceError {
	readonly kind: 'offline' | 'refused'
	readonly said: string
}

/**
 * The path of `source` on this machine, fetched once into `folder`. Only the wanted file's content crosses the
 * network (a blobless fetch of one commit).
 */
export function take(source: Source, folder: string): Result<string, SourceError> {
	const clone = join(folder, source.commit.slice(0, 12))
	const wanted = join(clone, source.path.replaceAll('/', '_'))
	if (existsSync(wanted)) return ok(wanted)
	mkdirSync(clone, { recursive: true })
	const git = (...args: readonly string[]): Buffer =>
		execFileSync('git', args, {
			cwd: clone,
			maxBuffer: 256 * 1024 * 1024,
			timeout: 120_000,
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
		})
	try {
		git('init', '--quiet')
		git('fetch', '--quiet', '--depth', '1', '--filter=blob:none', source.repository, source.commit)
	} catch {
		rmSync(clone, { recursive: true, force: true })
		return err({ kind: 'offline', said: `${source.name} could not be reached.` })
	}
	try {
		git('remote', 'add', 'origin', source.repository)
		writeFileSync(wanted, git('show', `${source.commit}:${source.path}`))
		return ok(wanted)
	} catch {
		rmSync(clone, { recursive: true, force: true })
		return err({ kind: 'refused', said: `${source.name} was not what its commit promises. It was not used.` })
	}
}
