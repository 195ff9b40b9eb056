import { gasWorld } from './gas-world.ts'

/** What an act costs beside what it may cost. */
interface Row {
	readonly act: string
	readonly gas: number
	/** Null where no limit is set. */
	readonly budget: number | null
	readonly note: string
}

/** Prints what every transaction of the product costs, with proofs over 256 leaves, measured on a chain of its own. */
export async function main(args: readonly string[]): Promise<void> {
	const rows = await measure()
	const within = rows.every(row => row.budget === null || row.gas <= row.budget)
	if (args.includes('--json')) console.log(JSON.stringify({ name: 'gas', leaves: 256, within, rows }))
	else {
		for (const line of table(rows)) console.log(line)
		console.log(within ? 'Every act is within its budget.' : 'An act is over its budget.')
	}
	if (!within) process.exitCode = 1
}

async function measure(): Promise<readonly Row[]> {
	const world = await gasWorld(256)
	try {
		const consent = await world.grant()
		const spare = await world.grant()
		const heads = [await world.publish(), await world.publish(), await world.publish()]
		const seal = await world.seal()
		const asks = [await world.ask(), await world.ask()]
		const answer = await world.answer(consent.handle)
		const revocation = await world.revoke(spare.handle)
		return [
			row('consent grant', consent.gas, 78_000, 'architecture 9'),
			row('revoke by signature', revocation, 35_000, 'architecture 9'),
			row('index head, next', heads[2], 60_000, 'architecture 9'),
			row('index head, first', heads[0], null, 'two new words of storage, once a class'),
			row('ask, further of a day', asks[1], null, `69600 without ${more}`),
			row('ask, first of an institution', asks[0], null, 'begins its quota'),
			row('answer with gate', answer, null, `70600 without ${more}`),
			row('record root', seal, null, ''),
			row('top-up, further of a day', world.topUpGas, null, ''),
			row('member set', world.memberSetGas, null, ''),
		]
	} finally {
		await world.stop()
	}
}

/** What protocol 8's own figures leave out. */
const more = 'quota, statement and signature in the event'

const row = (act: string, gas: bigint | undefined, budget: number | null, note: string): Row => ({
	act,
	gas: Number(gas ?? 0n),
	budget,
	note,
})

function table(rows: readonly Row[]): readonly string[] {
	const cells = [
		['act', 'gas', 'budget', 'share', 'note'],
		...rows.map(({ act, gas, budget, note }) => [
			act,
			String(gas),
			budget === null ? '-' : String(budget),
			budget === null ? '-' : `${Math.round((100 * gas) / budget)} %`,
			note,
		]),
	]
	const widths = [0, 1, 2, 3, 4].map(column => Math.max(...cells.map(cell => cell[column]?.length ?? 0)))
	return cells.map(cell =>
		cell
			.map((text, column) =>
				column > 0 && column < 4 ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0),
			)
			.join('  ')
			.trimEnd(),
	)
}
