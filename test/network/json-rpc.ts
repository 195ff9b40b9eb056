/** The error object of JSON-RPC 2.0, thrown by a method and sent to the caller. */
export class RpcError extends Error {
	readonly code: number
	readonly data: unknown
	constructor(code: number, message: string, data?: unknown) {
		super(message)
		this.code = code
		this.data = data
	}
}

/** Answers one method; `params` is always an array, however the caller wrote it. */
export type RpcHandler = (method: string, params: readonly unknown[]) => Promise<unknown>

interface Call {
	readonly id?: unknown
	readonly method?: unknown
	readonly params?: unknown
}

/** The response text for a request body, single or batch. An id goes back exactly as it was written. */
export async function answerRpc(body: string, handle: RpcHandler): Promise<string> {
	let calls: unknown
	try {
		calls = JSON.parse(body)
	} catch {
		return JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32700, message: 'Parse error' } })
	}
	if (!Array.isArray(calls)) return JSON.stringify(await answerOne(calls as Call, handle))
	return JSON.stringify(await Promise.all(calls.map(call => answerOne(call as Call, handle))))
}

async function answerOne(call: Call | null, handle: RpcHandler): Promise<object> {
	const id = call?.id ?? null
	if (typeof call?.method !== 'string')
		return { jsonrpc: '2.0', id, error: { code: -32600, message: 'Invalid request' } }
	try {
		const result = await handle(call.method, Array.isArray(call.params) ? call.params : [])
		return { jsonrpc: '2.0', id, result: result ?? null }
	} catch (thrown) {
		if (!(thrown instanceof RpcError)) throw thrown
		const { code, message, data } = thrown
		return { jsonrpc: '2.0', id, error: { code, message, ...(data === undefined ? {} : { data }) } }
	}
}

let nextId = 0

/** Calls `method` at `url`; an error answer throws `RpcError`. */
export async function callRpc(
	url: string,
	method: string,
	params: readonly unknown[] = [],
): Promise<unknown> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ jsonrpc: '2.0', id: ++nextId, method, params }),
	})
	const answer = (await response.json()) as {
		result?: unknown
		error?: { code: number; message: string; data?: unknown }
	}
	if (answer.error) throw new RpcError(answer.error.code, answer.error.message, answer.error.data)
	return answer.result
}
