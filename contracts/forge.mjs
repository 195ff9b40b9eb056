#!/usr/bin/env node
// Runs forge from this folder, wherever it is called from: forge looks for its compiler relative to where it is started.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const forge = join(here, '..', 'node_modules', '.bin', 'forge')
process.exitCode = spawnSync(forge, process.argv.slice(2), { cwd: here, stdio: 'inherit' }).status ?? 1
