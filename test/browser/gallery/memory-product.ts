import type {
	Activity,
	AskView,
	ConsentView,
	Departure,
	Preview,
	Product,
	Status,
	TermHit,
} from '#extension/panel/product.ts'
import type { Case } from '#shared/case/case.ts'
import { err, ok, type Result } from '#shared/kernel/result.ts'
import { termOfNumber } from '#shared/ontology/term-id.ts'
import { bytes, ordinary, preview } from './ordinary.ts'
import { cad, decided, draft, matches, present } from './story.ts'

/** What a scene starts from; whatever it does not name is the ordinary day of the clinician in New York. */
export interface Scene {
	readonly status?: Partial<Status>
	readonly chart?: Partial<NonNullable<Status['chart']>> | null
	readonly confirmed?: boolean
	readonly consent?: ConsentView['state']
	readonly asks?: readonly AskView[]
	readonly failure?: string
	readonly noMatch?: boolean
	readonly outcome?: Preview['decision']['outcome']
}

const terms: readonly (readonly [number, string, string])[] = [
	[2317, 'Unsteady gait', 'Unsteady gait'],
	[1288, 'Gait disturbance', 'Unsteady walk'],
	[2240, 'Hepatomegaly', 'Hepatomegaly'],
	[1250, 'Seizure', 'Seizure'],
]

/** A product that lives in memory: the panel's own behaviour can be seen without a worker, an engine or a chain. */
export interface MemoryProduct extends Product {
	/** Everything that was asked of it, in order. */
	readonly calls: string[]
	/** The tab shows another patient, or none, while a case is open. */
	showOther(mark: readonly [string, string] | null): void
}

