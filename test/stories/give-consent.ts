import type { Clinician } from './clinician.ts'
import type { Screenshots } from './screenshots.ts'

/** Fills in what the family agrees to, records it, and hands over the receipt. */
export async function giveConsent({ panel, keys }: Clinician, pictures: Screenshots): Promise<void> {
	await panel.getByRole('heading', { name: 'Record what the family agrees to' }).waitFor()
	for (const choice of [
		'Parent or guardian of a child',
		'Findings, age band, sex and gene',
		'The story, in the doctor’s words',
		'Treatment and outcome',
		'To find out whether another hospital',
		'To ask another hospital for its opinion',
	])
		await keys.act(choice)
	await chooseIn(panel, keys, 'May our hospital’s name', 'Yes')
	await chooseIn(panel, keys, 'May we come back', 'Yes')
	await keys.act('6 months')
	await keys.act('In my presence')
	await pictures.take(panel, 'consent')
	await keys.act('Record the consent')
	await panel.getByRole('heading', { name: 'Give this to the family, now' }).waitFor({ timeout: 60_000 })
	await pictures.take(panel, 'receipt')
	await keys.act('The family has it')
	const onward = panel.getByRole('button', { name: 'Review and publish' })
	await onward.waitFor({ timeout: 20_000 })
	await keys.act('Review and publish')
}

/** Two groups have the same answers: walks until the focused radio stands in the right one. */
async function chooseIn(
	panel: Clinician['panel'],
	keys: Clinician['keys'],
	legend: string,
	answer: string,
): Promise<void> {
	const group = panel.locator('fieldset', { hasText: legend })
	for (let step = 0; step < 80; step++) {
		const inside = await group.evaluate(element => element.contains(document.activeElement))
		if (inside) return keys.act(answer)
		await keys.press('Tab')
	}
	throw new Error(`no way to "${legend}"`)
}
