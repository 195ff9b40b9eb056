/** Unix seconds. Passed in, so that a test or a chain can decide the time. */
export interface Clock {
	now(): number
}

/** Uniform random bytes from a cryptographic source. */
export interface Random {
	bytes(length: number): Uint8Array
}

export const systemClock: Clock = { now: () => Math.floor(Date.now() / 1000) }

export const systemRandom: Random = {
	bytes: length => crypto.getRandomValues(new Uint8Array(length)),
}
