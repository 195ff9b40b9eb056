import { flagOf, type Chart, type Note, type Panel, type Result } from './chart.ts'

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** Identifiers of the hospital itself, the same in every chart. */
export const restIds = {
	user: id(9_011),
	person: id(9_012),
	provider: id(9_013),
	privilege: id(9_014),
	role: id(9_015),
	location: id(9_016),
	visitType: id(9_017),
	noteType: 'd7151f82-c1f3-4152-a605-2f9ea7414a79',
	vitalsType: '67a71486-1a54-468f-ac3e-7091a9a79584',
	labType: id(9_018),
	imagingType: id(9_019),
	noteText: '162169'.padEnd(36, 'A'),
	impression: '165386'.padEnd(36, 'A'),
	openMrsId: '05a29f94-c0ed-11e2-94be-8c13b969e334',
} as const

export const reference = (uuid: string, display: string) => ({ uuid, display })
export const named = (uuid: string, name: string) => ({ uuid, display: name, name })
/** The time of day everything in the demonstration hospital was written. */
export const at = (date: string) => `${date}T10:00:00.000+0000`

/** A row's own identifier: the same however often the chart is drawn. */
export function rowId(chart: Chart, kind: number, index: number): string {
	const patient = Number(chart.uuid.slice(-4))
	return id(patient * 100_000 + kind * 1_000 + index)
}

const concept = (uuid: string, display: string, more: object = {}) => ({
	...named(uuid, display),
	name: named(uuid, display),
	datatype: reference(id(9_050), 'Numeric'),
	conceptClass: reference(id(9_051), 'Test'),
	links: [],
	...more,
})

export const patientName = (chart: Chart): string => [...chart.given, chart.family].join(' ')

export function restPatient(chart: Chart) {
	const name = {
		...reference(rowId(chart, 1, 1), patientName(chart)),
		givenName: chart.given[0] ?? '',
		middleName: chart.given[1] ?? null,
		familyName: chart.family,
	}
	const location = named(restIds.location, 'Neurology clinic')
	return {
		uuid: chart.uuid,
		display: `${chart.identifier} - ${patientName(chart)}`,
		voided: false,
		identifiers: [
			{
				...reference(rowId(chart, 1, 2), `OpenMRS ID = ${chart.identifier}`),
				identifier: chart.identifier,
				preferred: true,
				location,
				identifierType: named(restIds.openMrsId, 'OpenMRS ID'),
			},
		],
		attributes: [],
		person: {
			uuid: chart.uuid,
			display: patientName(chart),
			gender: chart.gender === 'female' ? 'F' : 'M',
			age: Math.floor((Date.now() - Date.parse(chart.born)) / 31_557_600_000),
			birthdate: `${chart.born}T00:00:00.000+0000`,
			birthdateEstimated: false,
			dead: false,
			deathDate: null,
			causeOfDeath: null,
			preferredName: name,
			names: [name],
			preferredAddress: { cityVillage: chart.city, country: chart.country },
			addresses: [],
			attributes: [],
		},
	}
}

const encounterProviders = [
	{
		...reference(id(9_060), 'Ines Calloway'),
		encounterRole: reference(id(9_061), 'Clinician'),
		provider: {
			...reference(restIds.provider, 'Ines Calloway'),
			person: reference(restIds.person, 'Ines Calloway'),
		},
	},
]

function observation(
	uuid: string,
	date: string,
	of: object & { uuid: string; display: string },
	value: unknown,
) {
	return {
		uuid,
		display: `${of.display}: ${String(value)}`,
		value,
		obsDatetime: at(date),
		groupMembers: null,
		voided: false,
		concept: of,
	}
}

const panelObservations = (chart: Chart, panel: Panel, p: number) =>
	panel.results.map((result, i) => {
		const { unit: units, low: lowNormal, high: hiNormal } = result
		return observation(
			rowId(chart, 5, p * 50 + i),
			panel.date,
			concept(result.concept, result.test, { units, lowNormal, hiNormal }),
			result.value,
		)
	})

/** Every laboratory result of the chart as single observations. */
export const labObservations = (chart: Chart) =>
	chart.panels.flatMap((panel, p) => panelObservations(chart, panel, p))

function noteObservation(chart: Chart, note: Note, index: number) {
	const of =
		note.kind === 'clinic'
			? concept(restIds.noteText, 'Text of encounter note')
			: concept(restIds.impression, `${note.title} impression`)
	return observation(rowId(chart, 4, index), note.date, of, note.text)
}

function diagnosesOf(chart: Chart) {
	return chart.diagnoses.map((diagnosis, i) => ({
		...reference(rowId(chart, 6, i), diagnosis.text),
		rank: diagnosis.rank,
		certainty: diagnosis.certainty,
		voided: false,
		diagnosis: { coded: reference(rowId(chart, 7, i), diagnosis.text), nonCoded: null },
	}))
}

