import type { AskView } from '#extension/panel/product.ts'
import type { Scene } from './memory-product.ts'
import { matches, present } from './story.ts'

const card = matches[1]?.handle ?? ''
const received: AskView = {
	ask: `0x${'b6'.repeat(32)}`,
	direction: 'received',
	institution: { id: 1, name: 'Hudson Children’s Hospital', country: 'US' },
	card,
	question: {
		text: 'Did the seizures respond, and how soon? We have a girl of three in status for the second time this month.',
		by: 'Dr Ines Calloway',
		at: present - 7200,
	},
	answer: null,
	signed: { ask: `0x${'1f'.repeat(20)}`, answer: null },
	deadline: present + 13 * 86_400,
	stage: 1,
	about: 'Boy, 5 to 9 years, CAD, Global developmental delay and 6 more findings',
}
const answered: AskView = {
	...received,
	ask: `0x${'c7'.repeat(32)}`,
	direction: 'sent',
	institution: { id: 3, name: 'Kaveri Institute of Neuroscience', country: 'IN' },
	answer: {
		outcome: 'yes',
		text: 'Seizures stopped in the third week. The smear was normal by week ten. Doses and laboratory values are in the record. I am glad to open it if the family agrees.',
		response: 'improved',
		by: 'Dr Anand Rao',
		at: present - 1800,
	},
	signed: { ask: `0x${'1f'.repeat(20)}`, answer: `0x${'2e'.repeat(20)}` },
	stage: 2,
	about: '',
}

/** A picture to take: a product's state, the screen to go to, and what to press there. */
export interface Picture {
	readonly scene: Scene
	/** Accessible names of the buttons to press, in order, as a person would. */
	readonly press?: readonly string[]
	/** Keys typed afterwards. */
	readonly type?: readonly string[]
	/** Words to wait for at last. */
	readonly until?: string
	/** The chart that the tab turns to at last; null is a page without a patient. */
	readonly switched?: readonly [string, string] | null
}

const ready: Scene = { confirmed: true, consent: 'live' }

/** Every screen and state that the panel has, by name. */
export const pictures: Readonly<Record<string, Picture>> = {
	create: { scene: { status: { vault: 'none', institution: null, network: null }, chart: null } },
	join: { scene: { status: { institution: null }, chart: null } },
	waiting: {
		scene: {
			status: {
				institution: {
					id: 1,
					name: 'Hudson Children’s Hospital',
					country: 'US',
					membership: 'waiting',
					fingerprint: '0x93a9dc70dce4d5ac2435de2bcf599c13',
					member: 'Dr Ines Calloway',
				},
			},
			chart: null,
		},
	},
	locked: { scene: { status: { vault: 'locked' } } },
	'no-chart': { scene: { chart: null } },
	grant: { scene: { chart: { granted: false, mark: null } } },
	patient: { scene: {} },
	findings: { scene: {}, press: ['Read findings'], type: ['ArrowDown', 'ArrowDown'] },
	searching: { scene: {}, press: ['Read findings'], type: ['/', ...'unsteady'], until: 'Gait disturbance' },
	'findings-decided': { scene: { confirmed: true } },
	'wrong-chart': { scene: { confirmed: true }, switched: ['silver', 'wren'] },
	'no-patient': { scene: { confirmed: true }, switched: null },
	similar: { scene: ready, press: ['Similar'] },
	explained: { scene: ready, press: ['Similar'], type: ['j', 'e'] },
	'no-match': { scene: { ...ready, noMatch: true }, press: ['Similar'] },
	stale: {
		scene: {
			...ready,
			status: { index: { cards: 240, institutions: 12, at: present - 9 * 86_400, stale: true } },
		},
		press: ['Similar'],
	},
	'consent-none': { scene: { confirmed: true }, press: ['Publish', 'Record a consent'] },
	'consent-live': { scene: ready, press: ['Publish', 'Consent'] },
	'consent-revoked': {
		scene: { confirmed: true, consent: 'revoked' },
		press: ['Publish', 'Record a consent'],
	},
	publish: { scene: ready, press: ['Publish'] },
	'publish-blocked': { scene: { ...ready, outcome: 'block' }, press: ['Publish'] },
	published: { scene: ready, press: ['Publish', 'Publish 66 bytes'] },
	refused: { scene: { ...ready, failure: 'tampered' }, press: ['Publish'] },
	inbox: { scene: { ...ready, asks: [received, answered] }, press: ['Ask'] },
	answering: { scene: { ...ready, asks: [received] }, press: ['Ask', 'Hudson Children’s Hospital'] },
	answered: {
		scene: {
			...ready,
			asks: [answered],
			status: {
				left: [
					{ what: 'card', bytes: 66, at: present },
					{ what: 'ask', bytes: 512, at: present },
				],
			},
		},
		press: ['Ask', 'Kaveri Institute'],
	},
	writing: { scene: ready, press: ['Similar', 'Ask this hospital'] },
	activity: {
		scene: { ...ready, status: { left: [{ what: 'consent', bytes: 68, at: present }] } },
		press: ['See all'],
	},
	settings: { scene: ready, press: ['Settings'] },
	shortcuts: { scene: ready, type: ['?'] },
}
