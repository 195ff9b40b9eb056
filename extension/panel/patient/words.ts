import type { SectionState } from '#shared/case/case.ts'
import type { Section } from '#shared/case/finding.ts'
import { plural } from '../../ui/say.ts'

const sections: Readonly<Record<Section, readonly [name: string, one: string]>> = {
	problems: ['Problem list', 'row'],
	diagnoses: ['Diagnoses', 'row'],
	laboratory: ['Laboratory', 'result'],
	vitals: ['Vital signs', 'reading'],
	imaging: ['Imaging reports', 'report'],
	notes: ['Clinic notes', 'note'],
	genetics: ['Genetics', 'row'],
	family: ['Family history', 'row'],
	allergies: ['Allergies', 'row'],
	medications: ['Medication', 'row'],
	procedures: ['Procedures', 'row'],
	immunizations: ['Immunisations', 'row'],
}

/** The chart's section, as the clinician calls it. */
export const sectionName = (section: Section): string => sections[section][0]

/** Captured, not loaded, not available: three things that never look alike. */
export function sectionState({ section, status, rows }: SectionState): string {
	switch (status) {
		case 'captured':
			return plural(rows, sections[section][1])
		case 'not-loaded':
			return 'Not loaded'
		case 'not-available':
			return 'Not available'
	}
}

/** What a section's state means, in a sentence. */
export const sectionMeaning = {
	captured: 'Read from what the page itself loaded',
	'not-loaded': 'The chart has not loaded it yet. It is asked for when you read.',
	'not-available': 'This chart does not offer it. That is not a negative result.',
} as const satisfies Record<SectionState['status'], string>

/** Adapters by id, as their makers write them. */
const adapters: Readonly<Record<string, string>> = { openmrs: 'OpenMRS 3' }

/** P1: what this chart offers. */
export const words = {
	title: (readable: number): string =>
		readable === 0 ? 'No finding can be read yet' : `${plural(readable, 'finding')} can be read`,
	from: (captured: readonly SectionState[]): string => {
		const rows = captured.reduce((sum, section) => sum + section.rows, 0)
		return `From ${plural(rows, 'row')} that this chart has already loaded. They stay on this computer until you publish something.`
	},
	nothing:
		'Open the results or the problem list of this chart. What the page loads can then be read; nothing is sent anywhere.',
	read: 'Read findings',
	reading: 'Reading…',
	sections: 'Sections of this chart',
	noChart: {
		title: 'No chart is open here',
		text: 'Open a patient’s chart in this tab. Until then you can read questions, activity and settings.',
	},
	noPatient: {
		title: 'No patient is recognised',
		text: 'This site may be read, but the page shows no patient. Open one patient’s chart.',
	},
	grant: {
		title: 'This site is not read yet',
		text: (origin: string): string =>
			`MedNexus reads a chart only where you allow it. Allowing ${origin} lets it read what that site shows in your tabs, and nothing else. Nothing is sent by reading.`,
		act: (host: string): string => `Allow reading on ${host}`,
		busy: 'The browser asks you…',
		back: 'You can take it back at any time in the browser’s own settings.',
	},
	adapter: (name: string | null): string =>
		name === null
			? 'Layout not recognised: data the page loads is read, its text is not.'
			: `Recognised: ${adapters[name] ?? name}.`,
	type: 'Type findings instead',
} as const
