import type { Page } from 'playwright-core'

interface Focused {
	readonly name: string
	readonly kind: string
	/** Names of the radios of the focused radio's group. */
	readonly group: readonly string[]
}

/** A person at a page without a mouse: walks with Tab, reads what has the focus, and acts with keys. */
export class Keyboard {
	readonly page: Page

	constructor(page: Page) {
		this.page = page
	}

	/** Walks until something whose name begins with `name` has the focus; throws after a whole round. */
	async reach(name: string): Promise<Focused> {
		const passed: string[] = []
		for (let step = 0; step < 150; step++) {
			const focused = await this.#focused()
			if (focused.name.startsWith(name)) return focused
			if (focused.group.some(each => each.startsWith(name))) return this.#withinGroup(name)
			passed.push(focused.name.slice(0, 40))
			await this.page.keyboard.press('Tab')
		}
		throw new Error(`No focusable "${name}". Passed: ${[...new Set(passed)].join(' | ')}`)
	}

	/** Reaches a control and acts on it. */
	async act(name: string): Promise<void> {
		const { kind } = await this.reach(name)
		await this.page.keyboard.press(kind === 'radio' || kind === 'checkbox' ? 'Space' : 'Enter')
	}

	/** Reaches a field and writes into it. */
	async write(name: string, text: string): Promise<void> {
		await this.reach(name)
		await this.page.keyboard.insertText(text)
	}

	async press(...keys: readonly string[]): Promise<void> {
		for (const key of keys) await this.page.keyboard.press(key)
	}

	async #withinGroup(name: string): Promise<Focused> {
		for (let step = 0; step < 12; step++) {
			const focused = await this.#focused()
			if (focused.name.startsWith(name)) return focused
			await this.page.keyboard.press('ArrowDown')
		}
		throw new Error(`The group does not lead to "${name}"`)
	}

	#focused(): Promise<Focused> {
		return this.page.evaluate(() => {
			const nameOf = (element: Element): string => {
				const by = element.getAttribute('aria-labelledby')
				const label =
					element.getAttribute('aria-label') ??
					(by
						? by
								.split(' ')
								.map(id => document.getElementById(id)?.textContent ?? '')
								.join(' ')
						: undefined) ??
					(element as HTMLInputElement).labels?.[0]?.innerText ??
					element.textContent ??
					''
				return label.replaceAll(/\s+/g, ' ').trim()
			}
			const element = document.activeElement ?? document.body
			if (element === document.body) return { name: '', kind: 'body', group: [] }
			const kind = element instanceof HTMLInputElement ? element.type : element.tagName.toLowerCase()
			const group =
				element instanceof HTMLInputElement && element.type === 'radio'
					? [...document.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${element.name}"]`)].map(
							nameOf,
						)
					: []
			return { name: nameOf(element), kind, group }
		})
	}
}
