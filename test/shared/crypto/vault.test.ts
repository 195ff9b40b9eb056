import { fromBase64url, fromUtf8, toBase64url, toHex, utf8 } from '#shared/kernel/bytes.ts'
import { reveal } from '#shared/kernel/secret.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Json, canonicalBytes } from '#shared/crypto/canonical-json.ts'
import {
	changePassphrase,
	createVault,
	openSlot,
	openVault,
	passphraseKey,
	type PasskeySlot,
	readVault,
	type RecoverySlot,
	sealSlot,
	type VaultFile,
	writeVault,
} from '#shared/crypto/vault.ts'
import { bytes, key, seededRandom, valueOf, vectors } from './vectors.ts'

const given = vectors('vault')
const vault: VaultFile = given.file
const [, passkey, recovery] = vault.slots as [unknown, PasskeySlot, RecoverySlot]

describe('vault of the vectors', () => {
	it('opens with its passphrase', async () => {
		const salt = fromBase64url(vault.slots[0]?.salt ?? '') as Uint8Array
		expect(toHex(await passphraseKey(given.passphrase, salt))).toBe(given.argon2id)
		expect(toHex(reveal(valueOf(await openVault(vault, given.passphrase))))).toBe(given.vaultRoot)
	})

	it('opens with the key of every other slot, and with no slot’s key in another slot', () => {
		const [prf, recover] = [bytes(given.prfOutput), bytes(given.recoveryKey)]
		expect(toHex(reveal(valueOf(openSlot(vault.id, passkey, prf))))).toBe(given.vaultRoot)
		expect(toHex(reveal(valueOf(openSlot(vault.id, recovery, recover))))).toBe(given.vaultRoot)
		expect(openSlot(vault.id, recovery, prf)).toMatchObject({ error: { kind: 'wrong-key' } })
		expect(openSlot(toBase64url(new Uint8Array(16)), passkey, prf).ok).toBe(false)
		expect(openSlot(vault.id, { ...recovery, sealed: passkey.sealed }, prf).ok).toBe(false)
	})

	it('seals every slot to the same bytes', () => {
		for (const [slot, hex] of [
			[passkey, given.prfOutput],
			[recovery, given.recoveryKey],
			[vault.slots[0] as PasskeySlot, given.argon2id],
		] as const) {
			const salt = fromBase64url(slot.salt) as Uint8Array
			expect(sealSlot(vault.id, slot.type, bytes(hex), key(given.vaultRoot), salt).sealed).toBe(slot.sealed)
		}
	})

	it('is read as it is written, at its length', () => {
		const written = writeVault(vault)
		expect(written.length).toBe(given.fileBytes)
		expect(valueOf(readVault(written))).toEqual(vault)
	})

	const [first, ...others] = vault.slots
	const kdf = { name: 'argon2id', m: 65_536, t: 3, p: 1 }
	it.each<[string, object, object]>([
		['too little memory', { kdf: { ...kdf, m: 65_535 } }, {}],
		['too much memory', { kdf: { ...kdf, m: 1_048_577 } }, {}],
		['too few rounds', { kdf: { ...kdf, t: 2 } }, {}],
		['too many rounds', { kdf: { ...kdf, t: 11 } }, {}],
		['another derivation', { kdf: { ...kdf, name: 'pbkdf2' } }, {}],
		['a short salt', { salt: 'AAAA' }, {}],
		['an unknown slot', { type: 'pin' }, {}],
		['a short id', {}, { id: 'AAAA' }],
	])('is refused with %s', (_, slot, file) => {
		const changed = { ...vault, ...file, slots: [{ ...first, ...slot }, ...others] }
		expect(readVault(canonicalBytes(changed as unknown as Json)).ok).toBe(false)
	})

	it('is refused in another spelling, and asks for an update of a later version', () => {
		const written = fromUtf8(writeVault(vault)) as string
		expect(readVault(utf8(` ${written}`)).ok).toBe(false)
		expect(readVault(canonicalBytes({ ...(JSON.parse(written) as object), v: 2 } as Json))).toMatchObject({
			error: { kind: 'needs-newer-version' },
		})
	})
})

describe('a new vault', () => {
	const random = seededRandom(77)
	let made: Extract<Awaited<ReturnType<typeof createVault>>, { ok: true }>['value']
	beforeAll(async () => {
		made = valueOf(await createVault('an invented passphrase', random))
	})

	it('opens with its passphrase alone, in any Unicode form', async () => {
		const composed = valueOf(await createVault('Amélie und der Zaun', random))
		const again = await openVault(composed.vault, 'Ame\u0301lie und der Zaun')
		expect(reveal(valueOf(again))).toEqual(reveal(composed.root))
		expect(await openVault(made.vault, 'an invented passphrasE')).toMatchObject({
			error: { kind: 'wrong-key' },
		})
		expect(await openVault({ ...made.vault, slots: [] }, 'an invented passphrase')).toMatchObject({
			error: { kind: 'no-such-slot' },
		})
	})

	it('takes another passphrase under a fresh salt and keeps its root', async () => {
		const changed = valueOf(await changePassphrase(made.vault, made.root, 'another invention', random))
		expect(changed.id).toBe(made.vault.id)
		expect(changed.slots[0]?.salt).not.toBe(made.vault.slots[0]?.salt)
		expect(reveal(valueOf(await openVault(changed, 'another invention')))).toEqual(reveal(made.root))
		expect((await openVault(changed, 'an invented passphrase')).ok).toBe(false)
	})

	it('wants a passphrase of twelve characters', async () => {
		expect(await createVault('elevenchars', random)).toEqual({
			ok: false,
			error: { kind: 'passphrase-too-short', least: 12 },
		})
	})

	it('holds neither root nor passphrase in its text', () => {
		const text = fromUtf8(writeVault(made.vault)) as string
		expect(text).not.toContain(toBase64url(reveal(made.root)))
		expect(JSON.stringify(made)).not.toContain(toHex(reveal(made.root)).slice(2))
	})
})
