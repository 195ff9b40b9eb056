import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A small site on a free port of this machine, reachable under every name that resolves to it. */
export interface Site {
	readonly port: number
	at(host: string): string
	close(): Promise<void>
}

const subject = '5e5d3f0a-demo-4b1e-9d5c-000000000001'
/** The address of an invented patient's chart on such a site. */
export const chartPath = `/openmrs/spa/patient/${subject}/chart/Summary`
const patientPath = `/openmrs/ws/fhir2/R4/Patient/${subject}`

/** Bears the mark of a record system that an adapter knows, so that whoever may look at it recognises a chart. */
const page = `<!doctype html><html lang="en"><head><title>a chart</title><link rel="icon" href="data:," />
<script type="systemjs-importmap">{}</script></head><body><p>Nothing of interest</p>
<script>if (location.pathname === '${chartPath}') fetch('${patientPath}')</script></body></html>`

const patient = {
	resourceType: 'Patient',
	id: subject,
	name: [{ given: ['Amara'], family: 'Whitfield (demo)' }],
	birthDate: '2023-02-11',
	gender: 'female',
}

/** Starts a small site with one patient's chart; everything else of it is empty. */
export async function startSite(): Promise<Site> {
	const server = createServer(({ url }, response) => {
		const isPage = url === '/' || url === chartPath
		const type = isPage ? 'text/html; charset=utf-8' : 'application/fhir+json'
		response.writeHead(isPage || url === patientPath ? 200 : 404, { 'content-type': type })
		response.end(isPage ? page : url === patientPath ? JSON.stringify(patient) : '{}')
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
