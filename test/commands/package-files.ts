import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { ZipEntry } from './zip.ts'

/** Every file of a built package, by its path inside it. */
export const filesUnder = (folder: string): readonly ZipEntry[] =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter(entry => entry.isFile())
		.map(entry => join(entry.parentPath, entry.name))
		.map(path => ({ path: relative(folder, path).split(sep).join('/'), bytes: readFileSync(path) }))
