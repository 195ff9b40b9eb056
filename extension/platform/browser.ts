import type { Browser } from 'webextension-polyfill'

const host = globalThis as unknown as { readonly browser?: Browser; readonly chrome: Browser }

/**
 * The browser's extension interface. Chromium and Firefox both answer promises on their own namespace in manifest 3, so
 * no polyfill is loaded; the types alone come from it. Content scripts stay small this way.
 */
export const browser: Browser = host.browser ?? host.chrome
