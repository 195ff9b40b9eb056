import { readFileSync } from 'node:fs'
import type { Abi } from 'viem'
import { describe, expect, test } from 'vitest'
import { caseIndexAbi, caseIndexBytecode } from '#contracts/CaseIndex.ts'
import { casesAbi, casesBytecode } from '#contracts/Cases.ts'
import { consentsAbi, consentsBytecode } from '#contracts/Consents.ts'
import { gasTankAbi, gasTankBytecode } from '#contracts/GasTank.ts'
import { institutionsAbi, institutionsBytecode } from '#contracts/Institutions.ts'

const contracts: readonly (readonly [string, Abi, string])[] = [
	['Institutions', institutionsAbi, institutionsBytecode],
	['Consents', consentsAbi, consentsBytecode],
	['CaseIndex', caseIndexAbi, caseIndexBytecode],
	['Cases', casesAbi, casesBytecode],
	['GasTank', gasTankAbi, gasTankBytecode],
]
const functionsOf = (abi: Abi) => abi.filter(each => each.type === 'function')

describe.each(contracts)('%s', (_name, abi, bytecode) => {
	test('fits a chain that takes 24,576 bytes of code', () => {
		expect(bytecode.length / 2 - 1).toBeLessThan(24_576)
	})
	test('answers which deployment it belongs to', () => {
		expect(functionsOf(abi)).toContainEqual(
			expect.objectContaining({ name: 'deployment', inputs: [], stateMutability: 'view' }),
		)
	})
	test('cannot be paused, upgraded or emptied by an owner', () => {
		const names = functionsOf(abi).map(({ name }) => name)
		expect(names.filter(name => /pause|upgrade|owner|withdraw|sweep|destroy/i.test(name))).toEqual([])
	})
})

test('what is tested is compiled as what is deployed', () => {
	const foundry = readFileSync('contracts/foundry.toml', 'utf8')
	const build = readFileSync('contracts/build.mjs', 'utf8')
	const runs = /optimizer_runs = (\d+)/.exec(foundry)?.[1]
	const version = /evm_version = '(\w+)'/.exec(foundry)?.[1]
	expect(runs).toBeDefined()
	expect(build).toContain(`optimizer: { enabled: true, runs: ${runs} }`)
	expect(build).toContain(`evmVersion: '${version}'`)
})
