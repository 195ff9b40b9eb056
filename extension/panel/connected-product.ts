import { parseInvitation } from '#shared/actions/invitation.ts'
import { fromBase64url } from '#shared/kernel/bytes.ts'
import { err, ok, type Result } from '#shared/kernel/result.ts'
import { answerAsk, listAsks, sendAsk } from '../messages/asks.ts'
import { confirmCase, currentCase, draftFromChart } from '../messages/cases.ts'
import { panelChanged, showTabRow } from '../messages/chart.ts'
import { currentConsent, grantConsent } from '../messages/consent.ts'
import { engineStatus, joinInstitution, listActivity, syncDevice } from '../messages/device.ts'
import { offerMatches } from '../messages/frame.ts'
import { findGenes, findTerms } from '../messages/lookup.ts'
import { markMatch, matchMarks, searchMatches } from '../messages/matching.ts'
import { previewCard, publishCard } from '../messages/publishing.ts'
import { send } from '../messages/send.ts'
import { on, serve } from '../messages/serve.ts'
import { createVault, lockVault, unlockVault, vaultState } from '../messages/vault.ts'
import { requestOrigins } from '../platform/permissions.ts'
import { onTabInFront } from '../platform/tabs.ts'
import { BoundChart } from './bound-chart.ts'
import { askEngine, giveEngine } from './engine-link.ts'
import { chartStatus, nothingKnown } from './device-status.ts'
import { grantSite } from './grant-site.ts'
import type { Product } from './product.ts'
import { keepUnlockedWhileUsed } from './use.ts'

const noChart = err({ kind: 'no-chart' })

/** What an answer holds, or what stands for it while the engine is away: an empty list is drawn as such. */
const valueOr = <T>(answer: Result<T>, otherwise: T): T => (answer.ok ? answer.value : otherwise)

/** Worker and engine may be waking up: asks again for a while before it takes silence for an answer. */
async function patiently<T>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
	for (let waited = 0; ; waited += askAgainMs) {
		const answer = await ask()
		if (answer.ok || answer.error.kind !== 'unreachable' || waited >= wakingMs) return answer
		await new Promise(done => setTimeout(done, askAgainMs))
	}
}
const askAgainMs = 150
const wakingMs = 10_000

/** The product as the worker, the engine and the chain give it, for the chart in a tab. */
export function connectProduct(tab: number | undefined): Product {
	const site = new URLSearchParams(location.search).get('site')
	const chart = new BoundChart(tab, site)
	const watching = new Set<() => void>()
	/** What the engine said last: it stands while the engine is silent. */
	let known = nothingKnown
	const changed = (): void => {
		for (const tellWatcher of watching) tellWatcher()
	}
	const hear = (about: number | null): void => {
		if (about === null || tab === undefined || about === tab) changed()
	}
	serve(['panel'], [on(panelChanged, about => ok(hear(about.tab)))])
	if (tab === undefined) onTabInFront(changed)
	keepUnlockedWhileUsed()

	/** Runs with the chart that the panel shows; without one there is nothing to ask. */
	const withChart = <T>(ask: (binding: string) => Promise<Result<T>>): Promise<Result<T>> =>
		chart.binding === null ? Promise.resolve(noChart) : ask(chart.binding)

	return {
		async status() {
			const [vault, shown] = await Promise.all([patiently(() => send(vaultState, undefined)), chart.look()])
			const state = valueOr(vault, { state: 'locked' as const }).state
			if (state !== 'unlocked') known = nothingKnown
			else {
				const told = await patiently(() => askEngine(engineStatus, { binding: chart.binding }))
				known = valueOr(told, known)
			}
			return { vault: state, ...known, chart: chartStatus(shown) }
		},
		watch(callback) {
			watching.add(callback)
			return () => void watching.delete(callback)
		},
		vault: {
			create: passphrase => send(createVault, { passphrase }),
			unlock: passphrase => send(unlockVault, { passphrase }),
			lock: async () => void (await send(lockVault, undefined)),
			join: text => join(text),
		},
		site: { grant: () => grantSite(chart.origin) },
		chart: {
			async read() {
				const shown = await chart.tab()
				return withChart(binding =>
					shown === null ? Promise.resolve(noChart) : askEngine(draftFromChart, { binding, tab: shown }),
				)
			},
			async show(row) {
				const shown = await chart.tab()
				if (shown !== null) await send(showTabRow, { tab: shown, row })
			},
		},
		lookup: {
			terms: async text => valueOr(await askEngine(findTerms, { text }), []),
			genes: async text => valueOr(await askEngine(findGenes, { text }), []),
		},
		cases: {
			current: async () => valueOr(await withChart(binding => askEngine(currentCase, { binding })), null),
			confirm: confirmed =>
				withChart(binding =>
					confirmed.binding === binding
						? askEngine(confirmCase, confirmed)
						: Promise.resolve(err({ kind: 'wrong-chart' })),
				),
		},
		matches: {
			async search(by) {
				const [shown, found] = await Promise.all([
					chart.tab(),
					withChart(binding => askEngine(searchMatches, { binding, by })),
				])
				// The matches show beside the chart too; a chart that has moved on ignores the offer.
				if (found.ok && shown !== null && chart.binding !== null)
					void send(offerMatches, { binding: chart.binding }, { tab: shown })
				return found
			},
			mark: async (handle, state) => {
				await withChart(binding => askEngine(markMatch, { binding, handle, state }))
			},
			marks: async () => valueOr(await withChart(binding => askEngine(matchMarks, { binding })), {}),
		},
		consent: {
			current: async () => valueOr(await withChart(binding => askEngine(currentConsent, { binding })), null),
			grant: form => withChart(binding => askEngine(grantConsent, { binding, form })),
		},
		publishing: {
			async preview() {
				const sent = await withChart(binding => askEngine(previewCard, { binding }))
				if (!sent.ok) return sent
				const bytes = fromBase64url(sent.value.bytes)
				return bytes ? ok({ ...sent.value, bytes }) : err({ kind: 'malformed' })
			},
			publish: (hash, progress) => withChart(binding => giveEngine(publishCard, { binding, hash }, progress)),
		},
		asks: {
			list: async () => valueOr(await askEngine(listAsks, undefined), []),
			send: (handle, text) => withChart(binding => askEngine(sendAsk, { binding, handle, text })),
			answer: (ask, answer) => askEngine(answerAsk, { ask, answer }),
		},
		sync: () => askEngine(syncDevice, undefined),
		activity: async () => valueOr(await askEngine(listActivity, undefined), []),
	}
}

/** A local network answers other origins by itself; any other needs the browser's leave to be read. */
const isLocal = (url: string): boolean => ['localhost', '127.0.0.1'].includes(new URL(url).hostname)

async function join(text: string): Promise<Result<{ readonly fingerprint: string }>> {
	const invitation = parseInvitation(text)
	if (!invitation.ok) return err({ kind: 'bad-invitation' })
	const { network, node } = invitation.value
	const far = [...network.rpc, network.indexer, node].filter(url => !isLocal(url))
	if (far.length > 0 && !(await requestOrigins(far.map(url => new URL(url).origin))))
		return err({ kind: 'grant-refused' })
	return askEngine(joinInstitution, { invitation: text })
}
