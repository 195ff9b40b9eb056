/** Standard base64, which 0G's wire carries segments in. */
export function toBase64(bytes: Uint8Array): string {
	let text = ''
	// In pieces: a call takes only so many arguments.
	for (let at = 0; at < bytes.length; at += 8192) {
		text += String.fromCharCode(...bytes.subarray(at, at + 8192))
	}
	return btoa(text)
}

/** The bytes of standard base64 when they are exactly `length`, else `undefined`. */
export function fromBase64(text: string, length: number): Uint8Array | undefined {
	if (text.length !== Math.ceil(length / 3) * 4 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined
	const binary = atob(text)
	if (binary.length !== length) return undefined
	const bytes = new Uint8Array(length)
	for (let at = 0; at < length; at++) bytes[at] = binary.charCodeAt(at)
	return bytes
}
