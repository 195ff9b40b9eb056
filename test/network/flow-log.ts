import { decodeEventLog, parseAbi, toEventSelector, type Hex } from 'viem'
import { rootOfNodes, type SubmissionNode } from '#shared/zero-g/root.ts'
import { callRpc } from './json-rpc.ts'

const abi = parseAbi([
	'struct Node { bytes32 root; uint256 height; }',
	'struct Submission { uint256 length; bytes tags; Node[] nodes; }',
	'event Submit(address indexed sender, bytes32 indexed identity, uint256 submissionIndex, uint256 startPos, uint256 length, Submission submission)',
])
const topic = toEventSelector(abi[0])

/** One file as it stands in Flow. */
export interface LogEntry {
	readonly root: Hex
	readonly seq: number
	readonly size: number
	readonly startEntryIndex: number
	readonly nodes: readonly SubmissionNode[]
}
interface Head {
	readonly number: number
	readonly hash: Hex
}
interface RawLog {
	readonly data: Hex
	readonly topics: [Hex, ...Hex[]]
}

/** Follows the submissions of Flow, on demand: nothing runs while nobody asks. */
export class FlowLog {
	readonly bySeq = new Map<number, LogEntry>()
	/** The newest submission of each root. */
	readonly byRoot = new Map<Hex, LogEntry>()
	head: Head = { number: -1, hash: '0x' }
	readonly #rpc: string
	readonly #flow: Hex
	#turn: Promise<void> = Promise.resolve()

	constructor(rpc: string, flow: Hex) {
		this.#rpc = rpc
		this.#flow = flow
	}

	/** Once this resolves, everything mined before the call is known. */
	sync(): Promise<void> {
		const next = this.#turn.then(() => this.#catchUp())
		this.#turn = next.catch(() => {})
		return next
	}

	async #catchUp(): Promise<void> {
		const latest = await this.#block('latest')
		if (latest === undefined || latest.hash === this.head.hash) return
		if (this.head.number >= 0) {
			const known = await this.#block(`0x${this.head.number.toString(16)}`)
			// The chain went back and another way: read it anew, it is short.
			if (known?.hash !== this.head.hash) {
				this.bySeq.clear()
				this.byRoot.clear()
				this.head = { number: -1, hash: '0x' }
			}
		}
		const logs = (await callRpc(this.#rpc, 'eth_getLogs', [
			{
				address: this.#flow,
				topics: [topic],
				fromBlock: `0x${(this.head.number + 1).toString(16)}`,
				toBlock: `0x${latest.number.toString(16)}`,
			},
		])) as RawLog[]
		for (const { data, topics } of logs) {
			const entry = entryOf(data, topics)
			this.bySeq.set(entry.seq, entry)
			this.byRoot.set(entry.root, entry)
		}
		this.head = latest
	}

	async #block(which: string): Promise<Head | undefined> {
		const block = (await callRpc(this.#rpc, 'eth_getBlockByNumber', [which, false])) as {
			number: Hex
			hash: Hex
		} | null
		return block === null ? undefined : { number: Number(block.number), hash: block.hash }
	}
}

function entryOf(data: Hex, topics: [Hex, ...Hex[]]): LogEntry {
	const { args } = decodeEventLog({ abi, data, topics, eventName: 'Submit' })
	const nodes = args.submission.nodes.map(node => ({ root: node.root, height: Number(node.height) }))
	const root = rootOfNodes(nodes)
	if (root === undefined) throw new Error('Flow took a submission without nodes')
	return {
		root,
		seq: Number(args.submissionIndex),
		size: Number(args.submission.length),
		startEntryIndex: Number(args.startPos),
		nodes,
	}
}
