/** The few values of the design tokens that the badge needs, so that no style sheet is fetched into a page. */
export const css = `
:host { all: initial; position: fixed; z-index: 2147483647; inset: 0 auto auto 0; inline-size: 0; block-size: 0; }
* { box-sizing: border-box; }
.badge {
	position: fixed; z-index: 2147483647; inset-block-end: 16px; inset-inline-end: 16px;
	display: inline-flex; align-items: center; gap: 6px; block-size: 24px; min-inline-size: 24px; padding: 0 2px;
	border: 1px solid light-dark(oklch(0.6 0.014 85), oklch(0.585 0.014 235)); border-radius: 12px;
	background: light-dark(oklch(1 0 0), oklch(0.268 0.012 235)); color: light-dark(oklch(0.245 0.02 235), oklch(0.935 0.007 85));
	box-shadow: 0 1px 2px light-dark(oklch(0.25 0.02 235 / .06), oklch(0 0 0 / .3));
	font: 13px/17px system-ui, sans-serif; cursor: pointer;
}
.badge:focus-visible { outline: 2px solid light-dark(oklch(0.5 0.13 245), oklch(0.83 0.11 230)); outline-offset: 2px; }
.badge span:empty { display: none; }
.badge svg { inline-size: 18px; block-size: 18px; flex: none; }
.badge[data-words] { padding-inline-end: 8px; }
.badge[data-state='quiet'] svg { color: light-dark(oklch(0.5 0.018 235), oklch(0.69 0.012 85)); }
.badge[data-state='locked'] { border-color: light-dark(oklch(0.46 0.13 30), oklch(0.8 0.095 30)); }
.badge[data-state='locked'] svg { color: light-dark(oklch(0.46 0.13 30), oklch(0.8 0.095 30)); }
iframe {
	position: fixed; z-index: 2147483646; inline-size: 376px; max-inline-size: calc(100vw - 32px);
	block-size: min(576px, 80vh); border: 1px solid light-dark(oklch(0.6 0.014 85), oklch(0.585 0.014 235)); border-radius: 10px;
	background: light-dark(oklch(0.972 0.007 85), oklch(0.196 0.01 235));
	box-shadow: 0 2px 6px light-dark(oklch(0.25 0.02 235 / .07), oklch(0 0 0 / .3)), 0 12px 32px light-dark(oklch(0.25 0.02 235 / .12), oklch(0 0 0 / .45));
}
iframe[data-corner='0'] { inset-block-end: 52px; inset-inline-end: 12px; }
iframe[data-corner='1'] { inset-block-end: 12px; inset-inline-start: 12px; }
iframe[data-corner='2'] { inset-block-start: 12px; inset-inline-start: 12px; }
iframe[data-corner='3'] { inset-block-start: 12px; inset-inline-end: 12px; }
iframe:not([data-alive]) { visibility: hidden; }
.outline {
	position: fixed; z-index: 2147483645; pointer-events: none; border-radius: 4px;
	border: 2px solid light-dark(oklch(0.425 0.078 225), oklch(0.795 0.066 217));
}
@media (forced-colors: active) { .outline { border-color: Highlight; } .badge { border-color: ButtonBorder; } }
@media print { .badge, iframe, .outline { display: none; } }
`
