import type { Adapter, Reading, ShownChart } from './adapter.ts'

/** The roots the results screen asks for when a site has configured none of its own. */
const resultRoots = [
	'ae485e65-2e3f-4297-b35e-c818bbefe894',
	'8904fa2b-6a8f-437d-89ec-6fce3cd99093',
	'856AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
]
const concept = 'concept:(uuid,display,units,hiNormal,lowNormal,mappings:(display))'
const observation = `uuid,value,obsDatetime,voided,${concept}`
const encounter =
	`custom:(uuid,encounterDatetime,voided,encounterType:(display),patient:(uuid),` +
	`diagnoses:(uuid,display,certainty,voided,diagnosis),obs:(${observation},groupMembers:(${observation})))`

/**
 * OpenMRS 3: a single-page chart over FHIR R4 and OpenMRS's own REST interface. Medicines, results, notes and diagnoses
 * come by REST alone, and most only when their tab is opened: hence the readings.
 */
export const openmrs: Adapter = {
	id: 'openmrs',
	shown: url => {
		const found = /^(\/.*)?\/spa\/patient\/([0-9A-Za-z-]{8,60})\/chart(?:\/|$)/.exec(
			url.pathname.replace(/\/{2,}/g, '/'),
		)
		const [, base = '', subject] = found ?? []
		return subject ? { subject, tenant: base, base } : null
	},
	isHere: page =>
		page.querySelector('script[type="openmrs-routes"], script[type="systemjs-importmap"]') !== null,
	carries: path => /\/ws\/(?:fhir2\/R4|rest\/v1)\//.test(path),
	readings,
	headers: { accept: 'application/json', 'Disable-WWW-Authenticate': 'true' },
	rows: 'tbody tr, [data-extension-id] article, [role="listitem"], [data-testid] p',
}

function readings({ subject, base }: ShownChart): readonly Reading[] {
	const fhir = `${base}/ws/fhir2/R4`
	const rest = `${base}/ws/rest/v1`
	const of = `patient=${encodeURIComponent(subject)}`
	return [
		{ path: `${fhir}/Patient/${encodeURIComponent(subject)}`, section: null, first: true },
		{ path: `${fhir}/Condition?${of}&_count=100`, section: 'problems', first: true },
		{ path: `${fhir}/Observation?${of}&category=laboratory&_count=100`, section: 'laboratory' },
		...resultRoots.map(root => ({
			path: `${rest}/obstree?${of}&concept=${root}`,
			section: 'laboratory' as const,
		})),
		{ path: `${rest}/encounter?${of}&v=${encounter}&limit=50`, section: 'notes' },
		{ path: `${fhir}/DiagnosticReport?${of}&_count=100`, section: 'imaging' },
		{ path: `${fhir}/FamilyMemberHistory?${of}&_count=100`, section: 'family' },
		{ path: `${fhir}/Procedure?${of}&_count=100`, section: 'procedures' },
		{ path: `${fhir}/AllergyIntolerance?${of}&_count=100`, section: 'allergies' },
		{ path: `${fhir}/MedicationRequest?${of}&_count=100`, section: 'medications' },
	]
}
