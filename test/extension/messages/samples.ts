const chart = {
	binding: 'abcdefghijklmnopqrstuvwxyz',
	mark: ['copper', 'heron'],
	readable: 4,
	sections: [{ section: 'problems', status: 'captured', rows: 2 }],
	locked: false,
	adapter: 'openmrs',
}
const deployment = `0x${'ab'.repeat(32)}`

/** One good body of every message, by its name; undefined where a message carries nothing. */
export const samples: Readonly<Record<string, unknown>> = {
	'chart/identify': {
		tenant: 'main',
		subject: 'p1',
		name: 'Amara Whitfield (demo)',
		birthDate: '2019-03-01',
		sex: 'female',
	},
	'chart/report': chart,
	'chart/read': undefined,
	'chart/show-row': { row: 'Condition/1' },
	'chart/read-tab': { tab: 7 },
	'chart/show-tab-row': { tab: 7, row: 'Condition/1' },
	'chart/of-tab': { tab: 7 },
	'chart/open-panel': undefined,
	'chart/changed': { tab: null },
	'sites/granted': { origin: 'https://chart.example' },
	'sites/list': undefined,
	'sites/forget': { origin: 'https://chart.example' },
	'vault/state': undefined,
	'vault/create': { passphrase: 'correct horse battery' },
	'vault/unlock': { passphrase: 'correct horse battery' },
	'vault/lock': undefined,
	'vault/keep-unlocked': undefined,
	'keys/derive-seed': { deployment, path: 'rest/index' },
	'keys/derive-signer': { deployment, path: 'tx/publish/0' },
	'engine/wake': undefined,
	'engine/resume': undefined,
	'engine/work-waits': { waits: true },
}
