import { err, ok } from '#shared/kernel/result.ts'
import { frameAddress, isAttached } from '../platform/attached.ts'
import { watchAddress } from './address.ts'
import { Badge } from './badge.ts'
import { brightnessOf } from './brightness.ts'
import { OpenChart } from './chart.ts'
import { isLocked, readableRows } from './chart-state.ts'
import { FrameSlot } from './frame-slot.ts'
import { hearTap } from './hear-tap.ts'
import { link } from './link.ts'
import { findRow, outlineRow } from './outline.ts'
import { mountOverlay } from './overlay.ts'

const glance = 1_000

/** The content script's composition root: one lifetime, which ends when the extension is reloaded under it. */
export function startContent(page: Window): void {
	const life = new AbortController()
	const { signal } = life
	let surface: Surface | undefined
	const chart = new OpenChart({
		page: page.document,
		address: () => page.location.href,
		identify: (tenant, person) => link.identify({ tenant, person }),
		changed: () => queueMicrotask(refresh),
		left: () => {
			surface?.frame.close()
			// A page that kept the patient from before asks nothing again: then we do, once it had its time.
			setTimeout(() => void chart.firstLook(), 2 * glance)
		},
	})

	let told = ''
	function refresh(): void {
		if (signal.aborted) return
		if (!isAttached()) return life.abort()
		const report = chart.report()
		if (chart.isHere || report.locked) surface ??= mount()
		surface?.show()
		const text = JSON.stringify(report)
		if (text === told || (report.adapter === null && told === '')) return
		told = text
		link.report(report)
	}
	function mount(): Surface {
		const root = mountOverlay(page.document, signal)
		const frame = new FrameSlot(root, frameAddress())
		const badge = new Badge(root, () => {
			const offered = chart.state.bound?.binding
			const canOpen = offered !== undefined && offered === surface?.offered && !frame.isOpen
			if (!canOpen || !frame.open(brightnessOf(page.document))) link.openPanel()
			surface?.show()
		})
		const show = (): void => {
			const { state } = chart
			const rows = readableRows(state)
			badge.show(
				isLocked(state)
					? { kind: 'locked' }
					: frame.isAlive
						? { kind: 'open' }
						: state.bound && rows > 0
							? { kind: 'readable', rows }
							: { kind: 'quiet' },
				chart.isHere ? (state.bound?.mark ?? null) : null,
			)
		}
		return { root, frame, show, offered: undefined }
	}

	link.serve({
		read: () => chart.capture(),
		show: row => {
			const words = chart.wordsOf(row)
			const found = chart.adapter && words ? findRow(page.document, chart.adapter.rows, words) : undefined
			if (!found || !surface) return err({ kind: 'row-not-on-screen' })
			outlineRow(found, surface.root, signal)
			return ok(undefined)
		},
		offer: binding => {
			if (!surface || chart.state.bound?.binding !== binding || isLocked(chart.state)) return
			surface.offered = binding
			surface.frame.open(brightnessOf(page.document))
		},
		frameLives: () => {
			surface?.frame.alive()
			surface?.show()
		},
		closeFrame: () => {
			surface?.frame.close()
			surface?.show()
		},
		moveFrame: () => surface?.frame.move(),
	})
	hearTap(page, ({ url, status, text }) => chart.hear(url, status, text), signal)
	watchAddress(page, () => chart.look(), signal)
	const timer = setInterval(() => (isAttached() ? refresh() : life.abort()), glance)
	signal.addEventListener('abort', () => clearInterval(timer), { once: true })
	const settled = (): void => {
		setTimeout(() => void chart.firstLook(), 2 * glance)
		refresh()
	}
	if (page.document.readyState === 'complete') settled()
	else page.addEventListener('load', settled, { once: true, signal })
}

/** What stands in the page, once a chart was recognised. */
interface Surface {
	readonly root: ShadowRoot
	readonly frame: FrameSlot
	readonly show: () => void
	/** The binding whose matches were offered; another chart's badge leads to the panel. */
	offered: string | undefined
}
