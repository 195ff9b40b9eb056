import type { Page } from 'playwright-core'
import type { Result } from '#shared/kernel/result.ts'
import type { DemoCase } from '#test/world/cases.ts'
import type { RunningWorld } from '#test/world/world.ts'
import { ask, askDirect } from './ask.ts'
import type { Chromium } from './chromium.ts'

/** A clinician's browser that is a member of a demo institution, driven by messages. */
export interface Member {
	readonly panel: Page
	engine<T>(name: string, body?: unknown): Promise<T>
	/** The answer as it came, failures too. */
	result(name: string, body?: unknown): Promise<Result<unknown> | undefined>
	sync(): Promise<{ readonly cards: number; readonly newAsks: number; readonly newAnswers: number }>
	confirm(from: DemoCase, binding: string, narrative?: string): Promise<void>
	consent(binding: string): Promise<string>
}

/** Makes a vault, joins an institution of the world, and syncs until cards are there. */
export async function joinWorld(
	chromium: Chromium,
	world: RunningWorld,
	institution: number,
): Promise<Member> {
	const panel = await chromium.openPanel(await chromium.context.newPage())
	const member = new JoinedMember(panel)
	const made = await askDirect(panel, {
		to: 'worker',
		name: 'vault/create',
		body: { passphrase: 'invented quartz lantern meadow' },
	})
	if (!made.ok) throw new Error(`no vault: ${made.error.kind}`)
	await ask(panel, { to: 'worker', name: 'engine/wake' })
	await member.engine('device/join', { invitation: await world.invitation(institution) })
	const deadline = Date.now() + 120_000
	do await world.syncNow()
	while ((await member.sync()).cards === 0 && Date.now() < deadline)
	return member
}

class JoinedMember implements Member {
	readonly panel: Page
	constructor(panel: Page) {
		this.panel = panel
	}
	result(name: string, body?: unknown): Promise<Result<unknown> | undefined> {
		return ask(this.panel, { to: 'engine', name, body })
	}
	async engine<T>(name: string, body?: unknown): Promise<T> {
		const answer = await this.result(name, body)
		if (!answer?.ok) throw new Error(`${name}: ${answer?.error.kind ?? 'no answer'}`)
		return answer.value as T
	}
	sync(): Promise<{ readonly cards: number; readonly newAsks: number; readonly newAnswers: number }> {
		return this.engine('device/sync')
	}
	async confirm(from: DemoCase, binding: string, narrative = ''): Promise<void> {
		const finding = (state: 'observed' | 'excluded') => (term: string) => ({
			...{ term, label: term, state, proposed: state, sources: [] },
		})
		await this.engine('cases/confirm', {
			...{ binding, mark: ['copper', 'heron'], genes: from.genes, sex: from.sex, ageBand: from.ageBand },
			...{ onset: from.onset, response: from.response, narrative },
			findings: [...from.observed.map(finding('observed')), ...from.excluded.map(finding('excluded'))],
		})
	}
	async consent(binding: string): Promise<string> {
		const { handle } = await this.engine<{ readonly handle: string }>('consent/grant', {
			binding,
			form: {
				...{ subject: 'minor', data: ['codes', 'narrative'], purposes: ['care-match'], how: 'witnessed' },
				...{ institutionNamed: false, recontact: true, until: Math.floor(Date.now() / 1000) + 200 * 86_400 },
			},
		})
		return handle
	}
}
