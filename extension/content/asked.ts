import type { Asked } from '#shared/case/own-answer.ts'

/** A request of the page's own origin, its doubled slashes collapsed; `undefined` for another origin or no address. */
export function askedOf(address: string, origin: string): Asked | undefined {
	if (!URL.canParse(address, origin)) return undefined
	const url = new URL(address, origin)
	if (url.origin !== origin) return undefined
	return { path: url.pathname.replace(/\/{2,}/g, '/'), query: Object.fromEntries(url.searchParams) }
}
