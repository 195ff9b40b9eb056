import { err, type Result } from '#shared/kernel/result.ts'
import { send } from '../messages/send.ts'
import { siteGranted } from '../messages/sites.ts'
import { requestOrigins } from '../platform/permissions.ts'

/**
 * Asks for one site in the browser's own dialog, then has it watched. The question is the first thing that happens: the
 * browser forgets the click as soon as anything is awaited.
 */
export async function grantSite(origin: string | null): Promise<Result<void>> {
	if (origin === null) return err({ kind: 'no-chart' })
	try {
		if (!(await requestOrigins([origin]))) return err({ kind: 'grant-refused' })
	} catch {
		return err({ kind: 'grant-refused' }) // no click stood behind it, or a policy forbids the site
	}
	return send(siteGranted, { origin })
}
