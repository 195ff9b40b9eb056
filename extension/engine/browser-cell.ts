import type { Cell } from '#shared/actions/store.ts'
import CellWorker from './cell.worker.ts?worker'

/** The ratchet file, through the worker that holds it open. */
export class BrowserCell implements Cell {
	readonly #worker = new CellWorker()

	async read(): Promise<Uint8Array | undefined> {
		return (await this.#ask({})).bytes
	}
	async write(bytes: Uint8Array): Promise<void> {
		await this.#ask({ write: bytes })
	}
	/** Gives the file back, so that the next engine can open it. */
	close(): void {
		this.#worker.terminate()
	}

	#ask(message: { readonly write?: Uint8Array }): Promise<{ readonly bytes?: Uint8Array }> {
		const { port1, port2 } = new MessageChannel()
		return new Promise((resolve, reject) => {
			port1.onmessage = ({ data }: MessageEvent<{ bytes?: Uint8Array; failed?: true }>) => {
				port1.close()
				if (data.failed) reject(new Error('the ratchet file could not be used'))
				else resolve(data.bytes ? { bytes: data.bytes } : {})
			}
			this.#worker.postMessage(message, [port2])
		})
	}
}
