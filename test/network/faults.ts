import type { Hex } from '#shared/kernel/bytes.ts'

/** How the storage node can be told to misbehave; each switch holds until `honest` is called. */
export interface StorageFaults {
	/** Serves the file with one bit of the byte at `at` flipped. */
	flipByte(root: Hex, at?: number): void
	/** Serves these bytes as if they were the file. */
	serveInstead(root: Hex, bytes: Uint8Array): void
	/** Never answers this method. */
	hang(method: string): void
	/** Answers this method with an error. */
	refuse(method: string): void
	/** Answers this method with what `lie` makes of the true result. */
	lie(method: string, lie: (result: unknown) => unknown): void
	honest(): void
}

/** The switches, and what the node asks them. */
export interface FaultBox extends StorageFaults {
	served(root: Hex, offset: number, bytes: Uint8Array): Uint8Array
	answered(method: string, result: () => Promise<unknown>): Promise<unknown>
}

/** Nothing is wrong at first. */
export function createFaults(refusal: () => Error): FaultBox {
	const flips = new Map<Hex, number>()
	const instead = new Map<Hex, Uint8Array>()
	const hung = new Set<string>()
	const refused = new Set<string>()
	const lies = new Map<string, (result: unknown) => unknown>()
	return {
		flipByte: (root, at = 0) => void flips.set(root, at),
		serveInstead: (root, bytes) => void instead.set(root, bytes),
		hang: method => void hung.add(method),
		refuse: method => void refused.add(method),
		lie: (method, lie) => void lies.set(method, lie),
		honest() {
			for (const switches of [flips, instead, hung, refused, lies]) switches.clear()
		},
		served(root, offset, bytes) {
			const other = instead.get(root)
			const served = Uint8Array.from(other?.subarray(offset, offset + bytes.length) ?? bytes)
			const at = (flips.get(root) ?? -1) - offset
			if (at >= 0 && at < served.length) served[at] = (served[at] as number) ^ 1
			return served
		},
		async answered(method, result) {
			if (hung.has(method)) await new Promise(() => {})
			if (refused.has(method)) throw refusal()
			const lie = lies.get(method)
			return lie === undefined ? result() : lie(await result())
		},
	}
}
