import fc from 'fast-check'
import { demoPack } from '#shared/compliance/demo-pack.ts'
import type { DataClass, TransferRequest } from '#shared/compliance/pack.ts'

export const countries = Object.keys(demoPack.countries).toSorted()

/** 1 November 2026. */
export const at = 1_793_491_200

/** Codes of an adult, with a consent that covers them, for care. */
export const request = (
	origin: string,
	destination: string,
	changed: Partial<TransferRequest> = {},
): TransferRequest => ({
	...{ origin, destination, purpose: 'care-match', data: ['codes'], subject: 'adult' },
	...{ consent: true, agreement: false, at },
	...changed,
})

export const classes: readonly DataClass[] = [
	...(['codes', 'labs', 'narrative', 'images', 'face', 'genomic', 'outcome'] as const),
]

export const anyRequest: fc.Arbitrary<TransferRequest> = fc.record({
	origin: fc.constantFrom(...countries, 'CN', null),
	destination: fc.constantFrom(...countries, 'CN', null),
	purpose: fc.constantFrom('care-match', 'second-opinion', 'research', 'advertising'),
	data: fc.subarray([...classes]),
	subject: fc.constantFrom('adult', 'minor', 'proxy', 'deceased', null),
	consent: fc.constantFrom(true, false, null),
	agreement: fc.constantFrom(true, false, null),
	at: fc.constantFrom(0, at, 1_760_000_000, 4_000_000_000),
})
