/** The two browsers the one source is built for. */
export type Target = 'chromium' | 'firefox'

/** Every permission asked for at install, and what would not work without it. None of them reaches a web site. */
export const permissions: Readonly<Record<Target, Readonly<Record<string, string>>>> = {
	chromium: {
		storage: 'keeps the sealed vault file, and the unlocked root in memory alone',
		unlimitedStorage: 'keeps the sealed index from being evicted while the disk is full',
		scripting: 'watches the charts of granted origins, and of no other',
		activeTab: 'learns on a click on the toolbar which site the clinician wants to grant',
		alarms: 'syncs, resumes publishing and locks by itself although the worker sleeps',
		sidePanel: 'shows the panel beside the chart',
		offscreen: 'searches, seals and publishes in a page that nobody has to keep open',
	},
	firefox: {
		storage: 'keeps the sealed vault file, and the unlocked root in memory alone',
		unlimitedStorage: 'keeps the sealed index from being evicted while the disk is full',
		scripting: 'watches the charts of granted origins, and of no other',
		activeTab: 'learns on a click on the toolbar which site the clinician wants to grant',
		alarms: 'syncs, resumes publishing and locks by itself although the event page sleeps',
	},
}

/** Origins are granted one by one on a click, or by the hospital's managed policy: none at install. */
const optionalHosts = ['https://*/*', 'http://*/*']

/** Own code only; WebAssembly for Argon2id and hashing; connections to whatever endpoints the network is configured with. */
const policy = [
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"worker-src 'self'",
	"style-src 'self'",
	"style-src-attr 'unsafe-inline'",
	"img-src 'self' data:",
	"font-src 'self'",
	'connect-src http: https:',
	"object-src 'none'",
	"base-uri 'none'",
	"form-action 'none'",
].join('; ')

const panel = 'extension/panel/index.html'
/** The one resource a page may load: the frame that a granted chart is given. */
const frame = 'extension/frame/index.html'
const icons = Object.fromEntries(
	['16', '20', '24', '48', '128'].map(size => [size, `extension/platform/icons/${size}.png`]),
)

const shared = (target: Target, version: string) => ({
	manifest_version: 3,
	name: 'MedNexus',
	version,
	description: 'Finds the other case of a rare disease from inside the open chart.',
	icons,
	action: { default_title: 'MedNexus', default_icon: icons },
	permissions: Object.keys(permissions[target]),
	optional_host_permissions: optionalHosts,
	content_security_policy: { extension_pages: policy },
	incognito: 'not_allowed',
})

/** The manifest as crxjs takes it: paths are source paths, which it replaces. */
export function manifestOf(target: Target, version: string): Record<string, unknown> {
	const everywhere = ['http://*/*', 'https://*/*']
	if (target === 'chromium')
		return {
			...shared(target, version),
			minimum_chrome_version: '130',
			background: { service_worker: 'extension/worker/service-worker.ts', type: 'module' },
			side_panel: { default_path: panel },
			commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+M' } } },
			web_accessible_resources: [{ resources: [frame], matches: everywhere, use_dynamic_url: true }],
		}
	return {
		...shared(target, version),
		background: { scripts: ['extension/worker/event-page.ts'], type: 'module' },
		sidebar_action: { default_panel: panel, default_title: 'MedNexus', open_at_install: false },
		commands: { _execute_sidebar_action: { suggested_key: { default: 'Alt+Shift+M' } } },
		web_accessible_resources: [{ resources: [frame], matches: everywhere }],
		browser_specific_settings: {
			gecko: {
				id: 'mednexus@mednexus.example',
				strict_min_version: '140.0',
				data_collection_permissions: { required: ['healthInfo'] },
			},
			gecko_android: { strict_min_version: '142.0' },
		},
	}
}

/** crxjs lists the injected scripts for every page, which would let a page detect the extension; only the frame stays. */
export function stripped(
	built: Record<string, unknown>,
	target: Target,
	version: string,
): Record<string, unknown> {
	return { ...built, web_accessible_resources: manifestOf(target, version).web_accessible_resources }
}
