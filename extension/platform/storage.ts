import { browser } from './browser.ts'

/** Values that live while the browser runs and are read by trusted contexts alone: never on disk. */
export const session = {
	async get(name: string): Promise<unknown> {
		return (await browser.storage.session.get(name))[name]
	},
	set: (name: string, value: unknown): Promise<void> => browser.storage.session.set({ [name]: value }),
	remove: (...names: readonly string[]): Promise<void> => browser.storage.session.remove([...names]),
	async names(): Promise<readonly string[]> {
		return Object.keys(await browser.storage.session.get(null))
	},
}

/** Values on disk in the clear: nothing sensitive goes here unsealed. */
export const disk = {
	async get(name: string): Promise<unknown> {
		return (await browser.storage.local.get(name))[name]
	},
	set: (name: string, value: unknown): Promise<void> => browser.storage.local.set({ [name]: value }),
	remove: (...names: readonly string[]): Promise<void> => browser.storage.local.remove([...names]),
}
