const glance = 100

/**
 * Calls back when the page's address has changed. Single-page charts change it without an event that another world
 * hears in every browser, so besides the events there is a glance, short enough to lock a chart in time.
 */
export function watchAddress(page: Window, changed: () => void, signal: AbortSignal): void {
	let last = page.location.href
	const look = (): void => {
		if (page.location.href === last) return
		last = page.location.href
		changed()
	}
	const timer = setInterval(look, glance)
	signal.addEventListener('abort', () => clearInterval(timer), { once: true })
	for (const event of ['popstate', 'hashchange', 'pageshow']) page.addEventListener(event, look, { signal })
	const navigation = (page as { navigation?: EventTarget }).navigation
	navigation?.addEventListener('currententrychange', look, { signal })
}
