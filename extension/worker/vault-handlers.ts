import type { DeploymentId } from '#shared/crypto/deployment.ts'
import { rootSeed, rootSigner } from '#shared/crypto/vault-root.ts'
import { fromHex, type Hex, toBase64url } from '#shared/kernel/bytes.ts'
import { err, ok, type Result } from '#shared/kernel/result.ts'
import { reveal } from '#shared/kernel/secret.ts'
import { panelChanged } from '../messages/chart.ts'
import { deriveSeed, deriveSigner } from '../messages/keys.ts'
import { tell } from '../messages/send.ts'
import { on } from '../messages/serve.ts'
import { createVault, keepUnlocked, lockVault, unlockVault, vaultState } from '../messages/vault.ts'
import { setAlarm } from '../platform/alarms.ts'
import { alarms, lockAfterMinutes } from './alarms.ts'
import { endEngine, resumeEngine } from './engine-host.ts'
import { forgetRoot, makeVault, openWithPassphrase, stateOfVault, unlockedRoot } from './vault.ts'

/** Locks the vault: no key, card or finding stays in any memory of ours. */
export async function lock(): Promise<void> {
	await forgetRoot()
	await endEngine()
	tell(panelChanged, { tab: null })
}

const opened = (result: Result<void>): Result<void> => {
	if (!result.ok) return result
	void setAlarm(alarms.lock, lockAfterMinutes, false)
	void resumeEngine()
	tell(panelChanged, { tab: null })
	return result
}

const locked = err({ kind: 'locked' })
const idOf = (deployment: Hex): DeploymentId => fromHex(deployment, 32) as DeploymentId

export const vaultHandlers = [
	on(vaultState, async () => ok({ state: await stateOfVault() })),
	on(createVault, async ({ passphrase }) => opened(await makeVault(passphrase))),
	on(unlockVault, async ({ passphrase }) => opened(await openWithPassphrase(passphrase))),
	on(lockVault, async () => ok(await lock())),
	on(keepUnlocked, async () => {
		if ((await stateOfVault()) === 'unlocked') await setAlarm(alarms.lock, lockAfterMinutes, false)
		return ok(undefined)
	}),
	on(deriveSeed, async ({ deployment, path }) => {
		const root = await unlockedRoot()
		return root ? ok({ seed: toBase64url(reveal(rootSeed(idOf(deployment), root, path))) }) : locked
	}),
	on(deriveSigner, async ({ deployment, path }) => {
		const root = await unlockedRoot()
		return root ? ok({ key: toBase64url(reveal(rootSigner(idOf(deployment), root, path).key)) }) : locked
	}),
]
