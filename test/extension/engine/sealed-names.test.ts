import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SealedNames } from '#extension/engine/sealed-names.ts'
import { noDeployment } from '#shared/crypto/deployment.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import { Secret } from '#shared/kernel/secret.ts'

const namesUnder = (fill: number): SealedNames =>
	new SealedNames(noDeployment, new Secret(new Uint8Array(32).fill(fill)), systemRandom)
const names = namesUnder(1)

describe('names on disk', () => {
	test('come back from their seal, and only under their own key', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 60 }), name => {
				const sealed = names.sealed(name)
				expect(names.opened(names.found(name), sealed)).toBe(name)
				expect(namesUnder(2).opened(names.found(name), sealed)).toBeUndefined()
			}),
			{ numRuns: 50 },
		)
	})

	test('cannot be moved to another entry', () => {
		expect(names.opened(names.found('case/b'), names.sealed('case/a'))).toBeUndefined()
	})

	test('are found again, and look unlike under another key', () => {
		expect(names.found('case/a')).toBe(names.found('case/a'))
		expect(names.found('case/a')).not.toBe(namesUnder(2).found('case/a'))
		expect(names.found('case/a')).toMatch(/^[\w-]{43}$/)
	})

	test('are sealed anew each time, so that equal ones do not show', () => {
		expect(names.sealed('case/a')).not.toEqual(names.sealed('case/a'))
	})
})
