import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

/** A proxy through which a browser's whole traffic goes, and which writes down every byte it is asked to carry. */
export interface RecordingProxy {
	/** `host:port`, for the browser's `--proxy-server`. */
	readonly address: string
	/** Starts a fresh record. */
	clear(): void
	/** Everything asked since: method, address, headers and body, one entry per request. */
	record(): readonly string[]
	close(): Promise<void>
}

export async function startRecordingProxy(): Promise<RecordingProxy> {
	let record: string[] = []
	const server = createServer((asked, answer) => {
		const parts: Buffer[] = []
		asked.on('data', (part: Buffer) => parts.push(part))
		asked.on('end', () => {
			const body = Buffer.concat(parts)
			record.push(
				`${asked.method} ${asked.url}\n${asked.rawHeaders.join('\n')}\n\n${body.toString('base64')}`,
			)
			forward(asked, body, answer)
		})
	})
	// A tunnel is opaque: that it was opened, and whereto, is what can be written down.
	server.on('connect', (asked: IncomingMessage, client: Duplex) => {
		record.push(`CONNECT ${asked.url}`)
		const { hostname, port } = new URL(`http://${asked.url}`)
		const target = connect(Number(port || 80), hostname, () => {
			client.write('HTTP/1.1 200 OK\r\n\r\n')
			target.pipe(client)
			client.pipe(target)
		})
		target.on('error', () => client.destroy())
		client.on('error', () => target.destroy())
	})
	await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
	return {
		address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
		clear: () => {
			record = []
		},
		record: () => [...record],
		close: () =>
			new Promise(closed => {
				server.closeAllConnections()
				server.close(() => closed())
			}),
	}
}

function forward(asked: IncomingMessage, body: Buffer, answer: ServerResponse): void {
	const onward = request(asked.url ?? '', { method: asked.method, headers: asked.headers }, reply => {
		answer.writeHead(reply.statusCode ?? 502, reply.headers)
		reply.pipe(answer)
	})
	onward.on('error', () => answer.writeHead(502).end())
	onward.end(body)
}
