import { type Handler, serve } from '../messages/serve.ts'
import { serveStreams } from '../messages/stream.ts'
import { askHandlers } from './ask-handlers.ts'
import { caseHandlers } from './case-handlers.ts'
import { consentHandlers } from './consent-handlers.ts'
import { deviceHandlers, resume } from './device-handlers.ts'
import { Engine } from './engine.ts'
import { previewHandlers, publishHandlers } from './publishing-handlers.ts'
import { whileOpen } from './while-open.ts'

/** What the engine answers, wherever it runs. */
export const engineHandlers = (engine: Engine): readonly Handler[] => [
	...caseHandlers(engine),
	...deviceHandlers(engine),
	...consentHandlers(engine),
	...previewHandlers(engine),
	...askHandlers(engine),
]

/** The long work it does with progress. */
export const serveEngineStreams = (engine: Engine): void => serveStreams(publishHandlers(engine))

/** The engine's composition root in a page of its own. */
export function startEngine(): void {
	const engine = new Engine()
	serve(['engine'], engineHandlers(engine))
	serveEngineStreams(engine)
	// Whatever ended the page before: what it had begun is gone on with as soon as somebody needs the engine again.
	void whileOpen(() => resume(engine))
}
