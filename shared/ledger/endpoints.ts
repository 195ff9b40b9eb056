import { createPublicClient, http, type PublicClient } from 'viem'
import { err, ok, type Result } from '../kernel/result.ts'
import { revertData } from './revert.ts'

/** A block both endpoints showed alike, deep enough to build on. `time` is the chain's own clock. */
export interface Block {
	readonly number: bigint
	readonly hash: string
	readonly time: number
}

/** Why nothing could be read. `endpoint` is a host, never a whole URL: providers put keys in paths. */
export type ReadError =
	| { readonly kind: 'endpoint-unreachable'; readonly endpoint: string }
	| {
			readonly kind: 'endpoints-disagree'
			readonly endpoints: readonly [string, string]
			readonly about: string
	  }
	| { readonly kind: 'wrong-chain'; readonly endpoint: string }
	| { readonly kind: 'went-back'; readonly endpoint: string }
	| { readonly kind: 'refused-by-contract'; readonly about: string }

export interface Network {
	readonly chainId: number
	/** Two providers that do not depend on each other: one alone could lie about a key. */
	readonly rpc: readonly [string, string]
	/** Blocks on top before a block counts as final: 0 where a block cannot be undone. */
	readonly confirmations: number
}

export type Ask<T> = (client: PublicClient) => Promise<T>

/** Two endpoints read side by side. An answer counts only when both give the same one. */
export class Endpoints {
	readonly clients: readonly [PublicClient, PublicClient]
	readonly names: readonly [string, string]
	readonly #network: Network
	/** The highest final block each endpoint has shown: neither may fall behind it. */
	#seen = 0n
	#checked = false

	constructor(network: Network) {
		const client = (url: string): PublicClient =>
			createPublicClient({ transport: http(url, { timeout: 20_000, retryCount: 1 }), cacheTime: 0 })
		this.#network = network
		this.clients = [client(network.rpc[0]), client(network.rpc[1])]
		this.names = [new URL(network.rpc[0]).host, new URL(network.rpc[1]).host]
	}

	/** The newest block that is final on both endpoints. */
	async final(): Promise<Result<Block, ReadError>> {
		const known = await this.#checkChain()
		if (!known.ok) return known
		const tips = await this.#both('height', client => client.getBlockNumber())
		if (!tips.ok) return tips
		const [a, b] = tips.value
		const number = (a < b ? a : b) - BigInt(this.#network.confirmations)
		if (number < this.#seen) {
			return err({ kind: 'went-back', endpoint: this.names[a < b ? 0 : 1] })
		}
		const block = await this.agree('block', async client => {
			const { hash, timestamp } = await client.getBlock({ blockNumber: number < 0n ? 0n : number })
			return { number: number < 0n ? 0n : number, hash, time: Number(timestamp) }
		})
		if (block.ok) this.#seen = block.value.number
		return block
	}

	/**
	 * The answer both endpoints give, or a refusal that names them. Two honest endpoints may answer around the moment a
	 * block arrives, so they are asked again twice; a liar goes on lying.
	 */
	async agree<T>(about: string, ask: Ask<T>): Promise<Result<T, ReadError>> {
		for (let again = 0; again < 3; again++) {
			if (again > 0) await new Promise(resolve => setTimeout(resolve, 40 * again))
			const answers = await this.#both(about, ask)
			if (!answers.ok) return answers
			const [a, b] = answers.value
			if (spelled(a) === spelled(b)) return ok(a)
		}
		return err({ kind: 'endpoints-disagree', endpoints: this.names, about })
	}

	/** Whichever endpoint answers first: for what a wrong answer cannot harm, such as fees. */
	async either<T>(ask: Ask<T>): Promise<Result<T, ReadError>> {
		for (const [index, client] of this.clients.entries()) {
			const answer = await this.#one(index, 'fee', () => ask(client))
			if (answer.ok || answer.error.kind === 'refused-by-contract') return answer
		}
		return err({ kind: 'endpoint-unreachable', endpoint: this.names[1] })
	}

	async #both<T>(about: string, ask: Ask<T>): Promise<Result<readonly [T, T], ReadError>> {
		const [a, b] = await Promise.all([
			this.#one(0, about, () => ask(this.clients[0])),
			this.#one(1, about, () => ask(this.clients[1])),
		])
		if (!a.ok) return a
		return b.ok ? ok([a.value, b.value]) : b
	}

	async #one<T>(index: number, about: string, ask: () => Promise<T>): Promise<Result<T, ReadError>> {
		try {
			return ok(await ask())
		} catch (thrown) {
			if (revertData(thrown) !== undefined) return err({ kind: 'refused-by-contract', about })
			return err({ kind: 'endpoint-unreachable', endpoint: this.names[index] as string })
		}
	}

	async #checkChain(): Promise<Result<void, ReadError>> {
		if (this.#checked) return ok(undefined)
		const ids = await this.#both('chain', client => client.getChainId())
		if (!ids.ok) return ids
		const wrong = ids.value.findIndex(id => id !== this.#network.chainId)
		if (wrong >= 0) return err({ kind: 'wrong-chain', endpoint: this.names[wrong] as string })
		this.#checked = true
		return ok(undefined)
	}
}

/** One spelling per value, so that two answers can be compared as text. */
const spelled = (value: unknown): string =>
	JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner)) ?? ''
