/** What a browser gives a worker on a file of its private file system. */
interface SyncHandle {
	read(into: Uint8Array, options: { at: number }): number
	write(bytes: Uint8Array, options: { at: number }): number
	truncate(size: number): void
	flush(): void
	getSize(): number
}

/** One file, read whole and overwritten in place. */
export interface CellFile {
	read(): Uint8Array | undefined
	write(bytes: Uint8Array): void
}

/** Opens the file `name` for this worker alone. Flushed at every write: what was there before is not kept aside. */
export async function openCell(name: string): Promise<CellFile> {
	const folder = await navigator.storage.getDirectory()
	const file = await folder.getFileHandle(name, { create: true })
	const handle = (await (
		file as unknown as { createSyncAccessHandle(): Promise<unknown> }
	).createSyncAccessHandle()) as SyncHandle
	return {
		read() {
			const bytes = new Uint8Array(handle.getSize())
			handle.read(bytes, { at: 0 })
			return bytes.length === 0 ? undefined : bytes
		},
		write(bytes) {
			handle.write(bytes, { at: 0 })
			handle.truncate(bytes.length)
			handle.flush()
		},
	}
}
