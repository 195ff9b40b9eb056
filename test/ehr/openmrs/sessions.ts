import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { reference, restIds } from './rest-shapes.ts'

/** The one account of the demonstration hospital. Any password but an empty one opens it: there is nothing to protect. */
export const demoAccount = { username: 'admin', password: 'Admin123' } as const

const cookie = 'JSESSIONID'

/** Sessions by cookie, as OpenMRS keeps them: basic credentials open one, deleting it ends it. */
export class Sessions {
	readonly #open = new Set<string>()

	isOpen(request: IncomingMessage): boolean {
		const id = sessionOf(request)
		return id !== undefined && this.#open.has(id)
	}

	/** Answers `/session`: who is logged in, a login, or a logout. */
	answer(request: IncomingMessage, response: ServerResponse): object {
		if (request.method === 'DELETE') {
			const id = sessionOf(request)
			if (id) this.#open.delete(id)
			response.setHeader('set-cookie', `${cookie}=; Path=/openmrs; Max-Age=0`)
			return closed
		}
		if (request.method === 'GET' && mayEnter(request)) {
			const id = randomBytes(16).toString('hex')
			this.#open.add(id)
			response.setHeader('set-cookie', `${cookie}=${id}; Path=/openmrs; HttpOnly; SameSite=Lax`)
			return opened
		}
		return this.isOpen(request) ? opened : closed
	}
}

function sessionOf(request: IncomingMessage): string | undefined {
	const found = /(?:^|;\s*)JSESSIONID=([0-9a-f]{32})(?:;|$)/.exec(request.headers.cookie ?? '')
	return found?.[1]
}

function mayEnter(request: IncomingMessage): boolean {
	const given = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1]
	if (!given) return false
	const [name, ...password] = Buffer.from(given, 'base64').toString('utf8').split(':')
	return name === demoAccount.username && password.join(':') !== ''
}

const closed = { authenticated: false, locale: 'en', allowedLocales: ['en'] }
const opened = {
	authenticated: true,
	locale: 'en',
	allowedLocales: ['en'],
	user: {
		uuid: restIds.user,
		display: 'Ines Calloway',
		username: demoAccount.username,
		systemId: demoAccount.username,
		userProperties: { defaultLocale: 'en' },
		person: reference(restIds.person, 'Ines Calloway'),
		privileges: [{ ...reference(restIds.privilege, 'Get Patients'), name: 'Get Patients' }],
		roles: [reference(restIds.role, 'System Developer')],
		retired: false,
		links: [],
	},
	sessionLocation: reference(restIds.location, 'Neurology clinic'),
	currentProvider: { ...reference(restIds.provider, 'Ines Calloway'), identifier: demoAccount.username },
}
