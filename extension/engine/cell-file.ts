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

const patienceMs = 10_000
const pauseMs = 20

/** Opens the file `name` for this worker alone. Flushed at every write: what was there before is not kept aside. */
export async function openCell(name: string): Promise<CellFile> {
	const folder = await navigator.storage.getDirectory()
	const file = await folder.getFileHandle(name, { create: true })
	const handle = await openAlone(file as unknown as OneHolder)
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

interface OneHolder {
	createSyncAccessHandle(): Promise<SyncHandle>
}

/** A worker that was ended a moment ago may still hold the file: it lets go without being asked. */
async function openAlone(file: OneHolder): Promise<SyncHandle> {
	const deadline = performance.now() + patienceMs
	for (;;) {
		try {
			return await file.createSyncAccessHandle()
		} catch (held) {
			if (performance.now() > deadline) throw held
			await new Promise(done => setTimeout(done, pauseMs))
		}
	}
}
