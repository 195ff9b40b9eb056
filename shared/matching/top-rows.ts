/** The rows with the highest scores above zero, best first; among equals the lower row. */
export function topRows(scores: Float64Array, limit: number): number[] {
	// A heap whose root is the worst row kept.
	const heap: number[] = []
	if (limit <= 0) return heap
	const worst = (): number => scores[heap[0] as number] as number
	for (let row = 0; row < scores.length; row++) {
		const score = scores[row] as number
		if (score === 0) continue
		if (heap.length < limit) {
			heap.push(row)
			rise(heap, scores)
		} else if (score > worst()) {
			heap[0] = row
			sink(heap, scores)
		}
	}
	return heap.sort((a, b) => (isWorse(scores, a, b) ? 1 : -1))
}

function isWorse(scores: Float64Array, a: number, b: number): boolean {
	const difference = (scores[a] as number) - (scores[b] as number)
	return difference < 0 || (difference === 0 && a > b)
}

function rise(heap: number[], scores: Float64Array): void {
	let at = heap.length - 1
	while (at > 0) {
		const above = (at - 1) >> 1
		if (!isWorse(scores, heap[at] as number, heap[above] as number)) return
		swap(heap, at, above)
		at = above
	}
}

function sink(heap: number[], scores: Float64Array): void {
	for (let at = 0; ;) {
		let worst = at
		for (const below of [2 * at + 1, 2 * at + 2])
			if (below < heap.length && isWorse(scores, heap[below] as number, heap[worst] as number)) worst = below
		if (worst === at) return
		swap(heap, at, worst)
		at = worst
	}
}

function swap(heap: number[], a: number, b: number): void {
	const held = heap[a] as number
	heap[a] = heap[b] as number
	heap[b] = held
}

/**
 * 1-based places of some rows among all, in one pass: as if everything were sorted by score, then by row.
 */
export function placesOf(rows: readonly number[], scores: Float64Array): ReadonlyMap<number, number> {
	const order = [...rows].sort((a, b) => (isWorse(scores, a, b) ? 1 : -1))
	const last = order.at(-1)
	const places = new Map<number, number>()
	if (last === undefined) return places
	// ahead[i]: rows that stand before order[i] and not before order[i - 1].
	const ahead = new Uint32Array(order.length)
	for (let row = 0; row < scores.length; row++) {
		if ((scores[row] as number) < (scores[last] as number)) continue
		let [low, high] = [0, order.length]
		while (low < high) {
			const middle = (low + high) >> 1
			if (isWorse(scores, order[middle] as number, row)) high = middle
			else low = middle + 1
		}
		if (low < order.length) ahead[low] = (ahead[low] as number) + 1
	}
	let place = 1
	for (const [index, row] of order.entries()) places.set(row, (place += ahead[index] as number))
	return places
}
