import { serve } from '../messages/serve.ts'

/** The engine's composition root: the offscreen document in Chromium, the event page in Firefox. */
export function startEngine(): void {
	serve(['engine'], [])
}
