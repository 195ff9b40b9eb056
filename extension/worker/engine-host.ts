import { engineListens, resumeWork } from '../messages/engine.ts'
import { send } from '../messages/send.ts'
import { closeOffscreen, ensureOffscreen, hasOffscreen } from '../platform/offscreen.ts'

/** What this context does itself when it is the engine too, as Firefox's event page is. */
let own: { readonly forget: () => Promise<void> } | undefined

/** Says that the engine runs in this very context; called synchronously at start-up. */
export function hostEngine(engine: { readonly forget: () => Promise<void> }): void {
	own = engine
}

const patienceMs = 10_000
const pauseMs = 20

/** Runs before the engine is asked for anything; resolves when it listens. */
export async function ensureEngine(): Promise<void> {
	if (own || !hasOffscreen()) return
	await ensureOffscreen()
	const deadline = performance.now() + patienceMs
	while (!(await send(engineListens, undefined)).ok && performance.now() < deadline)
		await new Promise(done => setTimeout(done, pauseMs))
}

/** Lets the engine finish what an earlier life of it began. */
export async function resumeEngine(): Promise<void> {
	await ensureEngine()
	await send(resumeWork, undefined)
}

/** Ends the engine and with it every key and finding in its memory. */
export async function endEngine(): Promise<void> {
	if (own) await own.forget()
	else if (hasOffscreen()) await closeOffscreen()
}
