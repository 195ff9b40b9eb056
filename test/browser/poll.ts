/** Waits for a condition, and says which one never came. */
export async function until<T>(
	what: string,
	look: () => Promise<T | undefined | false>,
	patienceMs = 20_000,
): Promise<T> {
	const deadline = Date.now() + patienceMs
	for (;;) {
		const seen = await look()
		if (seen !== undefined && seen !== false) return seen as T
		if (Date.now() > deadline) throw new Error(`waited ${patienceMs / 1000} s for ${what}`)
		await new Promise(done => setTimeout(done, 50))
	}
}
