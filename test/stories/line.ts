import { Clinician, type Seat } from './clinician.ts'
import { giveConsent } from './give-consent.ts'
import {
	shownFindings,
	shownMatches,
	shownValue,
	ungrouped,
	type ShownFinding,
	type ShownMatch,
} from './read-panel.ts'
import { Screenshots } from './screenshots.ts'

/** What the story needs around it. */
export interface Stage {
	readonly newYork: Seat
	readonly bengaluru: Seat
	/** Resolves when every institution's node has followed the chain to where it is now. */
	settle(): Promise<void>
	/** Reads a stored object back, its root recomputed; its length. Throws when it does not hash to the root. */
	readBack(root: string): Promise<number>
	/** `H("card", bytes)` of the card that a device in Bengaluru opened under a handle. */
	openedBy(handle: string): Promise<string | undefined>
	/** Addresses that signed the question and its answer, recovered from the chain. */
	signers(): Promise<{ readonly ask: string | null; readonly answer: string | null }>
	readonly pictures: string
	say(line: string): void
}

interface Places {
	readonly reykjavik: number | null
	readonly bengaluru: number | null
}
/** What happened, in figures that can be checked. */
export interface LineReport {
	readonly story: 'line'
	readonly findings: readonly ShownFinding[]
	readonly confirmed: readonly ShownFinding[]
	readonly ranks: {
		readonly byFindings: Places
		readonly withGene: Places
	}
	readonly consent: string
	readonly preview: { readonly hash: string; readonly bytes: number }
	readonly published: { readonly hash: string; readonly openedHash: string | null }
	readonly segment: { readonly root: string; readonly bytes: number }
	readonly record: { readonly root: string; readonly bytes: number }
	readonly ask: { readonly question: string; readonly signer: string | null }
	readonly answer: { readonly said: string; readonly signer: string | null }
	readonly screenshots: readonly string[]
}

const passphrase = 'invented quartz lantern meadow'
/** The story's own list: what the clinician accepts of what the chart proposes. */
const wanted: Readonly<Record<string, 'Enter' | 'x' | '?'>> = {
	'Global developmental delay': 'Enter',
	'Developmental regression': 'Enter',
	'Bilateral tonic-clonic seizure': 'Enter',
	Anemia: 'Enter',
	Anisopoikilocytosis: 'Enter',
	'Cerebellar atrophy': 'Enter',
	Ataxia: 'Enter',
	'Increased circulating lactate concentration': 'x',
	Nystagmus: '?',
}
const question = 'Did the seizures respond, and how soon? We have a girl of three, twice in status this year.'
const narrative =
	'Lost words and steps after the second year. Two admissions in status. Marked anisopoikilocytosis since the first count.'
const reply = 'Seizures stopped in the third week. The smear was normal by week ten.'

