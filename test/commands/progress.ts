/** Progress goes to standard error: standard output is for the answer. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** `text` with the time since `from` (milliseconds of `performance.now()`) behind it. */
export const timed = (text: string, from: number): string =>
	`${text} (${((performance.now() - from) / 1000).toFixed(1)} s)`
