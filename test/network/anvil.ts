import { spawn, type ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'

/** A running chain. */
export interface Anvil {
	readonly url: string
	/** Ends the process after it has written its state. */
	stop(): Promise<void>
}

/** The chain's executable, which ships inside its package. */
function executable(): string {
	const require = createRequire(import.meta.url)
	const platform = process.platform === 'win32' ? 'win32' : process.platform
	const name = `@foundry-rs/anvil-${platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`
	const launcher = createRequire(require.resolve('@foundry-rs/anvil/package.json'))
	return join(
		dirname(launcher.resolve(`${name}/package.json`)),
		'bin',
		platform === 'win32' ? 'anvil.exe' : 'anvil',
	)
}

/** Starts a chain that mines on demand; what `state` names is loaded first and written on `stop`. */
export async function startAnvil(options: {
	chainId: number
	port: number
	state: string
	accounts: number
}): Promise<Anvil> {
	const flags = {
		'--host': '127.0.0.1',
		'--port': options.port,
		'--chain-id': options.chainId,
		'--accounts': options.accounts,
		'--balance': 1_000_000,
		'--state': options.state,
		// Seconds between copies, for the day this process does not get to stop it.
		'--state-interval': 10,
		// 0G's base fee is about 7 wei: whoever forgets the tip notices here and not there.
		'--base-fee': 7,
		'--hardfork': 'prague',
	}
	const child = spawn(
		executable(),
		Object.entries(flags).flatMap(([flag, value]) => [flag, String(value)]),
		{ stdio: ['ignore', 'pipe', 'pipe'] },
	)
	const orphan = () => child.kill('SIGTERM')
	process.once('exit', orphan)
	const port = await listeningPort(child)
	child.stdout?.resume()
	return {
		url: `http://127.0.0.1:${port}`,
		async stop() {
			process.off('exit', orphan)
			if (child.exitCode !== null) return
			const ended = new Promise(resolve => child.once('exit', resolve))
			child.kill('SIGTERM')
			await ended
		},
	}
}

function listeningPort(child: ChildProcess): Promise<number> {
	return new Promise((resolve, reject) => {
		let said = ''
		child.stderr?.on('data', (text: Buffer) => (said += text.toString()))
		child.once('exit', code => reject(new Error(`The local chain ended with ${code}: ${said.trim()}`)))
		child.once('error', reject)
		if (child.stdout === null) return
		createInterface(child.stdout).on('line', line => {
			const port = /^Listening on .*:(\d+)/.exec(line)?.[1]
			if (port !== undefined) resolve(Number(port))
		})
	})
}
