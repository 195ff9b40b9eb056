import { engineListens, resumeWork } from '../messages/engine.ts'
import { send } from '../messages/send.ts'
import { closeOffscreen, ensureOffscreen, hasOffscreen } from '../platform/offscreen.ts'
import { stateOfVault } from './vault.ts'

/** What this context does itself when it is the engine too, as Firefox's event page is. */
let own: { readonly forget: () => Promise<void> } | undefined

/** Says that the engine runs in this very context; called synchronously at start-up. */
export function hostEngine(engine: { readonly forget: () => Promise<void> }): void {
	own = engine
}

const patienceMs = 10_000
const pauseMs = 20

/** Waking and ending take turns: a wake that began before a lock must not outlive it. */
let turn: Promise<unknown> = Promise.resolve()
function inTurn<T>(job: () => Promise<T>): Promise<T> {
	const done = turn.then(job)
	turn = done.catch(() => undefined)
	return done
}

/** Runs before the engine is asked for anything; resolves when it listens, to false while the vault is closed. */
export const ensureEngine = (): Promise<boolean> =>
	inTurn(async () => {
		if ((await stateOfVault()) !== 'unlocked') return false
		await wake()
		return true
	})

async function wake(): Promise<void> {
	if (own || !hasOffscreen()) return
	await ensureOffscreen()
	const deadline = performance.now() + patienceMs
	while (!(await send(engineListens, undefined)).ok && performance.now() < deadline)
		await new Promise(done => setTimeout(done, pauseMs))
}

/** Lets the engine finish what an earlier life of it began. */
export async function resumeEngine(): Promise<void> {
	if (await ensureEngine()) await send(resumeWork, undefined)
}

/** Ends the engine and with it every key and finding in its memory. */
export const endEngine = (): Promise<void> =>
	inTurn(async () => {
		if (own) await own.forget()
		else if (hasOffscreen()) await closeOffscreen()
	})
