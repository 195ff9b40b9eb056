import { crc32 } from 'node:zlib'

/** One file of an archive: its path with forward slashes, and its bytes. */
export interface ZipEntry {
	readonly path: string
	readonly bytes: Uint8Array
}

/** 1 January 1980, 00:00: the earliest date the format can say. */
const date = 0x0021
/** UTF-8 names. */
const utf8Names = 0x0800

/**
 * A zip archive that is a pure function of its entries: sorted by path, undated, not compressed, so that no version of a
 * compressor decides its bytes (PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16).
 */
export function zip(entries: readonly ZipEntry[]): Buffer {
	const sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
	const files: Buffer[] = []
	const directory: Buffer[] = []
	let offset = 0
	for (const { path, bytes } of sorted) {
		const name = Buffer.from(path, 'utf8')
		const described = describe(name, bytes)
		const local = Buffer.concat([u32(0x04034b50), described, name, bytes])
		directory.push(
			// Made by version 2.0; comment, disk, inner and outer attributes are zero.
			Buffer.concat([u32(0x02014b50), u16(20), described, zeros(10), u32(offset), name]),
		)
		files.push(local)
		offset += local.length
	}
	const listed = Buffer.concat(directory)
	const count = u16(sorted.length)
	const end = [u32(0x06054b50), zeros(4), count, count, u32(listed.length), u32(offset), zeros(2)]
	return Buffer.concat([...files, listed, ...end])
}

/** The fields that the local header and the directory share: version 2.0, stored. */
const describe = (name: Buffer, bytes: Uint8Array): Buffer =>
	Buffer.concat([
		...[u16(20), u16(utf8Names), u16(0), u16(0), u16(date), u32(crc32(bytes))],
		...[u32(bytes.length), u32(bytes.length), u16(name.length), u16(0)],
	])

const zeros = (length: number): Buffer => Buffer.alloc(length)
const u16 = (value: number): Buffer => {
	const bytes = Buffer.alloc(2)
	bytes.writeUInt16LE(value)
	return bytes
}
const u32 = (value: number): Buffer => {
	const bytes = Buffer.alloc(4)
	bytes.writeUInt32LE(value >>> 0)
	return bytes
}
