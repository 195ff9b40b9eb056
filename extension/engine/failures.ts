import { err, type Err, type Failure, type Result } from '#shared/kernel/result.ts'

/** What a use case calls a failure, and what the panel has words for. Everything else keeps its own kind. */
const panelKinds: Readonly<Record<string, string>> = {
	'endpoint-unreachable': 'chain-unreachable',
	'wrong-chain': 'endpoints-disagree',
	'went-back': 'endpoints-disagree',
	'storage-timeout': 'storage-unreachable',
	altered: 'different-bytes',
	unusable: 'different-bytes',
	'out-of-gas-money': 'no-gas',
	'consent-not-live': 'no-consent',
	'reader-not-allowed': 'consent-too-narrow',
	'too-many-findings': 'too-many-terms',
	'not-verified': 'not-a-member',
}

/** A failure as the panel explains it: its kind alone, because details may name hosts or hashes. */
export const forPanel = ({ kind }: Failure): Err<Failure> => err({ kind: panelKinds[kind] ?? kind })

/** A result whose failure the panel can explain. */
export const explained = <T>(result: Result<T>): Result<T> => (result.ok ? result : forPanel(result.error))
