import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const css = readFileSync(
	fileURLToPath(new URL('../../../extension/ui/tokens.css', import.meta.url)),
	'utf8',
).replace(/@media[\s\S]*$/, '')

type Theme = 'light' | 'dark'

/** Relative luminance (WCAG 2.2) of an OKLCH colour (CSS Color 4, section 9.4), clipped to sRGB as a screen does. */
function luminance(lightness: number, chroma: number, hue: number): number {
	const a = chroma * Math.cos((hue * Math.PI) / 180)
	const b = chroma * Math.sin((hue * Math.PI) / 180)
	const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
	const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
	const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
	const clipped = [
		4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
		-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
		-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
	].map(channel => Math.min(1, Math.max(0, channel)))
	const [red = 0, green = 0, blue = 0] = clipped
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const colour = /oklch\(\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s*\)/g
function token(name: string, theme: Theme): number {
	const declared = new RegExp(`--${name}:\\s*light-dark\\(([\\s\\S]*?)\\);`).exec(css)?.[1]
	if (declared === undefined) throw new Error(`--${name} is not declared as light-dark()`)
	const both = [...declared.matchAll(colour)].map(([, l, c, h]) => luminance(Number(l), Number(c), Number(h)))
	if (both.length !== 2) throw new Error(`--${name} does not have two colours`)
	return both[theme === 'light' ? 0 : 1] as number
}
const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)

const grounds = ['paper', 'surface', 'sunken', 'raised']
/** What stands on what, and the least it needs: text 4.5, marks and the borders of controls 3. */
const pairs: readonly (readonly [string, readonly string[], number])[] = [
	['ink', [...grounds, 'accent-soft', 'proven-soft', 'caution-soft', 'harm-soft'], 4.5],
	['ink-2', [...grounds, 'accent-soft', 'proven-soft', 'caution-soft', 'harm-soft'], 4.5],
	['ink-3', [...grounds, 'accent-soft'], 4.5],
	['accent', [...grounds, 'accent-soft'], 4.5],
	['accent-hover', grounds, 4.5],
	['proven', [...grounds, 'proven-soft'], 4.5],
	['caution', [...grounds, 'caution-soft'], 4.5],
	['harm', [...grounds, 'harm-soft'], 4.5],
	['on-accent', ['accent', 'accent-hover'], 4.5],
	['on-harm', ['harm', 'harm-hover'], 4.5],
	['paper', ['ink'], 4.5],
	['line-control', [...grounds, 'accent-soft'], 3],
	['caution-line', [...grounds, 'caution-soft'], 3],
	['focus', [...grounds, 'accent-soft'], 3],
	['mark', [...grounds, 'mark-track'], 3],
	['mark-near', grounds, 3],
]
const cases = pairs.flatMap(([on, unders, least]) =>
	unders.flatMap(under => (['light', 'dark'] as const).map(theme => ({ on, under, theme, least }))),
)

describe('contrast of the tokens', () => {
	test.each(cases)('$on on $under in $theme is at least $least', ({ on, under, theme, least }) => {
		expect(contrast(token(on, theme), token(under, theme))).toBeGreaterThanOrEqual(least)
	})

	test('agrees with the contrasts that were computed by hand', () => {
		expect(contrast(token('ink', 'light'), token('paper', 'light'))).toBeCloseTo(14.9, 1)
		expect(contrast(token('accent', 'dark'), token('surface', 'dark'))).toBeCloseTo(8.9, 1)
		expect(contrast(token('on-harm', 'dark'), token('harm', 'dark'))).toBeCloseTo(9.6, 1)
	})
})
