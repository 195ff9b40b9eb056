import { argon2id } from 'hash-wasm'
import { concat, fromBase64url, toBase64url, u8 } from '../kernel/bytes.ts'
import type { Random } from '../kernel/clock.ts'
import { array, integer, malformed, object, oneOf, type Parser, string } from '../kernel/parse.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { reveal, Secret } from '../kernel/secret.ts'
import { canonicalBytes, readCanonicalJson } from './canonical-json.ts'
import { noDeployment } from './deployment.ts'
import type { Key } from './kdf.ts'
import { needsNewerVersion, objectHead, type Unreadable } from './object-header.ts'
import { open, seal } from './seal.ts'
import type { VaultRoot } from './vault-root.ts'

/** What every way to open a vault has: a fresh salt and the root sealed under that way's key. */
interface SlotBase {
	/** base64url, as is `sealed`. */
	readonly salt: string
	readonly sealed: string
}
export interface PassphraseSlot extends SlotBase {
	readonly type: 'passphrase'
	readonly kdf: { readonly name: 'argon2id'; readonly m: number; readonly t: number; readonly p: number }
}
export interface PasskeySlot extends SlotBase {
	readonly type: 'passkey'
	readonly rpId: string
	readonly credential: string
}
export interface RecoverySlot extends SlotBase {
	readonly type: 'recovery'
	readonly threshold: number
	readonly shares: number
}
export type VaultSlot = PassphraseSlot | PasskeySlot | RecoverySlot

/** The vault root, sealed once for each way to open it (protocol 2). It outlives deployments. */
export interface VaultFile {
	readonly v: 1
	readonly type: 'vault'
	readonly id: string
	readonly slots: readonly VaultSlot[]
}

/** The passphrase, passkey or recovery key is not the one this vault was sealed with. */
export interface WrongKey {
	readonly kind: 'wrong-key'
}
/** The vault has no slot of this kind. */
export interface NoSuchSlot {
	readonly kind: 'no-such-slot'
}
export interface PassphraseTooShort {
	readonly kind: 'passphrase-too-short'
	readonly least: number
}

/** Code points, after Unicode compatibility normalisation. */
export const shortestPassphrase = 12
const slotCode = { passphrase: 1, passkey: 2, recovery: 3 } as const
const cost = { name: 'argon2id', m: 65_536, t: 3, p: 1 } as const

const base64url =
	(length: number): Parser<string> =>
	(input, at = '') =>
		typeof input === 'string' && fromBase64url(input)?.length === length ? ok(input) : malformed(at)

const base = { salt: base64url(32), sealed: base64url(2 + 32 + 32 + 16) }
const slotShapes = {
	// The floor forbids a downgrade to a cheap guess, the ceiling a file that hangs its reader.
	passphrase: object({
		...base,
		type: oneOf('passphrase'),
		kdf: object({
			name: oneOf('argon2id'),
			m: integer(65_536, 1_048_576),
			t: integer(3, 10),
			p: integer(1, 8),
		}),
	}),
	passkey: object({ ...base, type: oneOf('passkey'), rpId: string(253), credential: string(2048) }),
	recovery: object({ ...base, type: oneOf('recovery'), threshold: integer(2, 16), shares: integer(2, 16) }),
}
const parseSlot: Parser<VaultSlot> = (input, at = '') => {
	const type = (input as { type?: unknown } | null)?.type
	const known = oneOf('passphrase', 'passkey', 'recovery')(type, at)
	return known.ok ? slotShapes[known.value](input, at) : known
}
const parseVault = object({
	v: oneOf(1),
	type: oneOf('vault'),
	id: base64url(16),
	slots: array(parseSlot, 16),
})

/** The vault file in its one spelling. */
export const writeVault = (vault: VaultFile): Uint8Array =>
	canonicalBytes({ ...vault, slots: vault.slots.map(slot => ({ ...slot })) })

