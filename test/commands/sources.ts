import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok, type Result } from '#shared/kernel/result.ts'

/** A public source, pinned by its git commit: git itself refuses content that does not hash to it. */
export interface Source {
	readonly name: string
	readonly repository: string
	readonly commit: string
	/** What is wanted of it, as a pattern of git's sparse checkout. */
	readonly files: string
	readonly licence: string
}

export const hpoRelease: Source = {
	name: 'Human Phenotype Ontology, release 2026-09-01',
	repository: 'https://github.com/obophenotype/human-phenotype-ontology.git',
	commit: '5301a5d2ab3f5a964ee87b01a06f0b51d59edabd',
	files: '/hp.obo',
	licence: 'HPO licence: free to use, content unaltered, release shown',
}

export const publishedCases: Source = {
	name: 'Phenopacket Store of published cases',
	repository: 'https://github.com/monarch-initiative/phenopacket-store.git',
	commit: 'f93b78fd0ab05275038e6396cb17d33d5d3cf297',
	files: '/notebooks/*/phenopackets/*.json',
	licence: 'BSD-3-Clause',
}

/** Why a source could not be taken: a machine without a connection is an everyday case. */
export interface SourceError {
	readonly kind: 'offline' | 'refused'
	readonly said: string
}

/** How long git may take, in milliseconds: to be answered at all, and to bring everything. */
export interface Patience {
	readonly answer: number
	readonly whole: number
}
const patience: Patience = { answer: 8000, whole: 600_000 }

/**
 * The folder with the wanted files of `source`, fetched once into `folder`. Only their content crosses the network: a
 * fetch of one commit without contents, then one request for what is wanted.
 */
export async function take(
	{ name, repository, commit, files }: Source,
	folder: string,
	may: Patience = patience,
): Promise<Result<string, SourceError>> {
	const taken = join(folder, commit.slice(0, 12))
	if (existsSync(taken)) return ok(taken)
	const part = `${taken}.part`
	rmSync(part, { recursive: true, force: true })
	mkdirSync(part, { recursive: true })
	const whole = AbortSignal.timeout(may.whole)
	const git = (...args: readonly string[]) => runGit(part, args, whole)
	const gone = (kind: SourceError['kind'], said: string): Result<string, SourceError> => {
		rmSync(part, { recursive: true, force: true })
		return err({ kind, said })
	}
	if (!(await runGit(part, ['ls-remote', '--quiet', repository, 'HEAD'], AbortSignal.timeout(may.answer))))
		return gone('offline', `${name} could not be reached.`)
	const isThere =
		(await git('init', '--quiet')) &&
		(await git('remote', 'add', 'origin', repository)) &&
		(await git('config', 'core.sparseCheckout', 'true')) &&
		(await git('fetch', '--quiet', '--depth', '1', '--filter=blob:none', 'origin', commit)) &&
		only(part, files) &&
		(await git('checkout', '--quiet', '--detach', commit))
	if (whole.aborted) return gone('offline', `${name} came too slowly.`)
	if (!isThere) return gone('refused', `${name} was not what its commit promises. It was not used.`)
	rmSync(join(part, '.git'), { recursive: true, force: true })
	renameSync(part, taken)
	return ok(taken)
}

/** Says which files a checkout is to bring; written by hand, because older versions of git have no command for it. */
function only(clone: string, files: string): true {
	mkdirSync(join(clone, '.git', 'info'), { recursive: true })
	writeFileSync(join(clone, '.git', 'info', 'sparse-checkout'), `${files}\n`)
	return true
}

/** Whether git did it in time. Its transports are processes of their own and end with it. */
function runGit(cwd: string, args: readonly string[], signal: AbortSignal): Promise<boolean> {
	return new Promise(resolve => {
		const git = spawn('git', [...args], {
			cwd,
			detached: process.platform !== 'win32',
			stdio: 'ignore',
			env: {
				...process.env,
				GIT_TERMINAL_PROMPT: '0',
				// A connection that stands still is given up.
				GIT_HTTP_LOW_SPEED_LIMIT: '1000',
				GIT_HTTP_LOW_SPEED_TIME: '15',
			},
		})
		const end = () => {
			try {
				process.kill(process.platform === 'win32' ? (git.pid as number) : -(git.pid as number))
			} catch {
				// It has ended by itself.
			}
		}
		const done = (worked: boolean) => {
			signal.removeEventListener('abort', end)
			process.off('exit', end)
			resolve(worked && !signal.aborted)
		}
		signal.addEventListener('abort', end, { once: true })
		process.once('exit', end)
		git.once('error', () => done(false))
		git.once('exit', code => done(code === 0))
		if (signal.aborted) end()
	})
}
