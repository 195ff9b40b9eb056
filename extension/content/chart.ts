import { asJson, asRecord, asText } from '#shared/case/read.ts'
import { rowsOf } from '#shared/case/chart-rows.ts'
import type { Section } from '#shared/case/finding.ts'
import { err, ok, type Result } from '#shared/kernel/result.ts'
import type { Adapter, Reading, ShownChart } from '../adapters/adapter.ts'
import { adapterFor } from '../adapters/index.ts'
import type { CapturedChart, ChartReport } from '../messages/chart.ts'
import { askedOf } from './asked.ts'
import {
	after,
	type Bound,
	type ChartEvent,
	type ChartState,
	emptyChart,
	isLocked,
	readableRows,
	resourcesOf,
	sectionsOf,
} from './chart-state.ts'
import { makeReadings } from './readings.ts'

/** What a chart needs from around it. */
export interface Surroundings {
	readonly page: Pick<Document, 'querySelector'>
	address(): string
	identify(tenant: string, person: NonNullable<ChartState['person']>): Promise<Result<Bound>>
	/** Something that is shown or reported has changed. */
	changed(): void
	/** Another patient's chart is shown, or none: at once, before anything else. */
	left(): void
}

/** The chart on screen: one patient at a time, heard passively and completed on a click. */
export class OpenChart {
	#state: ChartState = emptyChart
	#shown: ShownChart | null = null
	#adapter: Adapter | undefined
	/** Ends with the patient: readings and answers under way for one are nothing to the next. */
	#patient = new AbortController()
	readonly #around: Surroundings

	constructor(around: Surroundings) {
		this.#around = around
		this.look()
	}

	get state(): ChartState {
		return this.#state
	}
	get adapter(): Adapter | undefined {
		return this.#adapter
	}

	/** Compares the address with the patient we hold; another patient ends everything of this one. */
	look(): void {
		const url = new URL(this.#around.address())
		this.#adapter = adapterFor(url)
		this.#shown = this.#adapter?.shown(url) ?? null
		const subject = this.#shown?.subject ?? null
		if (subject === this.#state.subject) return
		this.#patient.abort()
		this.#patient = new AbortController()
		this.#state = after(this.#state, { kind: 'shown', subject })
		this.#around.left()
		this.#around.changed()
	}

	/** An answer the page received. */
	hear(address: string, status: number, text: string): void {
		this.look()
		const asked = askedOf(address, new URL(this.#around.address()).origin)
		if (!asked || status !== 200 || !this.#adapter?.carries(asked.path)) return
		this.#apply({ kind: 'answer', asked, json: asJson(text) })
	}

	/** The page bears the system's mark: only then is anything shown or reported. */
	get isHere(): boolean {
		return this.#shown !== null && this.#adapter?.isHere(this.#around.page as ParentNode) === true
	}

	/** The few readings that tell which patient this is, for a page that had loaded before we came. */
	async firstLook(): Promise<void> {
		if (!this.isHere || this.#state.person) return
		await this.#read(reading => reading.first === true)
	}

	/** The whole capture, on a click: what was heard, completed by readings; nothing when the chart changed meanwhile. */
	async capture(): Promise<Result<CapturedChart>> {
		this.look()
		const { subject } = this.#state
		if (!this.isHere || !this.#adapter || subject === null) return err({ kind: 'no-chart' })
		const adapter = this.#adapter
		await this.#read(() => true)
		await this.#bind()
		this.look()
		const { bound } = this.#state
		if (this.#state.subject !== subject) return err({ kind: 'chart-changed' })
		if (!bound) return err({ kind: 'patient-not-recognised' })
		this.#apply({ kind: 'captured', subject })
		return ok({
			...bound,
			subject,
			adapter: adapter.id,
			sections: sectionsOf(this.#state, this.#sections()),
			resources: resourcesOf(this.#state),
		})
	}

	/** What the badge and the panel may know before a capture. */
	report(): ChartReport {
		const { bound } = this.#state
		const here = this.isHere
		return {
			binding: here ? (bound?.binding ?? null) : null,
			mark: here ? (bound?.mark ?? null) : null,
			readable: here ? readableRows(this.#state) : 0,
			sections: here ? sectionsOf(this.#state, this.#sections()) : [],
			locked: isLocked(this.#state),
			adapter: here ? (this.#adapter?.id ?? null) : null,
		}
	}

	/** The words by which a row can be found on screen again. */
	wordsOf(row: string): string {
		for (const { path, json } of resourcesOf(this.#state)) {
			const found = rowsOf(path, asJson(json)).find(one => one.key === row)
			if (!found) continue
			const { body } = found
			const diagnosis = asRecord(asRecord(body.diagnosis).coded)
			const concept = asRecord(body.leaf ?? body.concept)
			const value = typeof body.value === 'string' && body.leaf === undefined ? body.value : ''
			return (
				asText(asRecord(body.code).text) ||
				asText(diagnosis.display) ||
				asText(value) ||
				asText(concept.display)
			)
		}
		return ''
	}

	#sections(): readonly Section[] {
		const known = this.#adapter && this.#shown ? this.#adapter.readings(this.#shown) : []
		const sections = known.flatMap(({ section }) => (section === null ? [] : [section]))
		return [...new Set<Section>([...sections, ...this.#state.answered])]
	}

	async #read(wanted: (reading: Reading) => boolean): Promise<void> {
		const [adapter, shown, { signal }] = [this.#adapter, this.#shown, this.#patient]
		if (!adapter || !shown) return
		const { subject } = shown
		const origin = new URL(this.#around.address()).origin
		await makeReadings(
			adapter.readings(shown).filter(wanted),
			adapter.headers,
			outcome => {
				this.look()
				if (signal.aborted) return
				const { section } = outcome.reading
				if (outcome.kind === 'page') {
					const asked = askedOf(outcome.url, origin)
					if (asked) this.#apply({ kind: 'answer', asked, json: outcome.json })
				} else if (section) this.#apply({ kind: 'read', subject, section, granted: outcome.granted })
			},
			signal,
		)
	}

	#apply(event: ChartEvent): void {
		const before = this.#state
		this.#state = after(before, event)
		if (this.#state === before) return
		if (this.#state.person && this.#state.person !== before.person) void this.#bind()
		this.#around.changed()
	}

	async #bind(): Promise<void> {
		const { person, subject, bound } = this.#state
		if (!person || bound || subject === null || !this.#shown) return
		const answer = await this.#around.identify(this.#shown.tenant, person)
		if (answer.ok) this.#apply({ kind: 'bound', subject, bound: answer.value })
	}
}
