import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseInvitation, printInvitation, type Invitation } from '#shared/actions/invitation.ts'
import type { DeploymentId } from '#shared/crypto/deployment.ts'
import { localNetwork } from '#shared/zero-g/networks.ts'

const address = `0x${'1'.repeat(40)}` as const
const invitation: Invitation = {
	network: localNetwork({
		chainId: 31337,
		rpc: ['http://127.0.0.1:1', 'http://127.0.0.1:2'],
		indexer: 'http://127.0.0.1:3',
	}),
	deployment: {
		chainId: 31337,
		id: new Uint8Array(32).fill(7) as DeploymentId,
		contracts: { Institutions: address },
	},
	institution: { id: 3, name: 'Kaveri Institute of Neuroscience', country: 'IN' },
	node: 'http://127.0.0.1:4/institutions/3',
	code: 'a1b2c3d4e5f6',
}

describe('an invitation', () => {
	test('says the same after it was printed and pasted, with line breaks in it', () => {
		const text = printInvitation(invitation)
		expect(parseInvitation(text)).toEqual({ ok: true, value: invitation })
		expect(parseInvitation(text.replace(/.{40}/g, '$&\n '))).toEqual({ ok: true, value: invitation })
	})

	test('that names another chain than its contracts is refused', () => {
		const other = { ...invitation, deployment: { ...invitation.deployment, chainId: 1 } }
		expect(parseInvitation(printInvitation(other))).toMatchObject({ ok: false })
	})

	test('to a public network cannot bring a chain id of its own', () => {
		const json = JSON.parse(atob(printInvitation(invitation).replaceAll('-', '+').replaceAll('_', '/'))) as {
			network: { name: string }
		}
		json.network.name = 'aristotle'
		expect(parseInvitation(JSON.stringify(json))).toMatchObject({ ok: false })
	})

	test('of any other text is malformed, and never throws', () => {
		fc.assert(
			fc.property(fc.string(), text => {
				expect(parseInvitation(text).ok).toBe(false)
			}),
		)
	})
})
