import type { TabChart } from '../messages/chart.ts'
import type { EngineStatus } from '../messages/device.ts'
import type { Status } from './product.ts'

/** What can be said while the vault is closed: nothing that is sealed. */
export const nothingKnown: EngineStatus = {
	institution: null,
	network: null,
	ontology: null,
	index: { cards: 0, institutions: 0, at: null, stale: false },
	left: [],
	waiting: 0,
}

/** A tab's chart as the panel shows it. */
export function chartStatus(chart: TabChart | null): Status['chart'] {
	if (chart === null) return null
	const { origin, granted, report } = chart
	return {
		origin,
		granted,
		mark: report?.mark ?? null,
		readable: report?.readable ?? 0,
		sections: report?.sections ?? [],
		locked: report?.locked ?? false,
		adapter: report?.adapter ?? null,
	}
}
