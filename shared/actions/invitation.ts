import { fromBase64url, fromUtf8, toBase64url, toHex, utf8 } from '../kernel/bytes.ts'
import { array, integer, malformed, object, oneOf, pattern, string, type Malformed } from '../kernel/parse.ts'
import { ok, type Result } from '../kernel/result.ts'
import { parsePackManifest, type PackManifest } from '../ontology/pack-manifest.ts'
import { parseDeployment, type Deployment } from '../crypto/deployment.ts'
import { aristotle, galileo, localNetwork, type ZeroGNetwork } from '../zero-g/networks.ts'

/** Which chain and storage a device works with, and which contracts it may believe. */
export interface NetworkConfig {
	readonly network: ZeroGNetwork
	readonly deployment: Deployment
}

/** What an officer hands to a clinician so that a new device finds its institution. Opens nothing by itself. */
export interface Invitation extends NetworkConfig {
	readonly institution: { readonly id: number; readonly name: string; readonly country: string }
	/** Where the institution's own node answers. */
	readonly node: string
	/** Good for one device. */
	readonly code: string
	/** The ontology its members work with; without it a device keeps its starter. */
	readonly ontology?: PackManifest
}

const web = pattern<string>(/^https?:\/\/[^\s]{1,300}$/)
const network = object({
	name: oneOf('local', 'galileo', 'aristotle'),
	chainId: integer(1),
	rpc: array(web, 2),
	indexer: web,
	contracts: parseDeployment,
})
const shape = object({
	v: oneOf(1),
	type: oneOf('invitation'),
	network,
	institution: object({
		id: integer(1, 0xffff_ffff),
		name: string(96),
		country: pattern<string>(/^[A-Z]{2}$/),
	}),
	node: web,
	code: pattern<string>(/^[\w-]{8,128}$/),
	ontology: (input, at) => (input === undefined ? ok(undefined) : parsePackManifest(input, at)),
})

/** One line of text that survives being pasted. */
export function printInvitation(invitation: Invitation): string {
	const { network, deployment, institution, node, code, ontology } = invitation
	const { name, chainId, rpc, indexer } = network
	const where = { name, chainId, rpc, indexer, contracts: deploymentJson(deployment) }
	return toBase64url(
		utf8(JSON.stringify({ v: 1, type: 'invitation', network: where, institution, node, code, ontology })),
	)
}

/** Reads what was pasted: the line itself, or the JSON inside it. */
export function parseInvitation(text: string): Result<Invitation, Malformed> {
	const trimmed = text.replaceAll(/\s+/g, '')
	const bytes = trimmed.startsWith('{') ? utf8(text) : fromBase64url(trimmed)
	const json = bytes && bytes.length <= 20_000 ? fromUtf8(bytes) : undefined
	if (json === undefined) return malformed('invitation')
	let input: unknown
	try {
		input = JSON.parse(json)
	} catch {
		return malformed('invitation')
	}
	const parsed = shape(input, 'invitation')
	if (!parsed.ok) return parsed
	const { network, institution, node, code, ontology } = parsed.value
	const { name, chainId, rpc, indexer, contracts } = network
	const [first, second] = rpc
	if (first === undefined || second === undefined || contracts.chainId !== chainId)
		return malformed('invitation.network')
	const known = { galileo, aristotle }
	const where: ZeroGNetwork =
		name === 'local'
			? localNetwork({ chainId, rpc: [first, second], indexer })
			: { ...known[name], rpc: [first, second], indexer }
	if (where.chainId !== chainId) return malformed('invitation.network')
	return ok({
		network: where,
		deployment: contracts,
		institution,
		node: node.replace(/\/$/, ''),
		code,
		...(ontology && { ontology }),
	})
}

/** The JSON `{v, type:"deployment", …}` of protocol 1. */
export const deploymentJson = ({ chainId, id, contracts }: Deployment) => ({
	v: 1 as const,
	type: 'deployment' as const,
	chainId,
	deployment: toHex(id),
	contracts,
})
