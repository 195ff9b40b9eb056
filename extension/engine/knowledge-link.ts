import type { Knowledge } from './knowledge.ts'
import KnowledgeWorker from './knowledge.worker.ts?worker'
import { type Remote, remoteIn } from './remote.ts'

/** Starts the worker that holds ontology and index. */
export function startKnowledge(): { readonly knowledge: Remote<Knowledge>; readonly end: () => void } {
	const worker = new KnowledgeWorker()
	return { knowledge: remoteIn<Knowledge>(worker), end: () => worker.terminate() }
}
