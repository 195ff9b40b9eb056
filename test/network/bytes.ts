/** Bytes that look random and are the same every time: a chunk out of place changes the root. */
export function bytesOf(length: number, seed = 1): Uint8Array {
	const bytes = new Uint8Array(length)
	let state = Math.imul(seed, 2654435761) >>> 0
	for (let at = 0; at < length; at++) {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0
		bytes[at] = state >>> 24
	}
	return bytes
}
