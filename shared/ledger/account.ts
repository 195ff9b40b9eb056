import type { LocalAccount } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { toHex } from '../kernel/bytes.ts'
import { reveal } from '../kernel/secret.ts'
import type { Signer } from '../crypto/vault-root.ts'

/** A purpose address as the chain client wants it. */
export const accountOf = (signer: Signer): LocalAccount => privateKeyToAccount(toHex(reveal(signer.key)))
