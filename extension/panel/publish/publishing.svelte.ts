import type { Failure } from '#shared/kernel/result.ts'
import type { Preview, Product, Published, PublishStep } from '../product.ts'

/** One run of bytes as the preview groups them. */
export interface ByteGroup {
	readonly name: string
	readonly words: string
	readonly hex: string
}

const hexOf = (bytes: Uint8Array): string =>
	Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')

/** Review and publication of the confirmed case. The bytes shown are the bytes sealed: `publish` names their hash. */
export class Publishing {
	preview = $state.raw<Preview | null>(null)
	step = $state<PublishStep | null>(null)
	published = $state.raw<Published | null>(null)
	loading = $state(false)
	failure = $state.raw<Failure | null>(null)
	/** Name of the field whose bytes are outlined. */
	pointed = $state<string | null>(null)
	readonly groups = $derived(this.#groups())
	/** Why publishing is refused here, before anything is asked of the network. */
	readonly obstacle = $derived.by(() => {
		const outcome = this.preview?.decision.outcome
		if (outcome === 'block') return 'blocked'
		return outcome === 'needs-a-human' ? 'needs-a-human' : null
	})
	/** Bytes that wait at the edge: shown, and not gone. */
	readonly waiting = $derived(this.published === null ? (this.preview?.bytes.length ?? 0) : 0)
	readonly #product: Product['publishing']
	#turn = 0

	constructor(product: Product['publishing']) {
		this.#product = product
	}
	async load(): Promise<void> {
		const turn = ++this.#turn
		this.loading = true
		this.failure = null
		const preview = await this.#product.preview()
		if (turn !== this.#turn) return
		this.loading = false
		this.preview = preview.ok ? preview.value : null
		if (!preview.ok) this.failure = preview.error
	}
	async publish(): Promise<boolean> {
		const { preview } = this
		if (preview === null || this.step !== null || this.obstacle !== null || this.published !== null)
			return false
		const turn = this.#turn
		this.failure = null
		this.step = 'sealing'
		const result = await this.#product.publish(preview.hash, step => {
			if (turn === this.#turn && this.step !== null) this.step = step
		})
		if (turn !== this.#turn) return false
		this.step = null
		if (result.ok) this.published = result.value
		else this.failure = result.error
		return result.ok
	}
	clear(): void {
		this.#turn += 1
		this.preview = null
		this.step = null
		this.published = null
		this.loading = false
		this.failure = null
		this.pointed = null
	}
	/** The whole card, every byte once, in order: bytes no field claims stand as groups without words. */
	#groups(): readonly ByteGroup[] {
		const { preview } = this
		if (preview === null) return []
		const groups: ByteGroup[] = []
		let at = 0
		const upTo = (end: number, name: string, words: string): void => {
			if (end > at) groups.push({ name, words, hex: hexOf(preview.bytes.subarray(at, end)) })
			at = Math.max(at, end)
		}
		for (const { name, words, from, to } of preview.fields) {
			upTo(from, '', '')
			upTo(to, name, words)
		}
		upTo(preview.bytes.length, '', '')
		return groups
	}
}
