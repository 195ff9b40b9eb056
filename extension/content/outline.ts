const shownFor = 2_000

/** The element that is the row holding these words: the one that says least besides. */
export function findRow(page: ParentNode, rows: string, words: string): Element | undefined {
	const wanted = plain(words)
	if (wanted === '') return undefined
	const holding = [...page.querySelectorAll(rows)].filter(row =>
		plain(row.textContent ?? '').includes(wanted),
	)
	return holding.sort((a, b) => (a.textContent ?? '').length - (b.textContent ?? '').length)[0]
}
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase()

/** Brings a row into view and draws a line around it, in our own root: the chart's elements are not touched. */
export function outlineRow(row: Element, root: ShadowRoot, signal: AbortSignal): void {
	row.scrollIntoView({ block: 'center', behavior: 'instant' })
	const line = root.ownerDocument.createElement('div')
	line.className = 'outline'
	const follow = (): void => {
		const { top, left, width, height } = row.getBoundingClientRect()
		Object.assign(line.style, {
			top: `${top - 2}px`,
			left: `${left - 2}px`,
			width: `${width + 4}px`,
			height: `${height + 4}px`,
		})
	}
	follow()
	root.append(line)
	const end = new AbortController()
	const stop = (): void => {
		end.abort()
		line.remove()
	}
	addEventListener('scroll', follow, { capture: true, passive: true, signal: end.signal })
	setTimeout(stop, shownFor)
	signal.addEventListener('abort', stop, { once: true, signal: end.signal })
}
