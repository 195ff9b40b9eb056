import type { ChartReport, TabChart } from '../messages/chart.ts'
import { session } from '../platform/storage.ts'
import { originOfTab } from '../platform/tabs.ts'
import { watchedSites } from './sites.ts'

interface KeptReport {
	readonly origin: string
	readonly report: ChartReport
}
const nameOf = (tab: number): string => `chart/${tab}`

/** Keeps what a tab's content script sees, for panels that ask later: the worker may have slept in between. */
export const keepReport = (tab: number, origin: string, report: ChartReport): Promise<void> =>
	session.set(nameOf(tab), { origin, report } satisfies KeptReport)

export const forgetTab = (tab: number): Promise<void> => session.remove(nameOf(tab))

/** What is known of a tab's chart. A report of another origin than the tab shows now is not this tab's any more. */
export async function chartOf(tab: number): Promise<TabChart | null> {
	const origin = await originOfTab(tab)
	if (origin === null) return null
	const granted = (await watchedSites()).includes(origin)
	const kept = (await session.get(nameOf(tab))) as KeptReport | undefined
	return { origin, granted, report: granted && kept?.origin === origin ? kept.report : null }
}
