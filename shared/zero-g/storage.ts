import type { Hex } from '../kernel/bytes.ts'
import type { Result } from '../kernel/result.ts'

/** What is stored under a root. The length is not part of the root: whoever keeps a root keeps both. */
export interface Stored {
	readonly root: Hex
	readonly length: number
}

/** What a reader knows beforehand; nothing longer than `most` is ever fetched. */
export interface Expected {
	readonly length?: number
	readonly most: number
}

/** Opaque bytes by their 0G root. What is put here is sealed already; what comes back hashes to its root. */
export interface Storage extends StorageReader {
	/** Stores `bytes`, which must not be empty. The same bytes again cost nothing. */
	put(bytes: Uint8Array, signal?: AbortSignal): Promise<Result<Stored, StorageError>>
}
export interface StorageReader {
	get(root: Hex, expected: Expected, signal?: AbortSignal): Promise<Result<Uint8Array, StorageError>>
}

/** Why bytes were not stored or not returned. */
export interface StorageError {
	readonly kind:
		| 'storage-unreachable'
		| 'storage-timeout'
		| 'not-understood'
		| 'not-found'
		| 'altered'
		| 'too-large'
		| 'rejected'
		| 'wrong-network'
		| 'out-of-gas-money'
		| 'aborted'
}

/** The sentence a person reads. */
export function explainStorage({ kind }: StorageError): string {
	switch (kind) {
		case 'storage-unreachable':
			return 'The storage network did not answer.'
		case 'storage-timeout':
			return 'The storage network took too long. What was begun is taken up again next time.'
		case 'not-understood':
			return 'The storage node answered something that makes no sense. It was ignored.'
		case 'not-found':
			return 'The storage network does not hold these bytes.'
		case 'altered':
			return 'The storage node gave back different bytes. They were refused.'
		case 'too-large':
			return 'What is stored there is larger than it may be. It was not fetched.'
		case 'rejected':
			return 'The storage network refused the upload.'
		case 'wrong-network':
			return 'The storage node belongs to another network. Nothing was sent.'
		case 'out-of-gas-money':
			return 'The paying address has too little 0G for storage and gas.'
		case 'aborted':
			return 'Stopped.'
	}
}
