/** A handler threw: a mistake of ours. Its text might hold content and is left out; kind and place are kept. */
export class HandlerFailed extends Error {
	constructor(message: string, thrown: unknown) {
		const error = thrown instanceof Error ? thrown : undefined
		super(`${message} failed: ${error?.name ?? typeof thrown}`)
		const place = error?.stack?.split('\n').filter(line => /^\s+at |@/.test(line))
		if (place) this.stack = [this.message, ...place].join('\n')
	}
}

/** Lets a developer see a bug as an uncaught error, while whoever asked gets a kind and nothing more. */
export function surfaceBug(message: string, thrown: unknown): void {
	queueMicrotask(() => {
		throw new HandlerFailed(message, thrown)
	})
}
