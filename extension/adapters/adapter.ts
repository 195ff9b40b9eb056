import type { Section } from '#shared/case/finding.ts'

/** Which patient's chart an address shows, and where its server answers. */
export interface ShownChart {
	/** The patient's id in this record system. */
	readonly subject: string
	/** What tells installations on one origin apart. */
	readonly tenant: string
	/** Path under which the server's interfaces lie: "/openmrs". */
	readonly base: string
}

/** A read of one's own server that a chart's own page may not have made yet. */
export interface Reading {
	/** Path and query on the page's own origin. */
	readonly path: string
	/** What it fills; null for the patient. */
	readonly section: Section | null
	/** Also made once, without a further click, when the extension came to a page that had finished loading. */
	readonly first?: true
}

/** One record system: data and pure reads. No request, no write, no timer, nothing remembered. */
export interface Adapter {
	readonly id: string
	/** From the address alone, so that it answers before the page exists; null where no chart is shown. */
	readonly shown: (url: URL) => ShownChart | null
	/** Whether the page itself bears the system's mark. */
	readonly isHere: (page: ParentNode) => boolean
	/** Whether an answer's path can hold anything of a chart: everything else is dropped unread. */
	readonly carries: (path: string) => boolean
	/** Everything to read for a whole picture, in order of worth. */
	readonly readings: (chart: ShownChart) => readonly Reading[]
	/** Sent with those reads, so that a refusal is an answer and not a browser's password dialog. */
	readonly headers: Readonly<Record<string, string>>
	/** Elements that are a row of the chart on screen; the one that holds the row's words is outlined. */
	readonly rows: string
}
