import { struct } from '../crypto/typed-data.ts'

/** What the author of a record signs; `manifest` is the SHA-256 of the manifest's canonical JSON. It stays sealed. */
export const Record = struct('Record', {
	record: 'bytes16',
	institution: 'uint32',
	consent: 'bytes16',
	manifest: 'bytes32',
	expiry: 'uint16',
})
