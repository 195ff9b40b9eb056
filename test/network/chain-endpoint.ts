import { answerRpc, callRpc } from './json-rpc.ts'
import { serve, type Server } from './server.ts'

/** What a dishonest endpoint makes of a true result. */
export type Lie = (method: string, params: readonly unknown[], result: unknown) => unknown

/** A second RPC endpoint for the same chain, by another operator as it were; it can be told to lie. */
export interface ChainEndpoint extends Server {
	/** Every result passes through `lie` until `honest` is called. */
	lies(lie: Lie): void
	honest(): void
}

/** Starts an endpoint that forwards every call to the chain at `chain`. */
export async function startChainEndpoint(chain: string, port: number): Promise<ChainEndpoint> {
	let lie: Lie | undefined
	const server = await serve(port, async ({ method, body }) => {
		if (method !== 'POST') return { status: 405, body: '' }
		const answer = await answerRpc(body, async (name, params) => {
			const result = await callRpc(chain, name, params)
			return lie === undefined ? result : lie(name, params, result)
		})
		return { body: answer }
	})
	return {
		...server,
		lies: next => (lie = next),
		honest: () => (lie = undefined),
	}
}
