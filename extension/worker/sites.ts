/// <reference types="@crxjs/vite-plugin/client" />
import content from '../content/main.iife.ts?script&iife'
import tap from '../page/tap.iife.ts?script&iife'
import { Turns } from '#shared/actions/turns.ts'
import { webOrigin } from '../messages/sites.ts'
import { giveBack, hostPattern, mayReach } from '../platform/permissions.ts'
import { registerScripts, runInTab, type SiteScript } from '../platform/scripting.ts'
import { disk } from '../platform/storage.ts'
import { tabsAt } from '../platform/tabs.ts'

const scripts: readonly SiteScript[] = [
	{ id: 'tap', file: tap, world: 'page' },
	{ id: 'content', file: content, world: 'isolated' },
]

/** The origins a clinician asked us to watch and the browser still lets us. */
export async function watchedSites(): Promise<readonly string[]> {
	const kept = await disk.get('sites')
	const origins = Array.isArray(kept) ? kept.filter(origin => webOrigin(origin).ok) : []
	const allowed = await Promise.all(origins.map(mayReach))
	return origins.filter((_, index) => allowed[index])
}

/** Two renewals at once would each unregister what the other has registered. */
const renewals = new Turns()

/** Makes what runs equal to what is watched: after a grant, a revocation in the browser's settings, an update. */
export const renewRegistrations = (): Promise<void> =>
	renewals.run(async () => {
		const sites = await watchedSites()
		await registerScripts(scripts, [...new Set(sites.map(hostPattern))])
	})

/** Begins to watch an origin, in tabs that already show it too. False when the browser did not grant it. */
export async function watchSite(origin: string): Promise<boolean> {
	if (!(await mayReach(origin))) return false
	await disk.set('sites', [...new Set([...(await watchedSites()), origin])])
	await renewRegistrations()
	const open = (await tabsAt(hostPattern(origin))).filter(tab => tab.origin === origin)
	for (const { id } of open) for (const script of scripts) await runInTab(script, id)
	return true
}

/** Stops watching an origin and gives the permission back, unless another watched origin of the host needs it. */
export async function unwatchSite(origin: string): Promise<void> {
	const rest = (await watchedSites()).filter(other => other !== origin)
	await disk.set('sites', rest)
	if (!rest.some(other => hostPattern(other) === hostPattern(origin))) await giveBack(origin)
	await renewRegistrations()
}
