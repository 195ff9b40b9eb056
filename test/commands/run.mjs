#!/usr/bin/env node
// The first command a newcomer types may be any of ours: install what is missing, then run it. No dependency may be
// imported here, because nothing is installed yet.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const [command, ...rest] = process.argv.slice(2)

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
	stop(`Node ${process.versions.node} is too old. Install Node 20.19 or newer, then run this again.`)
}
if (!command || !existsSync(join(root, 'test', 'commands', `${command}.ts`))) {
	const known = readdirSync(join(root, 'test', 'commands')).filter(name => name.endsWith('.ts'))
	stop(`There is no command "${command ?? ''}". Known: ${known.map(name => name.slice(0, -3)).join(', ')}.`)
}

once('packages', [join(root, 'package-lock.json')], 'Installing npm packages (about a minute)', () =>
	run(process.platform === 'win32' ? 'npm.cmd' : 'npm', [
		// Not `ci`: it fails where a registry lacks a binary of another platform, which nobody here would install.
		'install',
		'--no-save',
		'--ignore-scripts',
		'--no-audit',
		'--no-fund',
		'--loglevel=error',
	]),
)
once(
	'contracts',
	[...files(join(root, 'contracts', 'src'), '.sol'), join(root, 'contracts', 'build.mjs')],
	'Compiling contracts',
	() => run(process.execPath, [join('contracts', 'build.mjs')]),
)
process.exitCode = run(
	process.execPath,
	['--import', 'tsx', join('test', 'commands', `${command}.ts`), ...rest],
	true,
)

/** Does `work` unless it was done for exactly these inputs before. */
function once(name, inputs, said, work) {
	const hash = createHash('sha256')
	for (const input of inputs) hash.update(input.slice(root.length)).update(readFileSync(input))
	const stamp = join(root, 'node_modules', `.done-${name}`)
	const wanted = hash.digest('hex')
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
	console.error(`${said} ...`)
	work()
	writeFileSync(stamp, wanted)
}

function files(folder, ending) {
	return readdirSync(folder)
		.map(name => join(folder, name))
		.flatMap(path =>
			statSync(path).isDirectory() ? files(path, ending) : path.endsWith(ending) ? [path] : [],
		)
		.sort()
}

function run(program, args, mayFail = false) {
	const { status, error } = spawnSync(program, args, {
		cwd: root,
		stdio: ['inherit', mayFail ? 'inherit' : 2, 'inherit'],
	})
	if (error) stop(`${program} could not be started: ${error.message}`)
	if (status !== 0 && !mayFail) stop(`"${program} ${args[0]}" failed. Its own words are above.`)
	return status ?? 1
}

function stop(sentence) {
	console.error(sentence)
	process.exit(1)
}
