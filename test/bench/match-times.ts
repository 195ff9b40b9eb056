/** Milliseconds of many calls. */
export interface Times {
	readonly calls: number
	readonly median: number
	readonly p95: number
	readonly worst: number
	/** 95th percentile when every item counts with its best round: what the work costs when nothing else runs. */
	readonly quietP95: number
}

/** `rounds`: for each item, the milliseconds of every time it was done. */
export function timesOf(rounds: readonly (readonly number[])[]): Times {
	const all = rounds.flat().sort((a, b) => a - b)
	const best = rounds.map(each => Math.min(...each)).sort((a, b) => a - b)
	const at = (sorted: readonly number[], share: number): number =>
		sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
	return {
		calls: all.length,
		median: at(all, 0.5),
		p95: at(all, 0.95),
		worst: all.at(-1) ?? NaN,
		quietP95: at(best, 0.95),
	}
}

/** How long each call of `work` takes, five rounds over all items, after 200 of them to warm up. */
export function timeEach<T>(items: readonly T[], work: (item: T) => unknown): Times {
	for (const item of items.slice(0, 200)) work(item)
	const rounds = items.map((): number[] => [])
	for (let round = 0; round < 5; round++)
		for (const [at, item] of items.entries()) {
			const from = performance.now()
			work(item)
			rounds[at]?.push(performance.now() - from)
		}
	return timesOf(rounds)
}
