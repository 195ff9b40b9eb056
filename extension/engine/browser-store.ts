import { type IDBPDatabase, openDB } from 'idb'
import type { Store } from '#shared/actions/store.ts'
import type { SealedNames } from './sealed-names.ts'

interface Entry {
	/** The name, sealed. */
	readonly name: Uint8Array
	/** What the use cases sealed. */
	readonly bytes: Uint8Array
}
const table = 'entries'

/** Entries in the browser's own database. On disk there are hashes, seals and sizes, nothing else. */
export class BrowserStore implements Store {
	readonly #database: IDBPDatabase
	readonly #names: SealedNames
	/** Every name that exists: opened once, because a seal cannot be searched by its beginning. */
	readonly #known: Set<string>

	private constructor(database: IDBPDatabase, names: SealedNames, known: Set<string>) {
		this.#database = database
		this.#names = names
		this.#known = known
	}

	static async open(database: string, names: SealedNames): Promise<BrowserStore> {
		const opened = await openDB(database, 1, { upgrade: made => void made.createObjectStore(table) })
		const known = new Set<string>()
		for (let at = await opened.transaction(table).store.openCursor(); at; at = await at.continue()) {
			const name = names.opened(at.key as string, (at.value as Entry).name)
			if (name !== undefined) known.add(name)
		}
		return new BrowserStore(opened, names, known)
	}

	async get(name: string): Promise<Uint8Array | undefined> {
		const entry = (await this.#database.get(table, this.#names.found(name))) as Entry | undefined
		return entry?.bytes
	}

	/** Resolves once it is on disk: a job is persisted before its first transaction. */
	async put(name: string, bytes: Uint8Array): Promise<void> {
		const entry: Entry = { name: this.#names.sealed(name), bytes }
		const writing = this.#database.transaction(table, 'readwrite', { durability: 'strict' })
		await Promise.all([writing.store.put(entry, this.#names.found(name)), writing.done])
		this.#known.add(name)
	}

	async delete(name: string): Promise<void> {
		await this.#database.delete(table, this.#names.found(name))
		this.#known.delete(name)
	}

	list(prefix: string): Promise<readonly string[]> {
		return Promise.resolve([...this.#known].filter(name => name.startsWith(prefix)).sort())
	}

	close(): void {
		this.#database.close()
	}
}
