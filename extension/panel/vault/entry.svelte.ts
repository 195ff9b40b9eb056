import type { Failure, Result } from '#shared/kernel/result.ts'
import type { Product } from '../product.ts'

/** The shortest passphrase that is taken. */
export const shortestPassphrase = 12

/** First run and unlocking: passphrase, invitation, fingerprint. What is typed is forgotten once it was used. */
export class Entry {
	passphrase = $state('')
	again = $state('')
	shown = $state(false)
	invitation = $state('')
	/** Both screens, the officer's and this one, must show it. */
	fingerprint = $state<string | null>(null)
	busy = $state(false)
	failure = $state.raw<Failure | null>(null)
	readonly long = $derived([...this.passphrase].length >= shortestPassphrase)
	readonly same = $derived(this.passphrase === this.again)
	readonly #vault: Product['vault']

	constructor(vault: Product['vault']) {
		this.#vault = vault
	}
	async create(): Promise<boolean> {
		if (!this.long || !this.same) return false
		return this.#run(() => this.#vault.create(this.passphrase))
	}
	async unlock(): Promise<boolean> {
		if (this.passphrase === '') return false
		return this.#run(() => this.#vault.unlock(this.passphrase))
	}
	async join(): Promise<boolean> {
		const invitation = this.invitation.trim()
		if (invitation === '') return false
		return this.#run(async () => {
			const joined = await this.#vault.join(invitation)
			if (joined.ok) this.fingerprint = joined.value.fingerprint
			return joined
		})
	}
	/** Forgets whatever was typed. */
	clear(): void {
		this.passphrase = ''
		this.again = ''
		this.invitation = ''
		this.shown = false
		this.failure = null
	}
	async #run(act: () => Promise<Result<unknown>>): Promise<boolean> {
		if (this.busy) return false
		this.busy = true
		this.failure = null
		const result = await act()
		this.busy = false
		if (result.ok) this.clear()
		else this.failure = result.error
		return result.ok
	}
}
