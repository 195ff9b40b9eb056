import { chromium } from 'playwright-core'
import { startChromium, type Chromium } from '../browser/chromium.ts'
import type { RunningOpenMrs } from '../ehr/openmrs/start.ts'
import { serve } from '../network/server.ts'
import type { RunningWorld } from '../world/world.ts'
import { say } from './progress.ts'

interface Place {
	readonly name: string
	readonly clinician: string
	readonly chart: string
	readonly invitation: string
}

const escape = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const page = ({ name, clinician, chart, invitation }: Place): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>MedNexus demo, ${escape(name)}</title>
<meta name="color-scheme" content="light dark">
<style>body{font:1.0625rem/1.6 system-ui;max-inline-size:42rem;margin:3rem auto;padding:0 1.5rem}
textarea{inline-size:100%;block-size:7rem;font:0.8125rem ui-monospace}li{margin-block:0.75rem}</style>
<h1>${escape(name)} (demo)</h1>
<p>You are ${escape(clinician)}. Every person, hospital and case here is invented.</p>
<ol>
<li>Open <a href="${escape(chart)}">the chart</a> and log in as <b>admin</b> with any password.</li>
<li>Open MedNexus: its button in the toolbar, or <kbd>Alt</kbd>+<kbd>Shift</kbd>+<kbd>M</kbd>.</li>
<li>Create a vault, then paste this invitation:<br><textarea readonly aria-label="Invitation">${escape(invitation)}</textarea></li>
<li>Allow reading on the chart’s site, and press <kbd>c</kbd>.</li>
</ol></html>`

/** Opens the two browsers of the demo, or, without a display, says where everything is. Answers the way to close them. */
export async function openForNewcomer(
	world: RunningWorld,
	chart: RunningOpenMrs,
): Promise<() => Promise<void>> {
	const places: readonly (Place & { readonly path: string })[] = [
		{
			path: '/new-york',
			name: 'Hudson Children’s Hospital, New York',
			clinician: 'Dr Ines Calloway',
			chart: chart.chartUrl('whitfield'),
			invitation: await world.invitation(1),
		},
		{
			path: '/bengaluru',
			name: 'Kaveri Institute of Neuroscience, Bengaluru',
			clinician: 'Dr Anand Rao',
			chart: chart.chartUrl('lindqvist'),
			invitation: await world.invitation(3),
		},
	]
	const pages = await serve(0, ({ url }) => {
		const place = places.find(({ path }) => path === url.pathname)
		return Promise.resolve(
			place
				? { headers: { 'content-type': 'text/html; charset=utf-8' }, body: page(place) }
				: { status: 404, body: '' },
		)
	})
	for (const { name, path } of places) say(`${name}: ${pages.url}${path}`)
	const browsers: Chromium[] = []
	if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) {
		for (const { path } of places) {
			const browser = await startChromium({ headed: true })
			await (await browser.context.newPage()).goto(`${pages.url}${path}`)
			browsers.push(browser)
		}
	} else {
		say('There is no display here. "npm start -- --once" plays the story without one, with pictures;')
		say(`or open the pages above in ${chromium.name()} with dist/chromium loaded as an unpacked extension.`)
	}
	return async () => {
		for (const browser of browsers) await browser.close()
		await pages.stop()
	}
}
