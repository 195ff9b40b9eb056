/** What the badge says: nothing of the chart, no number of matches. */
export type BadgeState =
	| { readonly kind: 'quiet' }
	| { readonly kind: 'readable'; readonly rows: number }
	| { readonly kind: 'open' }
	| { readonly kind: 'locked' }

const wordsStay = 6_000
type Shape = readonly [tag: string, attributes: Readonly<Record<string, string>>]
const line = { fill: 'none', stroke: 'currentColor', 'stroke-width': '1.5', 'stroke-linecap': 'round' }
const mark: readonly Shape[] = [
	['path', { ...line, 'stroke-width': '1.75', d: 'M10 2.5v15' }],
	['circle', { fill: 'currentColor', cx: '4.5', cy: '10', r: '3' }],
	['circle', { ...line, cx: '15.5', cy: '10', r: '2.25' }],
]
const lock: readonly Shape[] = [
	['rect', { ...line, x: '5', y: '9', width: '10', height: '7', rx: '1.5' }],
	['path', { ...line, d: 'M7 9V7a3 3 0 0 1 6 0v2' }],
]

/** One quiet button of 24 pixels. Its words show once a patient, for six seconds, then the mark alone stays. */
export class Badge {
	readonly #button: HTMLButtonElement
	readonly #words: HTMLSpanElement
	#said = ''
	#timer: ReturnType<typeof setTimeout> | undefined

	constructor(root: ShadowRoot, pressed: () => void) {
		const page = root.ownerDocument
		this.#button = page.createElement('button')
		this.#button.type = 'button'
		this.#button.className = 'badge'
		this.#words = page.createElement('span')
		this.#button.append(glyph(page, mark), this.#words)
		// Only a person's own press opens anything: the page could make up a click.
		this.#button.addEventListener('click', event => void (event.isTrusted && pressed()))
		root.append(this.#button)
	}

	show(state: BadgeState, chartMark: readonly [string, string] | null): void {
		const words = wordsFor(state)
		const name = ['MedNexus', chartMark?.join(' '), words].filter(Boolean).join(', ')
		const said = `${state.kind} ${name}`
		if (said === this.#said) return
		const wasLocked = this.#said.startsWith('locked')
		this.#said = said
		this.#button.dataset.state = state.kind
		this.#button.setAttribute('aria-label', name)
		if (wasLocked !== (state.kind === 'locked'))
			this.#button.firstElementChild?.replaceWith(
				glyph(this.#button.ownerDocument, state.kind === 'locked' ? lock : mark),
			)
		this.#say(state.kind === 'locked' || state.kind === 'readable' ? words : '', state.kind === 'locked')
	}

	#say(words: string, stays: boolean): void {
		clearTimeout(this.#timer)
		this.#words.textContent = words
		this.#button.toggleAttribute('data-words', words !== '')
		if (words !== '' && !stays) this.#timer = setTimeout(() => this.#say('', true), wordsStay)
	}
}

function wordsFor(state: BadgeState): string {
	switch (state.kind) {
		case 'quiet':
			return ''
		case 'readable':
			return state.rows === 1 ? '1 finding can be read' : `${state.rows} findings can be read`
		case 'open':
			return 'Matches are open beside the chart'
		case 'locked':
			return 'Other chart, locked'
	}
}

/** Built element by element: a page may forbid markup from text. */
function glyph(page: Document, shapes: readonly Shape[]): SVGElement {
	const space = 'http://www.w3.org/2000/svg'
	const svg = page.createElementNS(space, 'svg')
	svg.setAttribute('viewBox', '0 0 20 20')
	svg.setAttribute('aria-hidden', 'true')
	for (const [tag, attributes] of shapes) {
		const shape = page.createElementNS(space, tag)
		for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value)
		svg.append(shape)
	}
	return svg
}
