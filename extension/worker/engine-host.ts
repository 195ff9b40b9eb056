import { ok, type Result } from '#shared/kernel/result.ts'
import { resumeWork } from '../messages/engine.ts'
import { send } from '../messages/send.ts'
import { closeOffscreen, ensureOffscreen, hasOffscreen } from '../platform/offscreen.ts'

/** Runs before the engine is asked for anything. In Firefox this context is the engine. */
export async function ensureEngine(): Promise<Result<void>> {
	if (hasOffscreen()) await ensureOffscreen()
	return ok(undefined)
}

/** Lets the engine finish what an earlier life of it began. */
export async function resumeEngine(): Promise<void> {
	await ensureEngine()
	await send(resumeWork, undefined)
}

/** Ends the engine and with it every key and finding in its memory. */
export async function endEngine(forget: () => void): Promise<void> {
	if (hasOffscreen()) await closeOffscreen()
	else forget()
}
