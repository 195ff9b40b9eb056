import { toHex } from '../kernel/bytes.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import {
	decodeKeyFile,
	KeyAnnouncement,
	keyCommitment,
	zero32,
	type KeyFile,
	type KeyKind,
} from '../crypto/key-file.ts'
import { typedDataDigest } from '../crypto/typed-data.ts'
import { domainOf, type Contracts } from './contracts.ts'
import { isSignedByOfficer } from './officers.ts'
import type { Institution, KeyStatement } from './registry.ts'

/** Why nothing is encapsulated to a key. That two endpoints agree was settled when the registry was read. */
export interface KeyRefusal {
	readonly kind: 'key-missing' | 'key-gap' | 'key-not-signed' | 'key-not-in-time' | 'key-file-differs'
}

/** The newest key statement of a kind, if every one since the first follows the one before and an officer signed it. */
export function acceptKeyStatement(
	contracts: Contracts,
	institution: Institution,
	kind: KeyKind,
	time: number,
): Result<KeyStatement, KeyRefusal> {
	let newest: KeyStatement | undefined
	for (const statement of institution.keys.filter(each => each.kind === kind)) {
		const { generation, key, previous, notBefore, notAfter } = statement
		const follows = generation === (newest?.generation ?? 0) + 1 && previous === (newest?.digest ?? zero32)
		if (!follows) return err({ kind: 'key-gap' })
		const digest = typedDataDigest(domainOf(contracts, 'Institutions'), KeyAnnouncement, {
			institution: institution.id,
			kind,
			generation,
			key,
			previous,
			notBefore,
			notAfter,
		})
		if (toHex(digest) !== statement.digest) return err({ kind: 'key-gap' })
		if (!isSignedByOfficer(contracts, institution, digest, statement)) {
			return err({ kind: 'key-not-signed' })
		}
		newest = statement
	}
	if (!newest) return err({ kind: 'key-missing' })
	return newest.notBefore <= time && time <= newest.notAfter ? ok(newest) : err({ kind: 'key-not-in-time' })
}

/** The key in a file, if the file is the one that was announced. */
export function acceptKeyFile(
	institution: Institution,
	statement: KeyStatement,
	file: Uint8Array,
): Result<KeyFile, KeyRefusal> {
	const key = decodeKeyFile(file)
	if (!key.ok || keyCommitment(file) !== statement.key) return err({ kind: 'key-file-differs' })
	const { kind, generation, notBefore, notAfter, previous } = key.value
	const agrees =
		key.value.institution === institution.id &&
		kind === statement.kind &&
		generation === statement.generation &&
		notBefore === statement.notBefore &&
		notAfter === statement.notAfter &&
		previous === statement.previous
	return agrees ? ok(key.value) : err({ kind: 'key-file-differs' })
}

/** The sentence a person reads. */
export function explainKeyRefusal({ kind }: KeyRefusal): string {
	switch (kind) {
		case 'key-missing':
			return 'This institution has not announced a key yet. Nothing was sealed for it.'
		case 'key-gap':
			return 'This institution’s keys do not follow one another. Nothing was sealed for it.'
		case 'key-not-signed':
			return 'This key was not signed by an officer of the institution. Nothing was sealed for it.'
		case 'key-not-in-time':
			return 'This institution’s key is not valid now. Nothing was sealed for it.'
		case 'key-file-differs':
			return 'The key in storage is not the one that was announced. Nothing was sealed for it.'
	}
}