/** See `MemoryProduct`. */
export function memoryProduct(scene: Scene = {}): MemoryProduct {
	const calls: string[] = []
	const listeners = new Set<() => void>()
	const chart =
		scene.chart === null ? null : { ...(ordinary.chart as NonNullable<Status['chart']>), ...scene.chart }
	let status: Status = { ...ordinary, chart, ...scene.status }
	let known: Case | null = scene.confirmed || scene.consent ? decided : null
	let asks = scene.asks ?? []
	const given: Omit<ConsentView, 'state'> = {
		subject: 'minor',
		data: ['codes', 'labs', 'narrative'],
		purposes: ['care-match'],
		institutionNamed: true,
		recontact: true,
		until: present + 364 * 86_400,
		how: 'witnessed',
		handle: `0x${'93a9dc70dce4d5ac2435de2bcf599c13'}`,
		givenAt: present - 600,
	}
	let consent: ConsentView | null = scene.consent ? { ...given, state: scene.consent } : null
	const activity: Activity[] = [
		{ at: present - 900, act: 'vault/unlock', said: 'Unlocked MedNexus', left: false },
		{ at: present - 600, act: 'consent/grant', said: 'Recorded a consent', left: true },
	]
	const change = (next: Partial<Status>): void => {
		status = { ...status, ...next }
		for (const listener of listeners) listener()
	}
	const leave = (what: Departure['what'], size: number): void =>
		change({ left: [...status.left, { what, bytes: size, at: present }] })
	const answer = <T>(act: string, value: () => T): Promise<Result<T>> => {
		calls.push(act)
		return Promise.resolve(scene.failure ? err({ kind: scene.failure }) : ok(value()))
	}
	return {
		calls,
		showOther: mark => {
			if (status.chart) change({ chart: { ...status.chart, mark, locked: mark !== null } })
		},
		status: () => Promise.resolve(status),
		watch: changed => {
			listeners.add(changed)
			return () => listeners.delete(changed)
		},
		vault: {
			create: () => answer('vault.create', () => change({ vault: 'unlocked' })),
			unlock: passphrase =>
				passphrase === 'not this one'
					? Promise.resolve(err({ kind: 'wrong-passphrase' }))
					: answer('vault.unlock', () => change({ vault: 'unlocked' })),
			lock: () => {
				calls.push('vault.lock')
				change({ vault: 'locked' })
				return Promise.resolve()
			},
			join: () =>
				answer('vault.join', () => {
					const institution = ordinary.institution as NonNullable<Status['institution']>
					change({ institution: { ...institution, membership: 'waiting' } })
					return { fingerprint: institution.fingerprint }
				}),
		},
		site: {
			grant: () =>
				answer(
					'site.grant',
					() => status.chart && change({ chart: { ...status.chart, granted: true } }),
				) as Promise<Result<void>>,
		},
		chart: {
			read: () => answer('chart.read', () => draft),
			show: row => {
				calls.push(`chart.show ${row}`)
				return Promise.resolve()
			},
			back: () => {
				if (status.chart) change({ chart: { ...status.chart, mark: draft.mark, locked: false } })
				return Promise.resolve()
			},
		},
		lookup: {
			terms: text => {
				const bare = text.replace(/^no /, '')
				const hits = terms.flatMap(([number, label, name]): TermHit[] => {
					const from = name.toLowerCase().indexOf(bare.toLowerCase())
					if (from < 0) return []
					const matched = { text: name, from, to: from + bare.length }
					return [{ term: termOfNumber(number), label, matched, excluded: bare !== text }]
				})
				return Promise.resolve(hits)
			},
			genes: text => Promise.resolve(text.toLowerCase() === 'cad' ? [cad] : []),
		},
		cases: {
			current: () => Promise.resolve(known),
			confirm: confirmed =>
				answer('cases.confirm', () => (known = { ...confirmed, id: decided.id, confirmedAt: present })),
		},
		matches: {
			search: by =>
				answer(`matches.search ${by}`, () => ({
					matches: scene.noMatch ? [] : matches,
					cards: status.index.cards,
					institutions: status.index.institutions,
					indexAt: status.index.at,
					stale: status.index.stale,
				})),
			mark: (handle, state) => {
				calls.push(`matches.mark ${state} ${handle.slice(0, 3)}`)
				return Promise.resolve()
			},
		},
		consent: {
			current: () => Promise.resolve(consent),
			grant: form =>
				answer('consent.grant', () => {
					consent = { ...given, ...form, state: 'live' }
					leave('consent', 68)
					return { ...consent, receipt: `0x${'5e'.repeat(32)}` }
				}),
		},
		publishing: {
			preview: () => answer('publishing.preview', () => preview(scene.outcome ?? 'allow-with-obligations')),
			publish: async (hash, progress) => {
				progress('uploading')
				progress('publishing')
				return answer(`publishing.publish ${hash.slice(0, 6)}`, () => {
					leave('card', bytes.length)
					progress('done')
					return {
						handle: given.handle,
						hash,
						record: `0x${'ab'.repeat(32)}`,
						recordRoot: `0x${'cd'.repeat(32)}`,
						segmentRoot: `0x${'ef'.repeat(32)}`,
						readers: 10,
					}
				})
			},
		},
		asks: {
			list: () => Promise.resolve(asks),
			send: (handle, text) =>
				answer('asks.send', () => {
					const match = matches.find(m => m.handle === handle)
					const ask: AskView = {
						ask: `0x${'a5'.repeat(32)}`,
						direction: 'sent',
						institution: match?.institution ?? {
							id: 3,
							name: 'Kaveri Institute of Neuroscience',
							country: 'IN',
						},
						card: handle,
						question: { text, by: 'Dr Ines Calloway', at: present },
						answer: null,
						signed: { ask: `0x${'1f'.repeat(20)}`, answer: null },
						deadline: present + 14 * 86_400,
						stage: 0,
						about: '',
					}
					asks = [ask, ...asks]
					leave('ask', 512)
					return ask
				}),
			answer: (id, form) =>
				answer('asks.answer', () => {
					const asked = asks.find(({ ask }) => ask === id) as AskView
					const answered: AskView = {
						...asked,
						answer: { ...form, by: 'Dr Anand Rao', at: present },
						signed: { ...asked.signed, answer: `0x${'2e'.repeat(20)}` },
						stage: 2,
					}
					asks = asks.map(ask => (ask.ask === id ? answered : ask))
					leave('answer', 640)
					return answered
				}),
		},
		sync: () => answer('sync', () => ({ cards: 240, newAsks: 1, newAnswers: 0 })),
		activity: () => Promise.resolve(activity),
	}
}
