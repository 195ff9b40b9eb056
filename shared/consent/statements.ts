import { struct } from '../crypto/typed-data.ts'

/** Signed by a consent's capability key: no nonce and no deadline, since it must work in ten years and repeat harmlessly. */
export const Revoke = struct('Revoke', { handle: 'bytes16' })

/** Signed by a consent's capability key: narrower terms, exactly one sequence later, ending no later than before. */
export const Narrow = struct('Narrow', {
	handle: 'bytes16',
	sequence: 'uint32',
	commitment: 'bytes32',
	expiry: 'uint16',
	deadline: 'uint64',
})
