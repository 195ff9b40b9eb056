import {
	identifyChart,
	openPanel,
	readChart,
	reportChart,
	showRow,
	type CapturedChart,
	type ChartReport,
} from '../messages/chart.ts'
import { closeFrame, frameAlive, moveFrame, offerMatches } from '../messages/frame.ts'
import { send, tell } from '../messages/send.ts'
import { on, serve } from '../messages/serve.ts'
import type { Person } from '#shared/case/person.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import type { Bound } from './chart-state.ts'

/** What the rest of the extension may ask of a chart. */
export interface Asked {
	read(): Promise<Result<CapturedChart>>
	show(row: string): Result<void>
	offer(binding: string): void
	frameLives(): void
	closeFrame(): void
	moveFrame(): void
}

/** The content script's only way to the rest of the extension. */
export const link = {
	identify: ({ tenant, person }: { tenant: string; person: Person }): Promise<Result<Bound>> =>
		send(identifyChart, {
			tenant,
			subject: person.subject,
			name: person.name,
			birthDate: person.birthDate,
			sex: person.sex,
		}),
	report: (report: ChartReport): void => tell(reportChart, report),
	openPanel: (): void => tell(openPanel, undefined),
	serve: (chart: Asked): void =>
		serve(
			['content'],
			[
				on(readChart, () => chart.read()),
				on(showRow, ({ row }) => chart.show(row)),
				on(offerMatches, ({ binding }) => ok(chart.offer(binding))),
				on(frameAlive, () => ok(chart.frameLives())),
				on(closeFrame, () => ok(chart.closeFrame())),
				on(moveFrame, () => ok(chart.moveFrame())),
			],
		),
}
