import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** A file's text, unpacked when it is gzip: by its first two bytes, not by its name. */
export function readText(path: string): string {
	const bytes = readFileSync(path)
	return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8')
}

/** The values of a JSON-lines file. */
export const readJsonLines = <T>(path: string): T[] =>
	readText(path)
		.split('\n')
		.filter(line => line !== '')
		.map(line => JSON.parse(line) as T)
