import { mount } from 'svelte'
import '../ui/tokens.css'
import '../ui/base.css'
import { err } from '#shared/kernel/result.ts'
import { chartOfTab, openPanel } from '../messages/chart.ts'
import { wakeEngine } from '../messages/engine.ts'
import { closeFrame, frameAlive, moveFrame } from '../messages/frame.ts'
import { searchMatches } from '../messages/matching.ts'
import { send } from '../messages/send.ts'
import { ownTab } from '../platform/attached.ts'
import App from './App.svelte'
import { Beside } from './beside.svelte.ts'

// The chart behind us is light or dark whatever the system says; the content script tells by the fragment.
document.documentElement.dataset.theme = location.hash === '#dark' ? 'dark' : 'light'

const tab = await ownTab()
const toChart = tab === undefined ? {} : { tab }
if (tab !== undefined) void send(frameAlive, undefined, toChart)

const beside = new Beside({
	chart: async () => {
		const seen = await send(chartOfTab, { tab: null })
		const report = seen.ok ? seen.value?.report : undefined
		return report?.binding && report.mark && !report.locked
			? { binding: report.binding, mark: report.mark }
			: null
	},
	matches: async binding => {
		const woken = await send(wakeEngine, undefined)
		return woken.ok ? send(searchMatches, { binding, by: 'findings-and-gene' }) : err({ kind: 'unreachable' })
	},
	openPanel: () => void send(openPanel, undefined),
	close: () => void send(closeFrame, undefined, toChart),
	move: () => void send(moveFrame, undefined, toChart),
})
mount(App, { target: document.body, props: { beside } })
