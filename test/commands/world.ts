import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startNetwork } from '../network/network.ts'
import { startWorld } from '../world/world.ts'
import { say } from './progress.ts'

// The local network with the demonstration world in it and nothing else: for whoever works on a client of it.
const { values } = parseArgs({
	options: {
		folder: { type: 'string', default: '.local/world' },
		seed: { type: 'string', default: '7' },
		every: { type: 'string', default: '5' },
	},
})
const folder = resolve(values.folder)
const began = performance.now()
const network = await startNetwork({ folder: join(folder, 'network') })
const world = await startWorld(network, {
	seed: Number(values.seed),
	folder: join(folder, 'nodes'),
	everyMs: Number(values.every) * 1000,
})
const seconds = ((performance.now() - began) / 1000).toFixed(1)
say(`${world.founded ? 'Founded' : 'Found'} ${world.inhabitants.length} institutions in ${seconds} s.`)
say(`RPC ${network.rpc.join(' and ')}; storage ${network.indexer}; nodes ${world.url}`)
for (const { institution } of world.inhabitants.filter(each => each.institution.clinician)) {
	say(`Invitation to ${institution.name}:\n${await world.invitation(institution.id)}`)
}
const end = async () => {
	await world.stop()
	await network.stop()
	process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end())
