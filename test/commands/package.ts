import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Target } from '#extension/manifest.ts'
import { buildPackages } from './build.ts'
import { filesUnder } from './package-files.ts'
import { say, timed } from './progress.ts'
import { zip } from './zip.ts'

/** Builds the extension for both browsers and writes one archive each, the same bytes for the same source. */
for (const target of ['chromium', 'firefox'] satisfies Target[]) {
	const from = performance.now()
	await buildPackages([target], true)
	const archive = zip(filesUnder(join('dist', target)))
	mkdirSync('dist', { recursive: true })
	writeFileSync(join('dist', `mednexus-${target}.zip`), archive)
	const hash = createHash('sha256').update(archive).digest('hex')
	say(timed(`dist/mednexus-${target}.zip  ${archive.length} bytes  sha256 ${hash}`, from))
}
