#!/usr/bin/env node
// Runs forge for the whole repository with the settings of this folder: packages lie beside it, not in it, and forge
// looks for its compiler from where it is started.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const env = { ...process.env, FOUNDRY_CONFIG: join(root, 'contracts', 'foundry.toml') }
const forge = join(root, 'node_modules', '.bin', 'forge')
const { status } = spawnSync(forge, process.argv.slice(2), { cwd: root, env, stdio: 'inherit' })
process.exitCode = status ?? 1
