import { isProven, layoutOf } from '#shared/zero-g/root.ts'
import { RpcError } from './json-rpc.ts'
import type { Asked, Reply } from './server.ts'
import { fileBy, infoOf, parseSegment, statusOf } from './storage-rpc.ts'
import type { LogEntry } from './flow-log.ts'
import { readWhole, type StorageNode } from './storage-node.ts'

/** What the gateway answers when something is not as it should be; always with HTTP status 200. */
const refusals = {
	invalid: [1, 'Invalid parameter'],
	'not-found': [101, 'File not found'],
	'not-final': [103, 'File not finalized yet'],
	'too-large': [105, 'File size too large'],
	'no-folders': [106, 'File type unsupported'],
} as const
const mostBytes = 100 * 1024 * 1024

/** The nodes behind a gateway: together they hold everything. */
export type Nodes = readonly [StorageNode, ...StorageNode[]]

/** The indexer's REST: files as attachments, their state, and segments with proofs. */
export async function gateway(nodes: Nodes, asked: Asked): Promise<Reply | undefined> {
	const { pathname, searchParams } = asked.url
	const [node] = nodes
	if (asked.method === 'GET' && pathname === '/file')
		return download(nodes, await byQuery(node, searchParams), searchParams.get('name'))
	if (asked.method === 'GET' && pathname.startsWith('/file/info/'))
		return informed(node, await byId(node, pathname.slice('/file/info/'.length)))
	if (asked.method === 'GET' && pathname === '/files/info') {
		const files = await Promise.all(searchParams.getAll('cid').map(id => byId(node, id)))
		return success(files.map(file => infoOf(node, file)))
	}
	if (asked.method === 'GET' && pathname === '/node/status') return success(await statusOf(node))
	if (asked.method === 'POST' && pathname === '/file/segment') return upload(nodes, asked.body)
	// A folder is a file in a format only the Go client writes; this node stores none.
	if (asked.method === 'GET' && pathname.startsWith('/file/')) return refusal('no-folders')
	return undefined
}

const success = (value: unknown): Reply => ({
	body: JSON.stringify({ code: 0, message: 'Success', data: value }),
})

function refusal(kind: keyof typeof refusals): Reply {
	const [code, message] = refusals[kind]
	return { body: JSON.stringify({ code, message, data: null }) }
}

async function byId(node: StorageNode, id: string): Promise<LogEntry | undefined> {
	if (/^\d+$/.test(id)) return fileBy(node, Number(id))
	return /^0x[0-9a-fA-F]{64}$/.test(id) ? fileBy(node, id) : undefined
}

const byQuery = (node: StorageNode, query: URLSearchParams): Promise<LogEntry | undefined> =>
	byId(node, query.get('txSeq') ?? query.get('root') ?? '')

const informed = (node: StorageNode, file: LogEntry | undefined): Reply =>
	file === undefined ? refusal('not-found') : success(infoOf(node, file))

async function download(nodes: Nodes, file: LogEntry | undefined, name: string | null): Promise<Reply> {
	if (file === undefined) return refusal('not-found')
	if (file.size > mostBytes) return refusal('too-large')
	const body = await readWhole(nodes, file)
	if (body === undefined) return refusal('not-final')
	const filename = (name ?? file.root).replaceAll(/[^\w.-]/g, '_')
	return {
		headers: {
			'content-type': 'application/octet-stream',
			'content-disposition': `attachment; filename="${filename}"`,
		},
		body,
	}
}

async function upload(nodes: Nodes, body: string): Promise<Reply> {
	try {
		const request = JSON.parse(body) as { root?: unknown; txSeq?: unknown }
		const file = await fileBy(nodes[0], request.txSeq ?? request.root)
		if (file === undefined) return refusal('not-found')
		const segment = parseSegment({ ...request, root: file.root, fileSize: file.size })
		if (!isProven(file.root, { ...segment, layout: layoutOf(file.size) }, segment.proof))
			return refusal('invalid')
		const keeper = nodes.find(node => node.keeps(file, segment.index))
		if (keeper && !keeper.isFinal(file)) await keeper.take(file, segment)
		return success('Succeeded to upload segment')
	} catch (thrown) {
		if (thrown instanceof SyntaxError || thrown instanceof RpcError) return refusal('invalid')
		throw thrown
	}
}
