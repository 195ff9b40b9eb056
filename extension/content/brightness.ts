/** Whether the page behind our few pixels is light or dark: we follow the chart, not the system. */
export function brightnessOf(page: Document): 'light' | 'dark' {
	for (const element of [page.body, page.documentElement]) {
		if (!element) continue
		const [red, green, blue, alpha] = channels(getComputedStyle(element).backgroundColor)
		if (alpha === 0) continue
		// Relative luminance, roughly: enough to tell paper from night.
		return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 110 ? 'dark' : 'light'
	}
	return getComputedStyle(page.documentElement).colorScheme === 'dark' ? 'dark' : 'light'
}

function channels(colour: string): readonly [number, number, number, number] {
	const [red = 255, green = 255, blue = 255, alpha] = (colour.match(/[\d.]+/g) ?? []).map(Number)
	return [red, green, blue, alpha ?? (colour === 'transparent' ? 0 : 1)]
}
