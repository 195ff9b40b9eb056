#!/usr/bin/env node
// Compiles every contract of `src` and writes `.artifacts/<Name>.ts` with its typed ABI and bytecode. The settings are
// those of foundry.toml, so that what is tested is what is deployed. Warnings are errors.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const solc = createRequire(import.meta.url)('solc')

const names = readdirSync(join(here, 'src'), { recursive: true })
	.map(name => String(name).replaceAll('\\', '/'))
	.filter(name => name.endsWith('.sol'))
	.sort()
const sources = Object.fromEntries(
	names.map(name => [`src/${name}`, { content: readFileSync(join(here, 'src', name), 'utf8') }]),
)
const input = {
	language: 'Solidity',
	sources,
	settings: {
		evmVersion: 'cancun',
		optimizer: { enabled: true, runs: 200 },
		outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
	},
}
const library = path => {
	try {
		return { contents: readFileSync(join(here, '..', 'node_modules', path), 'utf8') }
	} catch {
		return { error: `${path} is not installed` }
	}
}

const output = JSON.parse(solc.compile(JSON.stringify(input), { import: library }))
for (const { formattedMessage } of output.errors ?? []) console.error(formattedMessage)
if (output.errors?.length) process.exitCode = 1
else write()

function write() {
	const folder = join(here, '.artifacts')
	rmSync(folder, { recursive: true, force: true })
	mkdirSync(folder, { recursive: true })
	for (const name of names.filter(name => !name.includes('/'))) {
		const contract = name.slice(0, -'.sol'.length)
		const { abi, evm } = output.contracts[`src/${name}`][contract]
		if (evm.bytecode.object === '') continue
		const variable = contract[0].toLowerCase() + contract.slice(1)
		const text = [
			`export const ${variable}Abi = ${JSON.stringify(abi, null, '\t')} as const`,
			`export const ${variable}Bytecode = '0x${evm.bytecode.object}'`,
		]
		writeFileSync(join(folder, `${contract}.ts`), `${text.join('\n\n')}\n`)
	}
}
