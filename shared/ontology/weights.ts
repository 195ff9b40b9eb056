/**
 * Integer weights of the matching score (matching 5), computed once when a pack is built: `Math.log` and powers may
 * differ in the last bit between engines, so nothing of the kind may run at query time.
 */
export interface Weights {
	/** W(t): what sharing the term or a descendant of it counts. */
	readonly shared: number
	/** A(t): what both sides asserting exactly this term counts on top. */
	readonly asserted: number
}

/** Weights are thousandths. */
const scale = 1000

/**
 * idf(t), W(t) and A(t) of a term found in the closures of `count` out of `population` cases (matching 5, which has .25
 * where this has .255: chosen on the development cases, within the noise).
 */
export function weigh(count: number, population: number): Weights {
	const idf = Math.max(0, -Math.log((count + 0.5) / (population + 1))) + 0.05
	return { shared: Math.round(scale * idf ** 1.25), asserted: Math.round(scale * 0.255 * idf ** 1.5) }
}
