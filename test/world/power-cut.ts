import type { Ports } from '#shared/actions/ports.ts'
import type { MemberPorts } from '#shared/actions/member/member.ts'
import type { Store } from '#shared/actions/store.ts'

/** The worker was killed: nothing after it happens. */
export class PowerCut extends Error {}

/** Counts every act on disk, network or chain, and ends at one of them: before it happened, or just after. */
export class Fuse {
	acts = 0
	#at = Number.POSITIVE_INFINITY
	#after = false

	/** The `at`-th act from now is the last one. */
	cutAt(at: number, after: boolean): void {
		this.acts = 0
		this.#at = at
		this.#after = after
	}
	async act<T>(job: () => Promise<T>): Promise<T> {
		this.acts++
		if (this.acts > this.#at || (this.acts === this.#at && !this.#after)) throw new PowerCut()
		const done = await job()
		if (this.acts === this.#at) throw new PowerCut()
		return done
	}
}

/** A disk behind a fuse. */
export const fusedStore = (store: Store, fuse: Fuse): Store => ({
	get: name => store.get(name),
	list: prefix => store.list(prefix),
	put: (name, bytes) => fuse.act(() => store.put(name, bytes)),
	delete: name => fuse.act(() => store.delete(name)),
})

/** Network, chain and ratchet file behind the same fuse. */
export const fusedPorts = (ports: MemberPorts, fuse: Fuse): MemberPorts => ({
	...ports,
	ledger: {
		contracts: ports.ledger.contracts,
		registry: held => fuse.act(() => ports.ledger.registry(held)),
		send: call => fuse.act(() => ports.ledger.send(call)),
	},
	storage: { get: (...asked) => fuse.act(() => ports.storage.get(...asked)) },
	uploads: fusedUploads(ports, fuse),
	node: {
		...ports.node,
		depositConsent: body => fuse.act(() => ports.node.depositConsent(body)),
	},
	ratchet: {
		read: () => ports.ratchet.read(),
		write: held => fuse.act(() => ports.ratchet.write(held)),
	},
})

const fusedUploads =
	(ports: Ports, fuse: Fuse): Ports['uploads'] =>
	payer => {
		const storage = ports.uploads(payer)
		return { ...storage, put: (...asked) => fuse.act(() => storage.put(...asked)) }
	}