/** Every encounter of the chart, newest first: notes, imaging, laboratory, vitals. */
export function encounters(chart: Chart) {
	const patient = reference(chart.uuid, restPatient(chart).display)
	const encounter = (n: number, type: string, title: string, date: string, obs: readonly object[]) => ({
		uuid: rowId(chart, 2, n),
		display: `${title} ${date}`,
		encounterDatetime: at(date),
		encounterType: { ...named(type, title), viewPrivilege: null, editPrivilege: null },
		location: named(restIds.location, 'Neurology clinic'),
		patient,
		encounterProviders,
		obs,
		orders: [],
		diagnoses: type === restIds.noteType ? diagnosesOf(chart) : [],
		form: null,
		visit: {
			...reference(rowId(chart, 3, 0), 'Facility Visit'),
			startDatetime: at(date),
			stopDatetime: null,
		},
		voided: false,
	})
	return [
		...chart.notes.map((note, i) =>
			encounter(
				i,
				note.kind === 'clinic' ? restIds.noteType : restIds.imagingType,
				note.kind === 'clinic' ? 'Visit Note' : note.title,
				note.date,
				[noteObservation(chart, note, i)],
			),
		),
		...chart.panels.map((panel, i) =>
			encounter(20 + i, restIds.labType, panel.name, panel.date, panelObservations(chart, panel, i)),
		),
		encounter(40, restIds.vitalsType, 'Vitals', chart.vitals.date, []),
	].sort((a, b) => b.encounterDatetime.localeCompare(a.encounterDatetime))
}

export function visit(chart: Chart) {
	const all = encounters(chart)
	const start = all.at(-1)?.encounterDatetime ?? at(chart.vitals.date)
	return {
		uuid: rowId(chart, 3, 0),
		display: 'Facility Visit @ Neurology clinic',
		visitType: named(restIds.visitType, 'Facility Visit'),
		startDatetime: start,
		stopDatetime: null,
		location: named(restIds.location, 'Neurology clinic'),
		encounters: all,
		patient: restPatient(chart),
		attributes: [],
		indication: null,
		voided: false,
	}
}

function leaf(chart: Chart, panel: Panel, result: Result, row: number) {
	return {
		display: result.test,
		flatName: `${panel.name}-${result.test}`,
		conceptUuid: result.concept,
		datatype: typeof result.value === 'number' ? 'Numeric' : 'Text',
		units: result.unit,
		lowNormal: result.low,
		hiNormal: result.high,
		hasData: true,
		obs: [
			{
				uuid: rowId(chart, 5, row),
				obsDatetime: at(panel.date),
				value: String(result.value),
				interpretation: flagOf(result),
			},
		],
	}
}

/** The observation tree of one panel, as the results screen asks for it; empty when the chart has none of it. */
export function observationTree(chart: Chart, conceptUuid: string) {
	const index = chart.panels.findIndex(panel => panel.concept === conceptUuid)
	const panel = chart.panels[index]
	if (!panel) return { display: '', flatName: '', conceptUuid, hasData: false, subSets: [] }
	return {
		display: panel.name,
		flatName: panel.name,
		conceptUuid,
		hasData: true,
		subSets: [
			{
				display: panel.name,
				flatName: panel.name,
				conceptUuid: rowId(chart, 8, index),
				hasData: true,
				subSets: panel.results.map((result, i) => leaf(chart, panel, result, index * 50 + i)),
			},
		],
	}
}

export function drugOrders(chart: Chart) {
	return chart.medications.map((medication, i) => {
		const drug = `${medication.drug} ${medication.strength}`
		const substance = concept(rowId(chart, 9, 20 + i), medication.drug)
		const unit = reference(id(9_070), medication.unit)
		return {
			uuid: rowId(chart, 9, i),
			dosingType: 'org.openmrs.SimpleDosingInstructions',
			orderNumber: `ORD-${i + 1}`,
			accessionNumber: null,
			patient: reference(chart.uuid, patientName(chart)),
			action: 'NEW',
			careSetting: reference('6f0c9a92-6f24-11e3-af88-005056821db0', 'Outpatient'),
			previousOrder: null,
			dateActivated: at(medication.since),
			scheduledDate: null,
			dateStopped: null,
			autoExpireDate: null,
			orderType: { ...named('131168f4-15f5-102d-96e4-000c29c2a5d7', 'Drug Order'), conceptClasses: [] },
			encounter: { uuid: rowId(chart, 2, 0), visit: { uuid: rowId(chart, 3, 0), stopDatetime: null } },
			orderer: encounterProviders[0]?.provider,
			orderReason: null,
			orderReasonNonCoded: medication.reason,
			urgency: 'ROUTINE',
			instructions: null,
			commentToFulfiller: null,
			drug: {
				uuid: rowId(chart, 9, 40 + i),
				display: drug,
				strength: medication.strength,
				dosageForm: unit,
				concept: substance,
			},
			concept: substance,
			dose: medication.dose,
			doseUnits: unit,
			frequency: reference(id(9_071), medication.frequency),
			asNeeded: false,
			asNeededCondition: null,
			quantity: 60,
			quantityUnits: unit,
			numRefills: 2,
			dosingInstructions: null,
			duration: 90,
			durationUnits: reference(id(9_072), 'Days'),
			route: reference(id(9_073), 'Oral'),
			brandName: null,
			dispenseAsWritten: false,
			drugNonCoded: null,
		}
	})
}
