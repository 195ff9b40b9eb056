import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a route answers; a missing one is 404. */
export interface Reply {
	readonly status?: number
	readonly headers?: Readonly<Record<string, string>>
	readonly body: string | Uint8Array
}
/** A request, read whole. */
export interface Asked {
	readonly method: string
	readonly url: URL
	readonly body: string
}
/** A listening server on this machine. */
export interface Server {
	readonly url: string
	stop(): Promise<void>
}

const mostBytes = 64 * 1024 * 1024
const cors = {
	'access-control-allow-origin': '*',
	'access-control-allow-methods': 'GET, POST, OPTIONS',
	'access-control-allow-headers': '*',
}

/** Serves `answer` over HTTP with the CORS headers of the public nodes. */
export async function serve(port: number, answer: (asked: Asked) => Promise<Reply>): Promise<Server> {
	const server = createServer((request, response) => {
		respond(request, response, answer).catch((thrown: unknown) => {
			// A fault here is a bug of the network itself: say so where the developer looks.
			console.error(thrown)
			response.destroy()
		})
	})
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject)
		server.listen(port, '127.0.0.1', resolve)
	})
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		stop: () =>
			new Promise(resolve => {
				server.close(() => resolve())
				server.closeAllConnections()
			}),
	}
}

async function respond(
	request: IncomingMessage,
	response: ServerResponse,
	answer: (asked: Asked) => Promise<Reply>,
): Promise<void> {
	if (request.method === 'OPTIONS') return void response.writeHead(204, cors).end()
	const body = await read(request)
	if (body === undefined) return void response.writeHead(413, cors).end()
	const url = new URL(request.url ?? '/', 'http://127.0.0.1')
	const reply = await answer({ method: request.method ?? 'GET', url, body })
	if (response.destroyed) return
	response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...cors, ...reply.headers })
	response.end(reply.body)
}

async function read(request: IncomingMessage): Promise<string | undefined> {
	const parts: Buffer[] = []
	let length = 0
	try {
		for await (const part of request as AsyncIterable<Buffer>) {
			length += part.length
			if (length > mostBytes) return undefined
			parts.push(part)
		}
	} catch {
		return undefined
	}
	return Buffer.concat(parts).toString('utf8')
}
