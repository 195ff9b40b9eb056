import type { Product } from './product.ts'

/** The product as the worker, the engine and the chain give it, for the chart in a tab. */
export function connectProduct(tab: number | undefined): Product {
	throw new Error(`not connected: tab ${tab}`)
}
