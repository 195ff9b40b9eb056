import { css } from './overlay-style.ts'
import { brightnessOf } from './brightness.ts'

/** Our one element in the page: a closed root on the document itself, gone when aborted. */
export function mountOverlay(page: Document, signal: AbortSignal): ShadowRoot {
	const host = page.createElement('mednexus-overlay')
	const root = host.attachShadow({ mode: 'closed' })
	const style = page.createElement('style')
	style.textContent = css
	root.append(style)
	const follow = (): void => {
		host.style.setProperty('color-scheme', brightnessOf(page))
	}
	follow()
	addEventListener('load', follow, { once: true, signal })
	page.documentElement.append(host)
	signal.addEventListener('abort', () => host.remove(), { once: true })
	return root
}
