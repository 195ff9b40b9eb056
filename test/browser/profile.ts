import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every way a text or a key could stand in a file: as UTF-8, UTF-16, and as its hex and base64 spellings. */
function spellings(secret: string | Uint8Array): readonly Buffer[] {
	const bytes = Buffer.from(secret as Uint8Array)
	const texts = [
		bytes.toString('hex'),
		bytes.toString('base64').replace(/=+$/, ''),
		bytes.toString('base64url'),
	]
	const plain = typeof secret === 'string' ? [bytes, Buffer.from(secret, 'utf16le')] : [bytes]
	return [...plain, ...texts.flatMap(text => [Buffer.from(text), Buffer.from(text, 'utf16le')])]
}

/** The files of a browser profile that hold one of these secrets in any spelling, as `file: name of the secret`. */
export function found(
	profile: string,
	secrets: Readonly<Record<string, string | Uint8Array>>,
): readonly string[] {
	const sought = Object.entries(secrets).map(([name, secret]) => [name, spellings(secret)] as const)
	return filesOf(profile).flatMap(path => {
		const content = readFileSync(path)
		return sought
			.filter(([, spelled]) => spelled.some(spelling => content.includes(spelling)))
			.map(([name]) => `${path.slice(profile.length + 1)}: ${name}`)
	})
}

const filesOf = (folder: string): readonly string[] =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter(entry => entry.isFile())
		.map(entry => join(entry.parentPath, entry.name))
