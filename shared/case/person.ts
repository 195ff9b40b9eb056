import { ageBands, type AgeBand, type Sex } from './case.ts'
import { asDate, asRecord, asRecords, asText } from './read.ts'

/** Who a chart says the patient is. Used to bind and to derive sex and age band; never part of a case. */
export interface Person {
	readonly subject: string
	readonly name: string
	/** ISO date, or empty. */
	readonly birthDate: string
	readonly sex: Sex
}

/** The person of a FHIR Patient or of an OpenMRS patient; `undefined` for anything else. */
export function readPerson(json: unknown): Person | undefined {
	const whole = asRecord(json)
	if (whole.resourceType === 'Patient') {
		const [name] = asRecords(whole.name, 10)
		const given = Array.isArray(name?.given) ? name.given.map(one => asText(one)) : []
		return personOf(
			asText(whole.id, 100),
			asText(name?.text) || [...given, asText(name?.family)].join(' '),
			asDate(whole.birthDate),
			asText(whole.gender),
		)
	}
	const person = asRecord(whole.person)
	const gender = asText(person.gender, 20)
	if (whole.resourceType !== undefined || gender === '') return undefined
	return personOf(asText(whole.uuid, 100), asText(person.display), asDate(person.birthdate), gender)
}

function personOf(
	subject: string,
	name: string,
	born: string | undefined,
	gender: string,
): Person | undefined {
	return subject ? { subject, name: name.trim(), birthDate: born ?? '', sex: sexOf(gender) } : undefined
}

function sexOf(gender: string): Sex {
	if (/^f/i.test(gender)) return 'female'
	if (/^m/i.test(gender)) return 'male'
	return /^o/i.test(gender) ? 'other' : 'not-stated'
}

/** The lower bounds in years of the bands after the first four. */
const bounds = [1, 5, 10, 15, 18, 30, 40, 50, 60, 70, 80] as const

/** The age band on a day; a birth date that is missing, or lies ahead, states none. */
export function ageBandOn(today: Date, birthDate: string): AgeBand {
	const born = Date.parse(birthDate)
	const days = Math.floor((today.getTime() - born) / 86_400_000)
	if (Number.isNaN(days) || days < 0) return 'not stated'
	if (days < 28) return 'under 28 days'
	const years = yearsBetween(new Date(born), today)
	const index = bounds.findLastIndex(bound => years >= bound)
	return ageBands[index + 4] ?? 'not stated'
}

function yearsBetween(from: Date, to: Date): number {
	const had =
		to.getUTCMonth() > from.getUTCMonth() ||
		(to.getUTCMonth() === from.getUTCMonth() && to.getUTCDate() >= from.getUTCDate())
	return to.getUTCFullYear() - from.getUTCFullYear() - (had ? 0 : 1)
}
