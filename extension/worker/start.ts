import { err, ok } from '#shared/kernel/result.ts'
import {
	chartOfTab,
	identifyChart,
	openPanel,
	panelChanged,
	readChart,
	readTab,
	reportChart,
	showRow,
	showTabRow,
} from '../messages/chart.ts'
import { syncDevice } from '../messages/device.ts'
import { wakeEngine, workWaits } from '../messages/engine.ts'
import { send, tell } from '../messages/send.ts'
import { type Handler, on, serve } from '../messages/serve.ts'
import { forgetSite, listSites, siteGranted } from '../messages/sites.ts'
import { clearAlarm, onAlarm, setAlarm } from '../platform/alarms.ts'
import { onArrival } from '../platform/lifecycle.ts'
import { onToolbarClick, openPanelOf } from '../platform/panel.ts'
import { onPermissionsChanged } from '../platform/permissions.ts'
import { onTabClosed, onTabLoaded, originOf, originOfTab } from '../platform/tabs.ts'
import { alarms, resumeAfterMinutes, syncEveryMinutes } from './alarms.ts'
import { bindChart } from './binding.ts'
import { chartOf, forgetTab, keepReport } from './charts.ts'
import { ensureEngine, resumeEngine } from './engine-host.ts'
import { renewRegistrations, unwatchSite, watchedSites, watchSite } from './sites.ts'
import { stateOfVault } from './vault.ts'
import { lock, vaultHandlers } from './vault-handlers.ts'

/** The worker's composition root: every listener is registered in the first turn, so that a woken worker hears why. */
export function startWorker(
	roles: readonly ['worker', ...'engine'[]] = ['worker'],
	hosted: readonly Handler[] = [],
): void {
	serve(roles, [...chartHandlers, ...siteHandlers, ...vaultHandlers, ...engineHandlers, ...hosted])
	onAlarm(name => void rang(name))
	onArrival(() => {
		void renewRegistrations()
		void setAlarm(alarms.sync, syncEveryMinutes, true)
	})
	onPermissionsChanged(() => {
		void renewRegistrations().then(() => tell(panelChanged, { tab: null }))
	})
	onTabClosed(tab => void forgetTab(tab))
	onTabLoaded(tab => tell(panelChanged, { tab }))
	onToolbarClick((tab, address) => void openPanelOf(tab, originOf(address), 'toolbar'))
}

const noTab = err({ kind: 'no-chart' })

const chartHandlers = [
	on(identifyChart, async (identity, { tab }) => {
		const origin = tab === undefined ? null : await originOfTab(tab)
		return origin === null ? noTab : ok(await bindChart(origin, identity))
	}),
	on(reportChart, async (report, { tab, frame }) => {
		const origin = tab === undefined || frame !== 0 ? null : await originOfTab(tab)
		if (tab === undefined || origin === null || !(await watchedSites()).includes(origin)) return noTab
		await keepReport(tab, origin, report)
		tell(panelChanged, { tab })
		return ok(undefined)
	}),
	// Opens before anything is awaited: the browser allows it only within the click.
	on(openPanel, (_, { tab }) => {
		if (tab === undefined) return noTab
		return openPanelOf(tab, null, 'page').then(
			() => ok(undefined),
			() => err({ kind: 'panel-not-opened' }),
		)
	}),
	on(readTab, ({ tab }) => send(readChart, undefined, { tab })),
	on(showTabRow, ({ tab, row }, from) =>
		from.role === 'frame' && from.tab !== tab ? noTab : send(showRow, { row }, { tab }),
	),
	on(chartOfTab, async ({ tab: asked }, from) => {
		const tab = from.role === 'frame' ? from.tab : (asked ?? undefined)
		return ok(tab === undefined ? null : await chartOf(tab))
	}),
]

const siteHandlers = [
	on(siteGranted, async ({ origin }) =>
		(await watchSite(origin)) ? ok(undefined) : err({ kind: 'not-granted' }),
	),
	on(listSites, async () => ok(await watchedSites())),
	on(forgetSite, async ({ origin }) => {
		await unwatchSite(origin)
		return ok(undefined)
	}),
]

const engineHandlers = [
	// While the vault is closed there is nothing an engine could open, and none is kept.
	on(wakeEngine, async () => ((await ensureEngine()) ? ok(undefined) : err({ kind: 'locked' }))),
	// An alarm, not a timer: it rings although this worker, the engine and even the browser ended in between.
	on(workWaits, async ({ waits }) => {
		if (waits) await setAlarm(alarms.resume, resumeAfterMinutes, true)
		else await clearAlarm(alarms.resume)
		return ok(undefined)
	}),
]

async function rang(alarm: string): Promise<void> {
	if (alarm === alarms.lock) return lock()
	if ((await stateOfVault()) !== 'unlocked') return
	if (alarm === alarms.resume) await resumeEngine()
	if (alarm === alarms.sync) {
		await ensureEngine()
		await send(syncDevice, undefined)
	}
}
