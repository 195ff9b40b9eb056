import type { Result } from '#shared/kernel/result.ts'
import type { MatchList } from '#shared/matching/match.ts'

/** What the frame can ask and do. It changes nothing, signs nothing and holds no key. */
export interface FrameAsks {
	/** The chart it stands beside. */
	chart(): Promise<{ readonly binding: string; readonly mark: readonly [string, string] } | null>
	matches(binding: string): Promise<Result<MatchList>>
	openPanel(): void
	close(): void
	move(): void
}

const shown = 3

/** What stands beside the chart: at most three matches of the confirmed case, or why there are none. */
export class Beside {
	mark = $state<readonly [string, string] | null>(null)
	state = $state<'waiting' | 'matches' | 'none' | 'closed'>('waiting')
	list = $state.raw<MatchList | null>(null)
	readonly matches = $derived(this.list?.matches.slice(0, shown) ?? [])
	readonly same = $derived(this.list?.matches.filter(match => match.verdict === 'may-be-same').length ?? 0)
	readonly asks: FrameAsks

	constructor(asks: FrameAsks) {
		this.asks = asks
	}

	async look(): Promise<void> {
		const chart = await this.asks.chart()
		this.mark = chart?.mark ?? null
		const found = chart ? await this.asks.matches(chart.binding) : null
		this.list = found?.ok ? found.value : null
		this.state = !found?.ok ? 'closed' : found.value.matches.length > 0 ? 'matches' : 'none'
	}

	/** "2 cases may be the same condition" */
	get title(): string {
		if (this.same === 0) return 'No case may be the same condition'
		return this.same === 1
			? '1 case may be the same condition'
			: `${this.same} cases may be the same condition`
	}
}
