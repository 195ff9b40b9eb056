/** Lets jobs on one home run one after the other: two at once would write back what the other has already forgotten. */
export class Turns {
	#last: Promise<unknown> = Promise.resolve()

	run<T>(job: () => Promise<T>): Promise<T> {
		const mine = this.#last.then(job, job)
		this.#last = mine.catch(() => undefined)
		return mine
	}
}
