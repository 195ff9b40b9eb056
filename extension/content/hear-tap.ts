import { integer, object, oneOf, string } from '#shared/kernel/parse.ts'
import { handover } from '../page/tap.ts'

/** One JSON answer that the page received. */
export interface HeardAnswer {
	readonly url: string
	readonly status: number
	readonly text: string
}

const ready = object({ kind: oneOf('ready') })
const answer = object({
	kind: oneOf('answer'),
	url: string(8_000),
	status: integer(0, 999),
	text: string(2_000_000),
})

/** Gives the tap in the page's world a port and hears it; whatever else comes through is dropped. */
export function hearTap(page: Window, heard: (answer: HeardAnswer) => void, signal: AbortSignal): void {
	let isReady = false
	let port: MessagePort | undefined
	const offer = (): void => {
		if (isReady || signal.aborted) return
		const channel = new MessageChannel()
		port = channel.port1
		port.onmessage = ({ data }) => {
			if (ready(data).ok) isReady = true
			const parsed = answer(data)
			if (parsed.ok && !signal.aborted) heard(parsed.value)
		}
		page.postMessage(handover, page.location.origin, [channel.port2])
	}
	offer()
	// The tap may have been put into the page after us.
	page.addEventListener('DOMContentLoaded', offer, { once: true, signal })
	page.addEventListener('load', offer, { once: true, signal })
	signal.addEventListener('abort', () => port?.postMessage('stop'), { once: true })
}
