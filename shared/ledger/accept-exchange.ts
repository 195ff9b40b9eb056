import { keccak_256 } from '@noble/hashes/sha3.js'
import { toHex } from '../kernel/bytes.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { ExchangeAnnouncement } from '../crypto/exchange.ts'
import { zero32 } from '../crypto/key-file.ts'
import { typedDataDigest } from '../crypto/typed-data.ts'
import { domainOf, type Contracts } from './contracts.ts'
import { isSignedByOfficer } from './officers.ts'
import type { ExchangeStatement, Institution } from './registry.ts'

/** Why an exchange file is not opened. */
export interface ExchangeRefusal {
	readonly kind: 'exchange-gap' | 'exchange-not-signed' | 'exchange-file-differs'
}

/** An institution's exchange files, if each follows the one before and an officer signed it. */
export function acceptExchanges(
	contracts: Contracts,
	institution: Institution,
): Result<readonly ExchangeStatement[], ExchangeRefusal> {
	let last: ExchangeStatement | undefined
	for (const statement of institution.exchanges) {
		const { sequence, file, root, length, previous } = statement
		const follows = sequence === (last?.sequence ?? 0) + 1 && previous === (last?.digest ?? zero32)
		if (!follows) return err({ kind: 'exchange-gap' })
		const digest = typedDataDigest(domainOf(contracts, 'Institutions'), ExchangeAnnouncement, {
			institution: institution.id,
			sequence,
			file,
			root,
			length,
			previous,
		})
		if (toHex(digest) !== statement.digest) return err({ kind: 'exchange-gap' })
		if (!isSignedByOfficer(contracts, institution, digest, statement)) {
			return err({ kind: 'exchange-not-signed' })
		}
		last = statement
	}
	return ok(institution.exchanges)
}

/** Whether the bytes are the announced ones. */
export const isExchangeFile = (statement: ExchangeStatement, bytes: Uint8Array): boolean =>
	bytes.length === statement.length && toHex(keccak_256(bytes)) === statement.file
