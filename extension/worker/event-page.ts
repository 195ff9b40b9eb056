import { Engine } from '../engine/engine.ts'
import { engineHandlers, serveEngineStreams } from '../engine/start.ts'
import { hostEngine } from './engine-host.ts'
import { startWorker } from './start.ts'

/** Firefox has no offscreen document: its event page routes and computes. */
const engine = new Engine()
hostEngine(engine)
startWorker(['worker', 'engine'], engineHandlers(engine))
serveEngineStreams(engine)
