import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A small site on a free port of this machine, reachable under every name that resolves to it. */
export interface Site {
	readonly port: number
	at(host: string): string
	close(): Promise<void>
}

/** Bears the mark of a record system that an adapter knows, so that whoever may look at it recognises a chart. */
const page = `<!doctype html><html lang="en"><head><title>a chart</title><link rel="icon" href="data:," />
<script type="systemjs-importmap">{}</script></head><body><p>Nothing of interest</p></body></html>`

/** The address of an invented patient's chart on such a site. */
export const chartPath = '/openmrs/spa/patient/5e5d3f0a-demo-4b1e-9d5c-000000000001/chart/Summary'

export async function startSite(html = page): Promise<Site> {
	const server = createServer((_, response) => {
		response.setHeader('content-type', 'text/html; charset=utf-8')
		response.end(html)
	})
	await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
	const { port } = server.address() as AddressInfo
	return {
		port,
		at: host => `http://${host}:${port}`,
		close: () =>
			new Promise(closed => {
				server.closeAllConnections()
				server.close(() => closed())
			}),
	}
}
