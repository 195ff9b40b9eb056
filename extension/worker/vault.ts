import { createVault, openVault, readVault, writeVault } from '#shared/crypto/vault.ts'
import type { VaultRoot } from '#shared/crypto/vault-root.ts'
import { fromBase64url, fromUtf8, toBase64url, utf8 } from '#shared/kernel/bytes.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import { err, ok, type Result } from '#shared/kernel/result.ts'
import { reveal, Secret } from '#shared/kernel/secret.ts'
import { disk, session } from '../platform/storage.ts'

/** The sealed file on disk, and the root in memory: the only two places a vault is. */
const file = 'vault'
const root = 'vault-root'

/** Whether there is a vault on this device, and whether it is open now. */
export async function stateOfVault(): Promise<'none' | 'locked' | 'unlocked'> {
	if ((await session.get(root)) !== undefined) return 'unlocked'
	return (await disk.get(file)) === undefined ? 'none' : 'locked'
}

/** Makes the vault of this device and leaves it open. */
export async function makeVault(passphrase: string): Promise<Result<void>> {
	if ((await disk.get(file)) !== undefined) return err({ kind: 'vault-exists' })
	const made = await createVault(passphrase, systemRandom)
	if (!made.ok) return made
	await disk.set(file, fromUtf8(writeVault(made.value.vault)))
	await holdRoot(made.value.root)
	return ok(undefined)
}

export async function openWithPassphrase(passphrase: string): Promise<Result<void>> {
	const kept = await disk.get(file)
	if (typeof kept !== 'string') return err({ kind: 'no-vault' })
	const vault = readVault(utf8(kept))
	if (!vault.ok) return vault
	const opened = await openVault(vault.value, passphrase)
	if (!opened.ok) return opened.error.kind === 'wrong-key' ? err({ kind: 'wrong-passphrase' }) : opened
	await holdRoot(opened.value)
	return ok(undefined)
}

const holdRoot = (value: VaultRoot): Promise<void> => session.set(root, toBase64url(reveal(value)))

/** Forgets everything that lives for a session: the root first, then what was seen of charts. */
export async function forgetRoot(): Promise<void> {
	await session.remove(root)
}

/** The root for one derivation; undefined while the vault is locked. */
export async function unlockedRoot(): Promise<VaultRoot | undefined> {
	const held = await session.get(root)
	const bytes = typeof held === 'string' ? fromBase64url(held) : undefined
	return bytes && new Secret(bytes)
}
