const turns = new Map<string, Promise<unknown>>()

/** Runs `job` when every earlier one of the same wallet is over: two at once would take the same nonce. */
export function inTurn<T>(wallet: string, job: () => Promise<T>): Promise<T> {
	const before = turns.get(wallet) ?? Promise.resolve()
	const mine = before.then(job, job)
	const over = mine.then(
		() => {},
		() => {},
	)
	turns.set(wallet, over)
	void over.then(() => {
		if (turns.get(wallet) === over) turns.delete(wallet)
	})
	return mine
}
