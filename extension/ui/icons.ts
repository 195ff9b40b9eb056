/** One stroke of a glyph on its grid: a path, or a circle as `[cx, cy, r]`. `solid` fills it, `knock` cuts into a fill. */
interface Stroke {
	readonly d?: string
	readonly circle?: readonly [number, number, number]
	readonly solid?: boolean
	readonly knock?: boolean
	readonly dash?: string
}

const line = (...paths: readonly string[]): readonly Stroke[] => paths.map(d => ({ d }))
const ring: Stroke = { circle: [8, 8, 6.25] }

/**
 * Our own glyphs on a 16 grid, 1.5 stroke. The five finding glyphs and the mark mean one thing each and are used for
 * nothing else.
 */
export const icons = {
	observed: [
		{ circle: [8, 8, 7], solid: true },
		{ d: 'm5 8.2 2.1 2.1L11.2 6', knock: true },
	],
	excluded: [ring, { d: 'M5.2 8h5.6' }],
	uncertain: [ring, { d: 'M8 1.75a6.25 6.25 0 0 0 0 12.5z', solid: true }],
	suggested: [{ circle: [8, 8, 6.25], dash: '2.2 2.71' }],
	unassessed: line('M4 8h8'),
	lock: line(
		'M5 7V5a3 3 0 0 1 6 0v2',
		'M4.5 7h7A1.5 1.5 0 0 1 13 8.5v4a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 12.5v-4A1.5 1.5 0 0 1 4.5 7z',
	),
	settings: [
		{ d: 'M2 4.5h7M12.5 4.5H14M2 11.5h2M7.5 11.5H14' },
		{ circle: [10.75, 4.5, 1.75] },
		{ circle: [5.75, 11.5, 1.75] },
	],
	row: line('M2.5 4.5h11M2.5 8h5M2.5 11.5h5M10.5 8.5l3 3-3 3M13.5 11.5H9'),
	cross: line('m4 4 8 8M12 4l-8 8'),
	check: line('m3 8.5 3.4 3.4L13 5'),
	info: [ring, { d: 'M8 7.5v3.6M8 5v.1' }],
	leave: line('M9.5 2.5h-6v11h6M7 8h7M11.5 5.5 14 8l-2.5 2.5'),
	duty: line('m3 13 .6-3L11 2.6 13.4 5 6 12.4zM2.5 14.5h11'),
	warn: line('M8 2.2 14.4 13.4H1.6zM8 6.4v3.2M8 11.5v.1'),
	seal: line('M8 1.5 13 3.5v4.3c0 3.2-2.1 5.5-5 6.7-2.9-1.2-5-3.5-5-6.7V3.5zM5.6 8l1.7 1.7 3.1-3.3'),
	clock: [ring, { d: 'M8 4.5V8l2.3 1.5' }],
	back: line('M13.5 8h-11M6.5 4 2.5 8l4 4'),
} as const satisfies Record<string, readonly Stroke[]>

/** A glyph by name. */
export type IconName = keyof typeof icons

/** The strokes of a glyph, widened for drawing. */
export const strokesOf = (name: IconName): readonly Stroke[] => icons[name]
