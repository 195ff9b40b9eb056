import { send } from '../messages/send.ts'
import { keepUnlocked } from '../messages/vault.ts'

const leastPauseMs = 30_000

/** Puts the automatic lock off while somebody types or clicks; told at most twice a minute. */
export function keepUnlockedWhileUsed(): void {
	let told = 0
	const used = (): void => {
		if (performance.now() - told < leastPauseMs) return
		told = performance.now()
		void send(keepUnlocked, undefined)
	}
	for (const act of ['keydown', 'pointerdown']) addEventListener(act, used, { passive: true })
}
