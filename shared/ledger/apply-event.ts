import type { Hex } from '../kernel/bytes.ts'
import type { EventOf } from './read-event.ts'
import type { Institution, Registry } from './registry.ts'

type Draft<T> = { -readonly [K in keyof T]: T[K] }

/** A registry under construction: maps that may be written to. */
export interface RegistryDraft extends Draft<Registry> {
	institutions: Record<number, Institution>
	heads: Record<string, Registry['heads'][string]>
	consents: Record<Hex, Registry['consents'][Hex]>
	revoked: Hex[]
	records: Record<Hex, Registry['records'][Hex]>
	asks: Record<Hex, Registry['asks'][Hex]>
	answers: Record<Hex, Registry['answers'][Hex]>
}

export const draftOf = (registry: Registry): RegistryDraft => ({
	...registry,
	institutions: { ...registry.institutions },
	heads: { ...registry.heads },
	consents: { ...registry.consents },
	revoked: [...registry.revoked],
	records: { ...registry.records },
	asks: { ...registry.asks },
	answers: { ...registry.answers },
})

/** Two letters out of a `bytes2`. */
const countryOf = (hex: string): string =>
	String.fromCharCode(Number.parseInt(hex.slice(2, 4), 16), Number.parseInt(hex.slice(4, 6), 16))

const statuses = ['revoked', 'active', 'suspended', 'revoked'] as const

/** Writes one event of any of our contracts into the draft; events that no device needs change nothing. */
export function applyEvent(draft: RegistryDraft, event: EventOf, block: number): void {
	switch (event.eventName) {
		case 'Verified': {
			const { institution: id, country, founder, name, until } = event.args
			draft.institutions[id] = {
				id,
				name,
				country: countryOf(country),
				founder,
				status: 'active',
				verifiedAt: 0,
				until: Number(until),
				officers: [],
				members: [],
				keys: [],
				exchanges: [],
			}
			return
		}
		case 'StatusChanged': {
			const { institution, status } = event.args
			return change(draft, institution, () => ({ status: statuses[status] ?? 'revoked' }))
		}
		case 'Renewed': {
			const { institution, until } = event.args
			return change(draft, institution, () => ({ until: Number(until) }))
		}
		case 'OfficersChanged': {
			const { institution, digest: _, effectiveAt, officers, ...rest } = event.args
			const { generation, threshold, previous, signatures } = rest
			const statement = {
				generation,
				officers: officers.map(lower),
				threshold,
				previous,
				effectiveAt: Number(effectiveAt),
				signatures,
				block,
			}
			return change(draft, institution, held => ({
				officers: [...held.officers, statement],
				...(held.officers.length === 0 ? { verifiedAt: statement.effectiveAt } : {}),
			}))
		}
		case 'MembersChanged': {
			const { institution, generation, root, previous, notAfter, signature, digest } = event.args
			const statement = { generation, root, previous, notAfter: Number(notAfter), signature, digest, block }
			return change(draft, institution, held => ({ members: [...held.members, statement] }))
		}
		case 'KeyAnnounced': {
			const { institution, officer: _, notBefore, notAfter, ...rest } = event.args
			const statement = { ...rest, notBefore: Number(notBefore), notAfter: Number(notAfter), block }
			return change(draft, institution, held => ({ keys: [...held.keys, statement] }))
		}
		case 'ExchangeAnnounced': {
			const { institution, officer: _, ...rest } = event.args
			return change(draft, institution, held => ({ exchanges: [...held.exchanges, { ...rest, block }] }))
		}
		case 'Granted': {
			const { handle, institution, commitment, capability, expiry } = event.args
			draft.consents[handle] = { institution, commitment, capability: lower(capability), expiry }
			return
		}
		case 'Narrowed': {
			const { handle, commitment, expiry } = event.args
			const held = draft.consents[handle]
			if (held) draft.consents[handle] = { ...held, commitment, expiry }
			return
		}
		case 'Revoked':
			if (!draft.revoked.includes(event.args.handle)) draft.revoked.push(event.args.handle)
			return
		case 'Sealed': {
			const { record, institution, root } = event.args
			draft.records[record] = { institution, root, block }
			return
		}
		case 'Asked': {
			const { statement, digest, signature } = event.args
			const { deadline, ...rest } = statement
			draft.asks[rest.ask] = { ...rest, deadline: Number(deadline), digest, signature, block }
			return
		}
		case 'Answered': {
			const { statement, digest, signature } = event.args
			const { deadline, ...rest } = statement
			draft.answers[rest.ask] = { ...rest, deadline: Number(deadline), digest, signature, block }
			return
		}
	}
}

function change(draft: RegistryDraft, id: number, by: (held: Institution) => Partial<Institution>): void {
	const held = draft.institutions[id]
	if (held) draft.institutions[id] = { ...held, ...by(held) }
}

const lower = (address: string): Hex => address.toLowerCase() as Hex
