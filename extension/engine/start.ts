import { serve } from '../messages/serve.ts'
import { caseHandlers } from './case-handlers.ts'
import { deviceHandlers } from './device-handlers.ts'
import { Engine } from './engine.ts'
import type { Handler } from '../messages/serve.ts'

/** What the engine answers, wherever it runs. */
export const engineHandlers = (engine: Engine): readonly Handler[] => [
	...caseHandlers(engine),
	...deviceHandlers(engine),
]

/** The engine's composition root in a page of its own. */
export function startEngine(): void {
	serve(['engine'], engineHandlers(new Engine()))
}
