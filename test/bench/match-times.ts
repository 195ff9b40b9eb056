/** Milliseconds of many calls. */
export interface Times {
	readonly calls: number
	readonly median: number
	readonly p95: number
	readonly worst: number
}

export function timesOf(milliseconds: readonly number[]): Times {
	const sorted = [...milliseconds].sort((a, b) => a - b)
	const at = (share: number): number =>
		sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
	return { calls: sorted.length, median: at(0.5), p95: at(0.95), worst: sorted.at(-1) ?? NaN }
}

/** How long each call of `work` takes, after 200 of them to warm up. */
export function timeEach<T>(items: readonly T[], work: (item: T) => unknown): Times {
	for (const item of items.slice(0, 200)) work(item)
	return timesOf(
		items.map(item => {
			const from = performance.now()
			work(item)
			return performance.now() - from
		}),
	)
}
