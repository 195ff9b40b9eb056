/** 2^26: norms of real rows fall between 2^20 and 2^25. */
const one = 2 ** 26
const onePower = BigInt(one) ** 4n

/**
 * L^-0.25 of matching 5 as an integer: the largest n with n^4 * L <= 2^104. The estimate may be off by one in some
 * engine; the integers then decide, so that every engine has the same norm.
 */
export function lengthNorm(length: number): number {
	if (length === 0) return 0
	const fits = (norm: number): boolean => BigInt(norm) ** 4n * BigInt(length) <= onePower
	let norm = Math.floor(one / Math.sqrt(Math.sqrt(length)))
	while (!fits(norm)) norm--
	while (fits(norm + 1)) norm++
	return norm
}
