import type { Adapter } from './adapter.ts'
import { openmrs } from './openmrs.ts'

/** Every record system we can read, in order of precedence. */
export const adapters: readonly Adapter[] = [openmrs]

/** The adapter whose chart an address shows. */
export const adapterFor = (url: URL): Adapter | undefined =>
	adapters.find(adapter => adapter.shown(url) !== null)
