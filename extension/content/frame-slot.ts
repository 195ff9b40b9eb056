const corners = 4

/** The place of the overlay frame: mounted when matches are offered, seen once its page has said that it runs. */
export class FrameSlot {
	readonly #root: ShadowRoot
	readonly #address: string
	#frame: HTMLIFrameElement | undefined
	#corner = 0

	constructor(root: ShadowRoot, address: string) {
		this.#root = root
		this.#address = address
	}

	get isOpen(): boolean {
		return this.#frame !== undefined
	}

	/** Loads the frame's page; under the width of a tablet there is only the badge. */
	open(brightness: 'light' | 'dark'): boolean {
		if (innerWidth < 960) return false
		this.close()
		const frame = this.#root.ownerDocument.createElement('iframe')
		frame.src = `${this.#address}#${brightness}`
		frame.title = 'MedNexus'
		frame.dataset.corner = String(this.#corner)
		this.#root.append(frame)
		this.#frame = frame
		return true
	}

	/** The page in it runs; a blocked frame never says so and stays unseen. */
	alive(): void {
		this.#frame?.toggleAttribute('data-alive', true)
	}

	get isAlive(): boolean {
		return this.#frame?.hasAttribute('data-alive') ?? false
	}

	move(): void {
		this.#corner = (this.#corner + 1) % corners
		if (this.#frame) this.#frame.dataset.corner = String(this.#corner)
	}

	close(): void {
		this.#frame?.remove()
		this.#frame = undefined
	}
}
