import type { Source } from './finding.ts'
import { labFinding } from './lab-findings.ts'
import type { Suggestion } from './suggestion.ts'

/** A measured value beside what is usual, whatever shape it came in. */
export interface Measurement {
	readonly name: string
	readonly loinc: readonly string[]
	readonly value: number
	readonly unit: string
	readonly low: number | undefined
	readonly high: number | undefined
	/** The laboratory's own flag, as it wrote it. */
	readonly flag: string
}

type Where = 'low' | 'high' | 'normal'

/** The finding a result names or excludes: nothing when neither a flag nor a range says where the value lies. */
export function readMeasurement(
	measurement: Measurement,
	source: Omit<Source, 'value'>,
): readonly Suggestion[] {
	const known = labFinding(measurement.loinc, measurement.name)
	const where = whereIs(measurement)
	if (!known || !where) return []
	const full = { ...source, value: inWords(measurement) }
	if (where === 'normal') return [{ term: known.normal, says: 'excluded', source: full }]
	const term = known[where]
	return term ? [{ term, says: 'observed', source: full }] : []
}

/** The laboratory's flag decides; without one, the range beside the value. */
function whereIs({ flag, value, low, high }: Measurement): Where | undefined {
	const written = flag.toUpperCase()
	if (/^(?:H{1,2}|HU|>|.*HIGH)$/.test(written)) return 'high'
	if (/^(?:L{1,2}|LU|<|.*LOW)$/.test(written)) return 'low'
	if (/^(?:N|NORMAL)$/.test(written)) return 'normal'
	if (written !== '' || (low === undefined && high === undefined)) return undefined
	if (low !== undefined && value < low) return 'low'
	return high !== undefined && value > high ? 'high' : 'normal'
}

/** "8.9 g/dL (10.9 to 15)". */
export function inWords({ value, unit, low, high }: Measurement): string {
	const measured = `${value} ${unit}`.trim()
	if (low !== undefined && high !== undefined) return `${measured} (${low} to ${high})`
	if (high !== undefined) return `${measured} (up to ${high})`
	return low === undefined ? measured : `${measured} (from ${low})`
}
