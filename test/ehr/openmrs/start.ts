import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { assembleOpenMrs } from './assemble.ts'
import type { Chart } from './chart.ts'
import { answerFhir, type Answer } from './fhir-api.ts'
import { lindqvist } from './patients/lindqvist.ts'
import { whitfield } from './patients/whitfield.ts'
import { answerRest } from './rest-api.ts'
import { Sessions } from './sessions.ts'

/** The invented people of the demonstration hospital, by the name a story calls them. */
export const patients = { whitfield, lindqvist }
export type PatientName = keyof typeof patients

export interface RunningOpenMrs {
	/** The login page: `admin` and any password. */
	readonly url: string
	chartUrl(patient: PatientName): string
	/** Every `/ws` request since the start, oldest first: method, path and status. */
	readonly requests: readonly { readonly method: string; readonly path: string; readonly status: number }[]
	stop(): Promise<void>
}

/** Starts OpenMRS 3 behind a login, with two invented patients whose dates follow `today`. */
export async function startOpenMrs({
	port = 0,
	today = new Date(),
}: { port?: number; today?: Date } = {}): Promise<RunningOpenMrs> {
	const app = await assembleOpenMrs()
	const charts = Object.values(patients).map(draw => draw(today))
	const requests: { method: string; path: string; status: number }[] = []
	const sessions = new Sessions()
	const server = createServer((request, response) => {
		const url = requestUrl(request)
		if (!url.pathname.startsWith('/openmrs/ws/')) return void sendFile(app, url, response)
		const answer = answerApi(charts, sessions, request, response, url)
		requests.push({
			method: request.method ?? '',
			path: url.pathname.replace('/openmrs', '') + url.search,
			status: answer.status,
		})
		sendJson(response, url, answer)
	})
	await new Promise<void>(listening => server.listen(port, '127.0.0.1', listening))
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
	return {
		url: `${origin}/openmrs/spa/login`,
		chartUrl: patient => `${origin}/openmrs/spa/patient/${patients[patient](today).uuid}/chart`,
		requests,
		stop: () =>
			new Promise(stopped => {
				server.close(() => stopped())
				server.closeAllConnections()
			}),
	}
}

function requestUrl(request: IncomingMessage): URL {
	const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`)
	// The chart itself asks for /openmrs//ws/rest/v1/visit.
	url.pathname = url.pathname.replace(/\/{2,}/g, '/')
	return url
}

function answerApi(
	charts: readonly Chart[],
	sessions: Sessions,
	request: IncomingMessage,
	response: ServerResponse,
	url: URL,
): Answer {
	const path = url.pathname.replace('/openmrs/ws/', '')
	if (path === 'rest/v1/session') return { status: 200, body: sessions.answer(request, response) }
	if (!sessions.isOpen(request)) return { status: 401, body: { error: { message: 'Log in first' } } }
	if (path.startsWith('fhir2/R4/')) return answerFhir(charts, url, path.slice('fhir2/R4/'.length))
	if (path.startsWith('rest/v1/')) return answerRest(charts, url, path.slice('rest/v1/'.length))
	return { status: 404, body: {} }
}

function sendJson(response: ServerResponse, url: URL, { status, body }: Answer): void {
	const fhir = url.pathname.includes('/fhir2/')
	response.writeHead(status, {
		'content-type': `application/${fhir ? 'fhir+' : ''}json;charset=UTF-8`,
		'cache-control': 'no-cache, no-store',
	})
	response.end(JSON.stringify(body))
}

const contentTypes: Record<string, string> = {
	'.js': 'text/javascript',
	'.json': 'application/json',
	'.css': 'text/css',
	'.html': 'text/html; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.ico': 'image/x-icon',
	'.woff': 'font/woff',
	'.woff2': 'font/woff2',
}

async function sendFile(app: string, url: URL, response: ServerResponse): Promise<void> {
	const prefix = '/openmrs/spa'
	if (!url.pathname.startsWith(prefix)) {
		response.writeHead(302, { location: `${prefix}/home` }).end()
		return
	}
	const asked = join(app, decodeURIComponent(url.pathname.slice(prefix.length)))
	const isFile = asked.startsWith(app) && (await stat(asked).catch(() => undefined))?.isFile()
	const file = isFile ? asked : join(app, 'index.html')
	response.writeHead(200, { 'content-type': contentTypes[extname(file)] ?? 'application/octet-stream' })
	createReadStream(file).pipe(response)
}
