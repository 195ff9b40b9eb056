import { closeSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Cell, Store } from '#shared/actions/store.ts'

const absent = (thrown: unknown): undefined => {
	if ((thrown as { code?: string }).code === 'ENOENT') return undefined
	throw thrown
}

/** Two writes of one entry at once must not share a file to prepare it in. */
let written = 0

/** Entries as files of one folder, a level of folders for each part of a name; a write appears whole or not at all. */
export function folderStore(folder: string): Store {
	const fileOf = (name: string): string => join(folder, ...name.split('/').map(encodeURIComponent))
	const walk = async (at: string, prefix: string): Promise<string[]> => {
		const entries = (await readdir(at, { withFileTypes: true }).catch(absent)) ?? []
		const inner = entries.map(async entry => {
			const name = prefix + decodeURIComponent(entry.name)
			if (entry.isDirectory()) return walk(join(at, entry.name), `${name}/`)
			return entry.name.endsWith('.new') ? [] : [name]
		})
		return (await Promise.all(inner)).flat()
	}
	return {
		async get(name) {
			const bytes = await readFile(fileOf(name)).catch(absent)
			return bytes && new Uint8Array(bytes)
		},
		async put(name, bytes) {
			const file = fileOf(name)
			await mkdir(dirname(file), { recursive: true })
			const beside = `${file}.${++written}.new`
			await writeFile(beside, bytes)
			await rename(beside, file)
		},
		async delete(name) {
			await rm(fileOf(name), { force: true })
		},
		async list(prefix) {
			return (await walk(folder, '')).filter(name => name.startsWith(prefix)).sort()
		},
	}
}

/** One file, overwritten in place: a journal of old versions would keep the chains that must be forgotten. */
export const fileCell = (file: string): Cell => ({
	async read() {
		const bytes = await readFile(file).catch(absent)
		return bytes && new Uint8Array(bytes)
	},
	async write(bytes) {
		await mkdir(dirname(file), { recursive: true })
		const handle = openSync(file, 'a+')
		closeSync(handle)
		const target = openSync(file, 'r+')
		writeSync(target, bytes, 0, bytes.length, 0)
		ftruncateSync(target, bytes.length)
		fsyncSync(target)
		closeSync(target)
	},
})

/** Entries in memory, for tests. */
export function memoryStore(): Store {
	const entries = new Map<string, Uint8Array>()
	return {
		get: name => Promise.resolve(entries.get(name)?.slice()),
		put: (name, bytes) => Promise.resolve(void entries.set(name, bytes.slice())),
		delete: name => Promise.resolve(void entries.delete(name)),
		list: prefix => Promise.resolve([...entries.keys()].filter(name => name.startsWith(prefix)).sort()),
	}
}

/** A cell in memory, for tests. */
export function memoryCell(): Cell {
	let held: Uint8Array | undefined
	return {
		read: () => Promise.resolve(held?.slice()),
		write: bytes => Promise.resolve(void (held = bytes.slice())),
	}
}
