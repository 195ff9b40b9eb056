import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { build, type Rolldown } from 'vite'

const types: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.woff2': 'font/woff2',
}

/** A page with the panel's own components over a product in memory. */
export interface Gallery {
	readonly url: string
	stop(): Promise<void>
}

/** Builds the gallery in memory and serves it on a free port of this machine. */
export async function startGallery(): Promise<Gallery> {
	const root = fileURLToPath(new URL('.', import.meta.url))
	const built = (await build({
		root,
		configFile: false,
		logLevel: 'error',
		plugins: [svelte({ configFile: false })],
		build: { write: false, target: 'chrome130', minify: false, modulePreload: false },
	})) as Rolldown.RolldownOutput
	const files = new Map(
		built.output.map(file => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
	)
	const server = createServer((request, response) => {
		const path = new URL(request.url ?? '/', 'http://gallery').pathname
		const file = files.get(path === '/' ? '/index.html' : path)
		response.setHeader('content-type', types[extname(path)] ?? 'text/html; charset=utf-8')
		response.statusCode = file === undefined ? 404 : 200
		response.end(file)
	})
	await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		stop: () =>
			new Promise(stopped => {
				server.closeAllConnections()
				server.close(() => stopped())
			}),
	}
}
