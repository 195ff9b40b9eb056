import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
	createPublicClient,
	createWalletClient,
	http,
	keccak256,
	parseEther,
	toHex,
	type Abi,
	type Hex,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount, type PrivateKeyAccount } from 'viem/accounts'
import { caseIndexAbi } from '#contracts/CaseIndex.ts'
import { casesAbi } from '#contracts/Cases.ts'
import { consentsAbi } from '#contracts/Consents.ts'
import { gasTankAbi } from '#contracts/GasTank.ts'
import { institutionsAbi } from '#contracts/Institutions.ts'
import { Answer, Ask } from '#shared/crypto/ask.ts'
import type { DeploymentId } from '#shared/crypto/deployment.ts'
import { MemberSet, memberLeaf, memberTree, scopes } from '#shared/crypto/member-set.ts'
import { typedDataDigest, type Message, type Struct } from '#shared/crypto/typed-data.ts'
import { Revoke } from '#shared/consent/statements.ts'
import { fromHex } from '#shared/kernel/bytes.ts'
import { startAnvil } from '#test/network/anvil.ts'
import { chainOf, keyFromEnd } from '#test/network/accounts.ts'
import { councilKey, deployContracts } from '#test/network/deploy.ts'

/** Purposes as the devices keep them: an address and a leaf for each. The node's own publishes and opens epochs. */
const purposes = {
	publish: scopes.publish | scopes.steward,
	consent: scopes.consent,
	ask: scopes.ask,
	record: scopes.record,
}
type Purpose = keyof typeof purposes
const chainId = 31_337
const zero: Hex = `0x${'00'.repeat(32)}`

