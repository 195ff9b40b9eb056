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

	/** Runs in the page, so it holds no named function: a loader that keeps names would leave its own behind. */
	#focused(): Promise<Focused> {
		return this.page.evaluate(() => {
			const element = document.activeElement ?? document.body
			if (element === document.body) return { name: '', kind: 'body', group: [] }
			const input = element instanceof HTMLInputElement ? element : undefined
			const radios =
				input?.type === 'radio'
					? [...document.querySelectorAll(`input[type=radio][name="${input.name}"]`)]
					: []
			const [name = '', ...group] = [element, ...radios].map(each => {
				const by = each.getAttribute('aria-labelledby')?.split(' ') ?? []
				const referred = by.map(id => document.getElementById(id)?.textContent ?? '').join(' ')
				const label = (each as HTMLInputElement).labels?.[0]?.innerText
				const text = each.getAttribute('aria-label') ?? (referred || label || each.textContent || '')
				return text.replaceAll(/\s+/g, ' ').trim()
			})
			return { name, kind: input?.type ?? element.tagName.toLowerCase(), group }
		})
	}
}
