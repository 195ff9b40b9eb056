import { openCell } from './cell-file.ts'

/** The one place that may hold a synchronous file handle, which alone overwrites a file where it stands. */
const ready = openCell('ratchet')

globalThis.onmessage = async ({ data, ports: [port] }: MessageEvent<{ readonly write?: Uint8Array }>) => {
	try {
		const file = await ready
		if (data.write) file.write(data.write)
		port?.postMessage({ bytes: data.write ? undefined : file.read() })
	} catch {
		port?.postMessage({ failed: true })
	}
}
