const page = 'extension/offscreen/index.html'

/** Whether this browser keeps long work in an offscreen document; in Firefox the event page does it itself. */
export const hasOffscreen = (): boolean => typeof chrome !== 'undefined' && 'offscreen' in chrome

let creating: Promise<void> | undefined

/**
 * Creates the offscreen document once. The pending creation is shared, because two events may ask at the same time;
 * a worker that starts anew asks the browser, not this variable.
 */
export async function ensureOffscreen(): Promise<void> {
	if (creating) return creating
	const contexts = await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT' as never] })
	if (contexts.length > 0) return
	creating ??= chrome.offscreen
		.createDocument({
			url: page,
			reasons: ['WORKERS' as never],
			justification: 'Searches the local index, seals and publishes without a page that somebody keeps open.',
		})
		.finally(() => {
			creating = undefined
		})
	await creating
}

/** Ends the offscreen document, and with it whatever its memory holds. */
export async function closeOffscreen(): Promise<void> {
	const contexts = await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT' as never] })
	if (contexts.length > 0) await chrome.offscreen.closeDocument()
}
