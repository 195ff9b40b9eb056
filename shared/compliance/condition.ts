import { startOf, type Condition, type RulePack, type TransferRequest } from './pack.ts'

/** Whether a condition holds; `undefined` when something it asks about is not known. */
export function holds(condition: Condition, request: TransferRequest, pack: RulePack): boolean | undefined {
	if ('origin' in condition) return isIn(request.origin, condition.origin, pack)
	if ('destination' in condition) return isIn(request.destination, condition.destination, pack)
	if ('sameCountry' in condition)
		return request.origin === null || request.destination === null
			? undefined
			: request.origin === request.destination
	if ('purpose' in condition) return condition.purpose.includes(request.purpose)
	if ('onlyData' in condition) return request.data.every(each => condition.onlyData.includes(each))
	if ('anyData' in condition) return request.data.some(each => condition.anyData.includes(each))
	if ('subject' in condition)
		return request.subject === null ? undefined : condition.subject.includes(request.subject)
	if ('consent' in condition) return is(request.consent, condition.consent)
	if ('agreement' in condition) return is(request.agreement, condition.agreement)
	if ('fact' in condition) return factHolds(condition.fact, request, pack)
	if ('all' in condition) return every(condition.all.map(each => holds(each, request, pack)))
	const none = every(condition.any.map(each => negate(holds(each, request, pack))))
	return negate(none)
}

const is = (known: boolean | null, wanted: boolean): boolean | undefined =>
	known === null ? undefined : known === wanted

const negate = (value: boolean | undefined): boolean | undefined => (value === undefined ? undefined : !value)

/** False if one is false, else unknown if one is unknown. */
function every(values: readonly (boolean | undefined)[]): boolean | undefined {
	if (values.includes(false)) return false
	return values.includes(undefined) ? undefined : true
}

/** A country the pack does not know is in no group and out of none. */
function isIn(country: string | null, group: string, pack: RulePack): boolean | undefined {
	if (country === null || !(country in pack.countries)) return undefined
	return pack.groups[group]?.includes(country) ?? false
}

function factHolds(id: string, request: TransferRequest, pack: RulePack): boolean | undefined {
	const found = pack.facts
		.filter(fact => fact.id === id)
		.filter(
			({ since, until }) => startOf(since) <= request.at && (until === null || request.at < startOf(until)),
		)
		.map(({ from, to }) => every([isIn(request.origin, from, pack), isIn(request.destination, to, pack)]))
	return negate(every(found.map(negate)))
}
