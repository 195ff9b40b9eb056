const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

function checksum(values: readonly number[]): number {
	let state = 1
	for (const value of values) {
		const top = state >>> 25
		state = ((state & 0x1ffffff) << 5) ^ value
		for (const [bit, term] of generator.entries()) if ((top >> bit) & 1) state ^= term
	}
	return state >>> 0
}

function fiveBits(bytes: Uint8Array): readonly number[] {
	const words: number[] = []
	let held = 0
	let bits = 0
	for (const byte of bytes) {
		held = ((held << 8) | byte) & 0xfff
		for (bits += 8; bits >= 5; bits -= 5) words.push((held >> (bits - 5)) & 31)
	}
	if (bits > 0) words.push((held << (5 - bits)) & 31)
	return words
}

/** BIP 173 text of bytes, without its limit of 90 characters: age spells its keys so. */
export function bech32(prefix: string, bytes: Uint8Array): string {
	const letters = Array.from(prefix, letter => letter.charCodeAt(0))
	const expanded = [...letters.map(code => code >> 5), 0, ...letters.map(code => code & 31)]
	const words = fiveBits(bytes)
	const sum = checksum([...expanded, ...words, 0, 0, 0, 0, 0, 0]) ^ 1
	const check = [25, 20, 15, 10, 5, 0].map(shift => (sum >>> shift) & 31)
	return `${prefix}1${[...words, ...check].map(word => alphabet[word]).join('')}`
}