export function readVault(bytes: Uint8Array): Result<VaultFile, Unreadable> {
	const json = readCanonicalJson(bytes, 64 * 1024)
	if (!json.ok) return json
	const version = (json.value as { v?: unknown } | null)?.v
	if (typeof version === 'number' && version > 1) return needsNewerVersion
	return parseVault(json.value, 'vault')
}

const scope = (id: string, type: VaultSlot['type']) => ({
	label: 'vault/slot',
	context: concat(fromBase64url(id) as Uint8Array, u8(slotCode[type])),
	head: objectHead('vaultSlot'),
})

/** Seals the root under a slot's key. The slot's salt is the seal's salt, so a re-wrap takes a fresh one. */
export const sealSlot = (
	id: string,
	type: VaultSlot['type'],
	key: Uint8Array,
	root: VaultRoot,
	salt: Uint8Array,
): SlotBase => ({
	salt: toBase64url(salt),
	sealed: toBase64url(seal(noDeployment, key, scope(id, type), reveal(root), { bytes: () => salt })),
})

/** The root, for the key of this slot of this vault. */
export function openSlot(id: string, slot: VaultSlot, key: Uint8Array): Result<VaultRoot, WrongKey> {
	const sealed = fromBase64url(slot.sealed) as Uint8Array
	const root = open(noDeployment, key, scope(id, slot.type), sealed)
	return root.ok ? ok(new Secret(root.value)) : err({ kind: 'wrong-key' })
}

/** What a passphrase becomes: slow and memory-hard, so that guessing offline is dear. */
export async function passphraseKey(
	passphrase: string,
	salt: Uint8Array,
	{ m, t, p }: PassphraseSlot['kdf'] = cost,
): Promise<Uint8Array> {
	return argon2id({
		password: passphrase.normalize('NFKC'),
		salt,
		memorySize: m,
		iterations: t,
		parallelism: p,
		hashLength: 32,
		outputType: 'binary',
	})
}

async function passphraseSlot(
	id: string,
	passphrase: string,
	root: VaultRoot,
	random: Random,
): Promise<Result<PassphraseSlot, PassphraseTooShort>> {
	if ([...passphrase.normalize('NFKC')].length < shortestPassphrase)
		return err({ kind: 'passphrase-too-short', least: shortestPassphrase })
	const salt = random.bytes(32)
	const key = await passphraseKey(passphrase, salt)
	return ok({ type: 'passphrase', ...sealSlot(id, 'passphrase', key, root, salt), kdf: cost })
}

/** A vault with a fresh root that this passphrase opens. */
export async function createVault(
	passphrase: string,
	random: Random,
): Promise<Result<{ readonly vault: VaultFile; readonly root: VaultRoot }, PassphraseTooShort>> {
	const id = toBase64url(random.bytes(16))
	const root: Key = new Secret(random.bytes(32))
	const slot = await passphraseSlot(id, passphrase, root, random)
	return slot.ok ? ok({ vault: { v: 1, type: 'vault', id, slots: [slot.value] }, root }) : slot
}

/** The root of a vault, for its passphrase. */
export async function openVault(
	vault: VaultFile,
	passphrase: string,
): Promise<Result<VaultRoot, WrongKey | NoSuchSlot>> {
	const slot = vault.slots.find(each => each.type === 'passphrase')
	if (!slot) return err({ kind: 'no-such-slot' })
	const salt = fromBase64url(slot.salt) as Uint8Array
	return openSlot(vault.id, slot, await passphraseKey(passphrase, salt, slot.kdf))
}

/** The same vault with another passphrase. Old copies of the file still open with the old one. */
export async function changePassphrase(
	vault: VaultFile,
	root: VaultRoot,
	passphrase: string,
	random: Random,
): Promise<Result<VaultFile, PassphraseTooShort>> {
	const slot = await passphraseSlot(vault.id, passphrase, root, random)
	if (!slot.ok) return slot
	const others = vault.slots.filter(each => each.type !== 'passphrase')
	return ok({ ...vault, slots: [slot.value, ...others] })
}
