import type { AgeBand, Case, Draft, Gene, Response, SectionState, Sex } from '#shared/case/case.ts'
import type { Finding, FindingState } from '#shared/case/finding.ts'
import { err, ok, type Failure, type Result } from '#shared/kernel/result.ts'
import type { TermId } from '#shared/ontology/term-id.ts'
import type { Product, TermHit } from '../product.ts'

/** The most findings a card carries, observed and excluded together (protocol 5.3). */
const mostOnCard = 40
const mostGenes = 3

interface Snapshot {
	readonly findings: readonly Finding[]
	readonly genes: readonly Gene[]
	readonly label: string
}

/** The case of the bound chart: a draft while it is decided, then confirmed. Nothing of it leaves from here. */
export class OpenCase {
	findings = $state.raw<readonly Finding[]>([])
	genes = $state.raw<readonly Gene[]>([])
	sections = $state.raw<readonly SectionState[]>([])
	sex = $state<Sex>('not-stated')
	ageBand = $state<AgeBand>('not stated')
	onset = $state(0)
	response = $state<Response>('not-recorded')
	narrative = $state('')
	confirmed = $state.raw<Case | null>(null)
	/** Whether a chart was read, or a case of it loaded: there is something to decide. */
	begun = $state(false)
	busy = $state<'' | 'reading' | 'confirming'>('')
	failure = $state.raw<Failure | null>(null)
	/** Index of the row the keyboard acts on. */
	selected = $state(0)
	readonly undecided = $derived(this.findings.filter(finding => finding.state === 'suggested').length)
	readonly observed = $derived(this.findings.filter(finding => finding.state === 'observed'))
	readonly excluded = $derived(this.findings.filter(finding => finding.state === 'excluded'))
	/** Why the case cannot be confirmed, as a kind `words.ts` knows; null when it can. */
	readonly obstacle = $derived.by(() => {
		if (this.undecided > 0) return 'suggestions-open'
		if (this.observed.length === 0) return 'nothing-observed'
		return this.observed.length + this.excluded.length > mostOnCard ? 'too-many-terms' : null
	})
	/** Whether what is on screen is what was confirmed. */
	readonly settled = $derived(this.confirmed !== null && this.#same(this.confirmed))
	readonly #product: Pick<Product, 'chart' | 'cases'>
	#chart: Pick<Draft, 'binding' | 'mark'> | null = null
	#past: readonly Snapshot[] = []
	/** Rises whenever another chart is bound: an answer for the former one is dropped. */
	#turn = 0

	constructor(product: Pick<Product, 'chart' | 'cases'>) {
		this.#product = product
	}
	/** Forgets everything of the former chart, then takes up the case of the present one, if there is one. */
	async rebind(): Promise<void> {
		this.#forget()
		const turn = this.#turn
		const found = await this.#product.cases.current()
		if (turn === this.#turn && found !== null) this.#adopt(found)
	}
	async read(): Promise<void> {
		const turn = this.#turn
		this.busy = 'reading'
		this.failure = null
		const draft = await this.#product.chart.read()
		if (turn !== this.#turn) return
		this.busy = ''
		if (!draft.ok) this.failure = draft.error
		else this.#merge(draft.value)
	}
	decide(term: TermId, state: FindingState): void {
		this.#change(term, finding => ({ ...finding, state }))
	}
	/** Takes a suggestion as the chart proposed it: an excluded proposal becomes excluded. */
	accept(term: TermId): void {
		this.#change(term, finding => ({ ...finding, state: finding.proposed }))
	}
	dismiss(term: TermId): void {
		this.#remember(this.findings.find(finding => finding.term === term)?.label ?? '')
		this.findings = this.findings.filter(finding => finding.term !== term)
		this.selected = Math.max(0, Math.min(this.selected, this.findings.length - 1))
	}
	add({ term, label }: Pick<TermHit, 'term' | 'label'>, state: 'observed' | 'excluded'): void {
		this.#remember(label)
		const known = this.findings.findIndex(finding => finding.term === term)
		if (known >= 0) this.findings = this.findings.with(known, { ...(this.findings[known] as Finding), state })
		else this.findings = [...this.findings, { term, label, state, proposed: state, sources: [] }]
		this.selected = known >= 0 ? known : this.findings.length - 1
		this.begun = true
	}
	/** Puts a broader term in the place of a finding, as the review offers: fewer people can be told apart. */
	generalise(from: TermId, to: TermId, label: string): void {
		const known = this.findings.some(finding => finding.term === to)
		this.#change(from, finding => ({ ...finding, term: to, label }))
		if (known)
			this.findings = this.findings.filter(
				(finding, at, all) => all.findIndex(f => f.term === finding.term) === at,
			)
	}
	addGene(gene: Gene): boolean {
		if (this.genes.length >= mostGenes || this.genes.some(({ hgnc }) => hgnc === gene.hgnc)) return false
		this.#remember(gene.symbol)
		this.genes = [...this.genes, gene]
		return true
	}
	removeGene(gene: Gene): void {
		this.#remember(gene.symbol)
		this.genes = this.genes.filter(({ hgnc }) => hgnc !== gene.hgnc)
	}
	/** Moves to the next suggestion after the selected row, if one is left: decisions come in a row. */
	advance(): void {
		const { findings, selected } = this
		const order = findings.map((_, index) => (selected + index) % findings.length)
		this.selected = order.find(index => findings[index]?.state === 'suggested') ?? selected
	}
	move(steps: number): void {
		this.selected = Math.max(0, Math.min(this.findings.length - 1, this.selected + steps))
	}
	/** Takes the last decision back and answers what it was about; undefined when there is none. */
	undo(): string | undefined {
		const last = this.#past.at(-1)
		if (!last) return undefined
		this.#past = this.#past.slice(0, -1)
		this.findings = last.findings
		this.genes = last.genes
		this.selected = Math.min(this.selected, Math.max(0, this.findings.length - 1))
		return last.label
	}
	async confirm(): Promise<Result<Case>> {
		const chart = this.#chart
		if (this.obstacle !== null || chart === null) return err({ kind: this.obstacle ?? 'no-chart' })
		const turn = this.#turn
		this.busy = 'confirming'
		this.failure = null
		const { findings, genes, sex, ageBand, onset, response, narrative } = this
		const consent = this.confirmed?.consent
		const said = { ...chart, findings, genes, sex, ageBand, onset, response, narrative }
		const result = await this.#product.cases.confirm(consent === undefined ? said : { ...said, consent })
		if (turn !== this.#turn) return err({ kind: 'chart-changed' })
		this.busy = ''
		if (!result.ok) {
			this.failure = result.error
			return result
		}
		this.#adopt(result.value)
		return ok(result.value)
	}
	/** What the chart says now joins what was decided before: a decision is never overwritten by reading again. */
	#merge(draft: Draft): void {
		const known = this.findings
		const read = draft.findings.map(finding => {
			const before = known.find(({ term }) => term === finding.term)
			return before ? { ...before, sources: finding.sources } : finding
		})
		const added = known.filter(({ term }) => !read.some(finding => finding.term === term))
		this.#chart = { binding: draft.binding, mark: draft.mark }
		this.sections = draft.sections
		this.findings = [...read, ...added]
		this.genes = this.begun ? this.genes : draft.genes
		this.sex = this.begun && this.sex !== 'not-stated' ? this.sex : draft.sex
		this.ageBand = this.begun && this.ageBand !== 'not stated' ? this.ageBand : draft.ageBand
		this.begun = true
		this.#past = []
		this.selected = Math.max(
			0,
			this.findings.findIndex(finding => finding.state === 'suggested'),
		)
	}
	#adopt(known: Case): void {
		this.#chart = { binding: known.binding, mark: known.mark }
		this.confirmed = known
		this.findings = known.findings
		this.genes = known.genes
		this.sex = known.sex
		this.ageBand = known.ageBand
		this.onset = known.onset
		this.response = known.response
		this.narrative = known.narrative
		this.begun = true
	}
	#same(known: Case): boolean {
		return (
			known.findings === this.findings &&
			known.genes === this.genes &&
			known.sex === this.sex &&
			known.ageBand === this.ageBand &&
			known.onset === this.onset &&
			known.response === this.response &&
			known.narrative === this.narrative
		)
	}
	#change(term: TermId, change: (finding: Finding) => Finding): void {
		const index = this.findings.findIndex(finding => finding.term === term)
		const finding = this.findings[index]
		if (!finding) return
		this.#remember(finding.label)
		this.findings = this.findings.with(index, change(finding))
	}
	#remember(label: string): void {
		this.#past = [...this.#past, { findings: this.findings, genes: this.genes, label }]
	}
	#forget(): void {
		this.#turn += 1
		this.#chart = null
		this.#past = []
		this.findings = []
		this.genes = []
		this.sections = []
		this.sex = 'not-stated'
		this.ageBand = 'not stated'
		this.onset = 0
		this.response = 'not-recorded'
		this.narrative = ''
		this.confirmed = null
		this.begun = false
		this.busy = ''
		this.failure = null
		this.selected = 0
	}
}
