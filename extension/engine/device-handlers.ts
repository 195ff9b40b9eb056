import { ok } from '#shared/kernel/result.ts'
import { engineStatus, listActivity } from '../messages/device.ts'
import { engineListens, resumeWork } from '../messages/engine.ts'
import { type Handler, on } from '../messages/serve.ts'
import type { Engine } from './engine.ts'
import { onWhileOpen } from './while-open.ts'

/** What the device says of itself. */
export const deviceHandlers = (engine: Engine): readonly Handler[] => [
	onWhileOpen(engineStatus, async ({ binding }) => {
		const { activity, index } = await engine.session()
		const { cards, institutions, at, stale } = await index.status()
		return ok({
			institution: null,
			network: null,
			ontology: await engine.knowledge.about(),
			index: { cards, institutions, at, stale },
			left: binding === null ? [] : await activity.departures(binding),
			waiting: 0,
		})
	}),
	onWhileOpen(listActivity, async () => ok(await (await engine.session()).activity.list())),
	on(engineListens, () => ok(undefined)),
	onWhileOpen(resumeWork, async () => {
		await engine.session()
		return ok(undefined)
	}),
]