/** Two institutions on a chain of their own, and every act of the product, each answering the gas it used. */
export async function gasWorld(leaves: number) {
	const folder = await mkdtemp(join(tmpdir(), 'mednexus-gas-'))
	const anvil = await startAnvil({ chainId, port: 0, state: join(folder, 'state.json'), accounts: 20 })
	const chain = chainOf(chainId, anvil.url)
	const client = createPublicClient({ chain, transport: http(), pollingInterval: 20 })
	const { contracts, deployment } = await deployContracts(
		{ rpc: [anvil.url, anvil.url], chainId, publishDeployment: () => undefined },
		{ day: 86_400 },
	)
	const id = fromHex(deployment, 32) as DeploymentId
	const now = Number((await client.getBlock()).timestamp)
	const later = now + 300 * 86_400

	const send = async (
		key: Hex,
		address: Hex,
		abi: Abi,
		functionName: string,
		args: readonly unknown[],
		value = 0n,
	) => {
		const wallet = createWalletClient({ account: privateKeyToAccount(key), chain, transport: http() })
		const hash = await wallet.writeContract({ address, abi, functionName, args, value })
		const receipt = await client.waitForTransactionReceipt({ hash })
		if (receipt.status !== 'success') throw new Error(`${functionName} was refused`)
		return receipt.gasUsed
	}
	const sign = <S extends Struct>(account: PrivateKeyAccount, contract: Hex, type: S, message: Message<S>) =>
		account.sign({
			hash: toHex(typedDataDigest({ chainId, deployment: id, contract }, type, message as never)),
		})

	const hospitals = [await hospital(1), await hospital(2)] as const
	const capability = privateKeyToAccount(generatePrivateKey())
	let root = zero
	let asked: Message<typeof Ask> | undefined
	const [asker, owner] = hospitals

	async function hospital(institution: number) {
		const officers = Array.from({ length: 3 }, () => privateKeyToAccount(generatePrivateKey()))
		const application = {
			name: 'A hospital',
			country: '0x5553',
			ror: '',
			officers: officers.map(({ address }) => address),
			threshold: 2,
			until: BigInt(later),
		}
		await send(councilKey, contracts.Institutions, institutionsAbi, 'verify', [application, true])
		const members = Object.entries(purposes).map(([purpose, scope]) => {
			const key = generatePrivateKey()
			const signer = privateKeyToAccount(key).address.toLowerCase() as Hex
			return { purpose, key, institution, signer, scopes: scope, expiry: later, salt: random() }
		})
		const known = members.map(member => memberLeaf(id, member))
		const tree = memberTree([
			...known,
			...Array.from({ length: leaves - known.length }, () => randomBytes(32)),
		])
		const set = { institution, generation: 1, root: tree.root, previous: zero, notAfter: later }
		const signature = await sign(officers[0] as PrivateKeyAccount, contracts.Institutions, MemberSet, set)
		const statement = { ...set, notAfter: BigInt(later) }
		const memberSetGas = await send(keyFromEnd(3), contracts.Institutions, institutionsAbi, 'changeMembers', [
			statement,
			signature,
		])
		const by = (purpose: Purpose) => {
			const member = members.find(each => each.purpose === purpose)
			if (member === undefined) throw new Error(`nobody may ${purpose}`)
			const proof = tree.proofOf(memberLeaf(id, member))
			const { scopes: held, salt } = member
			return { ...member, shown: { institution, scopes: held, expiry: BigInt(later), salt, proof } }
		}
		await send(keyFromEnd(3), contracts.GasTank, gasTankAbi, 'deposit', [institution], parseEther('10'))
		return { institution, by, memberSetGas }
	}
	/** From an address that is no member: whoever sends only pays. */
	const relay = (address: Hex, abi: Abi, name: string, args: readonly unknown[]) =>
		send(keyFromEnd(3), address, abi, name, args)
	const topUp = (purpose: Purpose) => {
		const { signer, shown } = owner.by(purpose)
		return relay(contracts.GasTank, gasTankAbi, 'topUp', [signer, shown])
	}
	let topUpGas = 0n
	for (const purpose of ['publish', 'record', 'consent'] as const) topUpGas = await topUp(purpose)

	return {
		memberSetGas: owner.memberSetGas,
		topUpGas,
		async grant() {
			const { key, shown } = owner.by('consent')
			const commitment = random()
			const expiry = Math.floor((now + 200 * 86_400) / (91 * 86_400))
			const args = [commitment, capability.address, expiry, shown] as const
			const gas = await send(key, contracts.Consents, consentsAbi, 'grant', args)
			const handle = await client.readContract({
				address: contracts.Consents,
				abi: consentsAbi,
				functionName: 'handleOf',
				args: [owner.institution, commitment, capability.address, expiry],
			})
			return { gas, handle }
		},
		async revoke(handle: Hex) {
			const signature = await sign(capability, contracts.Consents, Revoke, { handle })
			return relay(contracts.Consents, consentsAbi, 'revoke', [handle, signature])
		},
		async publish() {
			const { key, shown } = owner.by('publish')
			const next = random()
			const gas = await send(key, contracts.CaseIndex, caseIndexAbi, 'publish', [0, root, next, 1, shown])
			root = next
			return gas
		},
		seal() {
			const { key, shown } = owner.by('record')
			return send(key, contracts.Cases, casesAbi, 'seal', [random().slice(0, 34), random(), shown])
		},
		async ask() {
			const { key, shown } = asker.by('ask')
			const ends = { deadline: now + 86_400 }
			const told = { ask: random(), from: 1, to: 2, stage: 1, body: random(), decision: random(), ...ends }
			const signature = await sign(privateKeyToAccount(key), contracts.Cases, Ask, told)
			asked = told
			return relay(contracts.Cases, casesAbi, 'ask', [
				{ ...told, deadline: BigInt(told.deadline) },
				signature,
				shown,
			])
		},
		async answer(consent: Hex) {
			if (asked === undefined) throw new Error('nothing was asked')
			const { key, shown } = owner.by('ask')
			const hash = typedDataDigest({ chainId, deployment: id, contract: contracts.Cases }, Ask, asked)
			const reply = {
				...{ ask: asked.ask, request: toHex(hash), from: 2, to: 1, outcome: 1, consent },
				...{ body: random(), decision: random(), agreement: zero, rulePack: zero },
				deadline: asked.deadline,
			}
			const signature = await sign(privateKeyToAccount(key), contracts.Cases, Answer, reply)
			return relay(contracts.Cases, casesAbi, 'answer', [
				{ ...asked, deadline: BigInt(asked.deadline) },
				{ ...reply, deadline: BigInt(reply.deadline) },
				signature,
				shown,
			])
		},
		async stop() {
			await anvil.stop()
			await rm(folder, { recursive: true, force: true })
		},
	}
}

const random = (): Hex => keccak256(randomBytes(32))
