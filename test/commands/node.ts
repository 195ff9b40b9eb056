import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { addressesOf, hostNode, nodeVault, readNodeConfig, type HostedNode } from '../world/node-host.ts'
import { say } from './progress.ts'

const help = `The node of one institution: npm run node -- --config FILE

FILE is JSON: {"v":1,"type":"node","network":{"name","chainId","rpc":[two],"indexer"},"deployment":{…},
"institution":ID or null,"folder","port","address","everySeconds","approvesAtOnce":false}.
The passphrase of its vault is read from MEDNEXUS_PASSPHRASE; the vault is made the first time.
While it runs it takes: invite NAME · devices · approve FINGERPRINT · remove FINGERPRINT`

const { values } = parseArgs({ options: { config: { type: 'string' }, help: { type: 'boolean' } } })
if (values.help || values.config === undefined) stop(help, values.help ? 0 : 1)
const config = readNodeConfig(values.config)
if (!config.ok) stop(`The configuration makes no sense: ${JSON.stringify(config.error)}`)
const passphrase = process.env['MEDNEXUS_PASSPHRASE']
if (!passphrase) stop('Set MEDNEXUS_PASSPHRASE to the passphrase of the node’s vault.')
const root = await nodeVault(config.value.folder, passphrase)
if (!root.ok) stop(`The vault did not open: ${root.error.kind}`)
const { officer, senders } = addressesOf(config.value, root.value)
say(`Officer ${officer}. Pays from ${senders.join(', ')}.`)
if (config.value.institution === null) {
	stop('Have the network’s authority verify the institution with this officer, then name its id.', 0)
}
const hosted = await hostNode(config.value, root.value, say)
if (!hosted.ok) stop(`The node did not start: ${JSON.stringify(hosted.error)}`)
const node = hosted.value
say(`Answers at ${node.url}. Ctrl+C stops it; the next start goes on where this one was.`)

const lines = createInterface({ input: process.stdin })
lines.on('line', line => void obey(node, line.trim()))
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => {
		lines.close()
		void node.stop().then(() => process.exit(0))
	})
}

async function obey(node: HostedNode, line: string): Promise<void> {
	const [verb = '', ...rest] = line.split(' ')
	const given = rest.join(' ')
	if (verb === 'invite' && given !== '') say(await node.invite(given))
	else if (verb === 'devices') {
		for (const { fingerprint, name, state } of await node.devices()) say(`${fingerprint}  ${state}  ${name}`)
	} else if (verb === 'approve' && given !== '') {
		const done = await node.approve(given)
		say(done.ok ? 'Enrolled.' : `Not enrolled: ${done.error.kind}`)
	} else if (verb === 'remove' && given !== '') {
		const done = await node.server.remove(given)
		say(done.ok ? 'Removed.' : `Not removed: ${done.error.kind}`)
	} else if (line !== '') say('invite NAME · devices · approve FINGERPRINT · remove FINGERPRINT')
}

function stop(sentence: string, code = 1): never {
	console.error(sentence)
	process.exit(code)
}
