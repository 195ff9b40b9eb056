/** An object in a worker, seen from outside: the same methods, answered later. */
export type Remote<T> = {
	readonly [K in keyof T]: T[K] extends (...given: infer A) => infer R
		? (...given: A) => Promise<Awaited<R>>
		: never
}
interface Call {
	readonly method: string
	readonly given: readonly unknown[]
}
interface Outcome {
	readonly value?: unknown
	/** Name of what was thrown: its text might hold content. */
	readonly threw?: string
}

/** Lets the page that made this worker call `target`. One call a time: a worker computes, it does not wait. */
export function serveRemote(target: object): void {
	globalThis.onmessage = async ({ data, ports: [port] }: MessageEvent<Call>) => {
		try {
			const method = Reflect.get(target, data.method) as (...given: readonly unknown[]) => unknown
			const outcome: Outcome = { value: await method.apply(target, [...data.given]) }
			port?.postMessage(outcome)
		} catch (thrown) {
			const outcome: Outcome = { threw: thrown instanceof Error ? thrown.name : typeof thrown }
			port?.postMessage(outcome)
		}
	}
}

/** The way to an object that `serveRemote` serves in `worker`. */
export function remoteIn<T extends object>(worker: Worker): Remote<T> {
	return new Proxy({} as Remote<T>, {
		get: (_, method) =>
			typeof method === 'symbol' || method === 'then'
				? undefined
				: (...given: readonly unknown[]) => call(worker, { method, given }),
	})
}

function call(worker: Worker, asked: Call): Promise<unknown> {
	const { port1, port2 } = new MessageChannel()
	return new Promise((resolve, reject) => {
		port1.onmessage = ({ data }: MessageEvent<Outcome>) => {
			port1.close()
			if (data.threw === undefined) resolve(data.value)
			else reject(new Error(`the worker failed at ${asked.method}`, { cause: data.threw }))
		}
		worker.postMessage(asked, [port2])
	})
}
