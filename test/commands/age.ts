import { spawnSync } from 'node:child_process'
import { say } from './progress.ts'

// The distribution's age opens what we export: found, or installed where this user may, else a clear stop.
const run = (command: string, ...words: readonly string[]) =>
	spawnSync(command, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
const version = (): string | undefined => {
	const { status, stdout } = run('age', '--version')
	return status === 0 ? stdout.trim() : undefined
}
const install = (): void => {
	if (process.platform !== 'linux' || process.getuid?.() !== 0 || run('apt-get', '--version').error) return
	if (run('apt-get', 'update').status === 0) run('apt-get', 'install', '-y', '--no-install-recommends', 'age')
}

if (version() === undefined) install()
const found = version()
if (found === undefined)
	throw new Error('No age was found and none could be installed. Install the package of that name.')
say(`age: ${found}`)
