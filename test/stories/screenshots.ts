import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** Numbered pictures of a story, in the order it was played. */
export class Screenshots {
	readonly folder: string
	readonly taken: string[] = []

	constructor(folder: string) {
		this.folder = folder
		mkdirSync(folder, { recursive: true })
	}

	async take(page: Page, name: string): Promise<void> {
		const path = join(this.folder, `${String(this.taken.length + 1).padStart(2, '0')}-${name}.png`)
		await page.screenshot({ path, animations: 'disabled' })
		this.taken.push(path)
	}
}