/** Plays the line from a chart in New York to an answer from Bengaluru, by keyboard alone. */
export async function playLine(stage: Stage): Promise<LineReport> {
	const pictures = new Screenshots(stage.pictures)
	const newYork = await Clinician.sitDown(stage.newYork)
	let bengaluru: Clinician | undefined
	try {
		stage.say('New York opens the chart and joins')
		await pictures.take(newYork.chart, 'chart-without-grant')
		await pictures.take(newYork.panel, 'first-run')
		await newYork.join(passphrase, stage.newYork.invitation, async () => {
			await pictures.take(newYork.panel, 'fingerprint')
			await stage.settle()
		})
		await pictures.take(newYork.panel, 'site-not-granted')
		await newYork.keys.act('Allow reading on')
		await newYork.panel.getByRole('button', { name: /^Read findings/ }).waitFor({ timeout: 60_000 })
		await newYork.chart.bringToFront()
		await pictures.take(newYork.chart, 'badge')
		await newYork.sync()
		await newYork.keys.act('Back')

		stage.say('New York reads and confirms the findings')
		await pictures.take(newYork.panel, 'patient')
		await newYork.shortcut('c')
		await newYork.heading('Decide each finding')
		const findings = await shownFindings(newYork.panel)
		await pictures.take(newYork.panel, 'findings')
		await decide(newYork)
		await addMissing(newYork)
		await newYork.shortcut('/')
		await pick(newYork, 'CAD', 'CAD')
		await newYork.keys.act('About the patient')
		await newYork.keys.write('In your own words', narrative)
		await pictures.take(newYork.panel, 'decided')
		const confirmed = await shownFindings(newYork.panel)
		await newYork.keys.act('Confirm case')

		stage.say('New York compares on its own computer')
		await newYork.panel.locator('li[data-handle]').first().waitFor({ timeout: 60_000 })
		const withGene = await shownMatches(newYork.panel)
		await pictures.take(newYork.panel, 'similar')
		await newYork.shortcut('e')
		await pictures.take(newYork.panel, 'explained')
		await newYork.chart.bringToFront()
		await pictures.take(newYork.chart, 'beside-the-chart')
		await newYork.panel.bringToFront()
		await newYork.keys.act('Findings alone')
		await newYork.panel.locator('input[type=radio][value=findings]:checked').waitFor()
		await newYork.panel.locator('li[data-handle]').first().waitFor()
		const byFindings = await shownMatches(newYork.panel)
		await newYork.keys.act('Findings and gene')

		stage.say('New York records consent and publishes')
		await newYork.keys.act('Publish')
		await newYork.keys.act('Record a consent')
		await giveConsent(newYork, pictures)
		await newYork.heading('Review and publish')
		await newYork.panel.getByRole('button', { name: /^Publish \d+ bytes/ }).waitFor({ timeout: 60_000 })
		await pictures.take(newYork.panel, 'review')
		const preview = {
			hash: ungrouped(await shownValue(newYork.panel, 'Hash of the card')),
			bytes: Number(
				/\d+/.exec(
					(await newYork.panel.getByRole('button', { name: /^Publish \d+ bytes/ }).textContent()) ?? '',
				)?.[0],
			),
		}
		await newYork.shortcut('Control+Enter')
		await newYork.panel.getByRole('heading', { name: /Published/ }).waitFor({ timeout: 120_000 })
		await pictures.take(newYork.panel, 'published')
		const handle = ungrouped(await shownValue(newYork.panel, 'Handle'))
		const publishedHash = ungrouped(await shownValue(newYork.panel, 'Hash'))
		const segmentRoot = ungrouped(await shownValue(newYork.panel, 'Segment'))
		const recordRoot = ungrouped(await shownValue(newYork.panel, 'Record'))
		await stage.settle()
		const segment = { root: segmentRoot, bytes: await stage.readBack(segmentRoot) }
		const record = { root: recordRoot, bytes: await stage.readBack(recordRoot) }
		const openedHash = (await stage.openedBy(handle)) ?? null

		stage.say('New York asks Bengaluru')
		await newYork.keys.act('Similar')
		await newYork.panel.locator('li[data-handle]').first().waitFor()
		await select(newYork, sameAt(withGene, 'Kaveri')?.place ?? 1)
		await newYork.keys.act('Ask this hospital')
		await newYork.keys.write('Your question', question)
		await pictures.take(newYork.panel, 'asking')
		await newYork.keys.act('Sign and send the question')
		await newYork.panel.getByText(/has it at its next sync/).waitFor({ timeout: 60_000 })
		await pictures.take(newYork.panel, 'asked')

		stage.say('Bengaluru syncs and answers')
		bengaluru = await Clinician.sitDown(stage.bengaluru)
		await bengaluru.join(passphrase, stage.bengaluru.invitation, () => stage.settle())
		await bengaluru.sync()
		await bengaluru.keys.act('Back')
		await bengaluru.keys.act('Ask')
		await bengaluru.panel.locator('[data-ask]').first().waitFor({ timeout: 60_000 })
		await pictures.take(bengaluru.panel, 'bengaluru-inbox')
		await bengaluru.keys.act('Hudson')
		await bengaluru.keys.act('Yes')
		await bengaluru.keys.act('Improved')
		await bengaluru.keys.write('In your words', reply)
		await pictures.take(bengaluru.panel, 'bengaluru-answers')
		await bengaluru.keys.act('Sign and send the answer')
		await bengaluru.panel.getByText('Both signatures stand').waitFor({ timeout: 60_000 })
		await pictures.take(bengaluru.panel, 'bengaluru-answered')

		stage.say('New York reads the answer')
		await newYork.sync()
		await newYork.keys.act('Back')
		await newYork.panel.getByText('Both signatures stand').waitFor({ timeout: 60_000 })
		await pictures.take(newYork.panel, 'answer')
		const said = ((await newYork.panel.locator('article').last().textContent()) ?? '')
			.replaceAll(/\s+/g, ' ')
			.trim()
		const signed = await stage.signers()
		return {
			story: 'line',
			findings,
			confirmed,
			ranks: { byFindings: storyPlaces(byFindings, withGene), withGene: storyPlaces(withGene, withGene) },
			consent: handle,
			preview,
			published: { hash: publishedHash, openedHash },
			segment,
			record,
			ask: { question, signer: signed.ask },
			answer: { said, signer: signed.answer },
			screenshots: pictures.taken,
		}
	} catch (thrown) {
		await pictures.take((bengaluru ?? newYork).panel, 'stopped-here')
		throw thrown
	} finally {
		await bengaluru?.leave()
		await newYork.leave()
	}
}

