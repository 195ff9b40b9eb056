import type { Result } from '../kernel/result.ts'
import type { KeyFile, KeyKind } from '../crypto/key-file.ts'
import { ok } from '../kernel/result.ts'
import { acceptKeyFile, acceptKeyStatement, type KeyRefusal } from '../ledger/accept-key.ts'
import type { Institution } from '../ledger/registry.ts'
import type { StorageError } from '../zero-g/storage.ts'
import type { Ports } from './ports.ts'

/** A key file is 1,275 bytes at most. */
const mostBytes = 4096

export interface AcceptedKey {
	readonly key: KeyFile
	/** The file itself: what is sealed to the key is bound to these bytes. */
	readonly file: Uint8Array
}

/** An institution's newest key of a kind, accepted by every rule of protocol 3, or why nothing may be sealed to it. */
export async function fetchKey(
	ports: Ports,
	institution: Institution,
	kind: KeyKind,
	time: number,
): Promise<Result<AcceptedKey, KeyRefusal | StorageError>> {
	const statement = acceptKeyStatement(ports.ledger.contracts, institution, kind, time)
	if (!statement.ok) return statement
	const file = await ports.storage.get(statement.value.root, { most: mostBytes })
	if (!file.ok) return file
	const key = acceptKeyFile(institution, statement.value, file.value)
	return key.ok ? ok({ key: key.value, file: file.value }) : key
}