/** Decides every suggestion as the story does; what it has no use for is dismissed. */
async function decide({ panel, keys }: Clinician): Promise<void> {
	const row = panel.locator('li[data-term][tabindex="0"]')
	await keys.reach((await row.locator('.what').textContent())?.trim() ?? '')
	for (let step = 0; step < 60; step++) {
		const open = await panel.locator('li[data-term][data-state="suggested"]').count()
		if (open === 0) return
		if ((await row.getAttribute('data-state')) !== 'suggested') {
			await keys.press('ArrowDown')
			continue
		}
		const label = (await row.locator('.what').textContent())?.trim() ?? ''
		await keys.press(wanted[label] ?? 'Delete')
	}
	throw new Error('suggestions are left')
}

/** Adds by hand what the chart did not offer, so that the story compares what it says it compares. */
async function addMissing(at: Clinician): Promise<void> {
	const there = new Set((await shownFindings(at.panel)).map(({ label }) => label))
	for (const [label, key] of Object.entries(wanted)) {
		if (there.has(label) || key !== 'Enter') continue
		await at.shortcut('/')
		await pick(at, label, label)
	}
}

async function pick({ panel, keys }: Clinician, text: string, option: string): Promise<void> {
	await keys.reach('Add a finding or a gene')
	await keys.page.keyboard.insertText(text)
	await panel.locator('[role=option][aria-selected=true]', { hasText: option }).waitFor({ timeout: 20_000 })
	await keys.press('Enter')
	await keys.press('Tab')
}

/** Moves to a place in the list of matches with j and k. */
async function select({ panel, keys }: Clinician, place: number): Promise<void> {
	for (let step = 0; step < 40; step++) {
		const at = Number(await panel.locator('li[data-handle][tabindex="0"] .place').textContent())
		if (at === place) return
		await keys.press(at < place ? 'j' : 'k')
	}
	throw new Error(`place ${place} is out of reach`)
}

const sameAt = (matches: readonly ShownMatch[], institution: string): ShownMatch | undefined =>
	matches.find(match => match.institution.startsWith(institution) && match.said.startsWith('May be the same'))

/** Places of the two story cards, found by what the gene says of them; null when a card is not in the list. */
const storyPlaces = (matches: readonly ShownMatch[], withGene: readonly ShownMatch[]) => {
	const place = (institution: string) => {
		const handle = sameAt(withGene, institution)?.handle
		return matches.find(match => match.handle === handle)?.place ?? null
	}
	return { reykjavik: place('Faxaflói'), bengaluru: place('Kaveri') }
}
