import { browser } from './browser.ts'

/** The permission that covers an origin. Host patterns carry no port, so a grant covers every port of a host. */
export const hostPattern = (origin: string): string => {
	const { protocol, hostname } = new URL(origin)
	return `${protocol}//${hostname}/*`
}

/** Asks in the browser's own dialog. Only on a trusted click in an extension page, and nothing may be awaited before. */
export const requestOrigins = (origins: readonly string[]): Promise<boolean> =>
	browser.permissions.request({ origins: origins.map(hostPattern) })

export const mayReach = (origin: string): Promise<boolean> =>
	browser.permissions.contains({ origins: [hostPattern(origin)] })

export const giveBack = (origin: string): Promise<boolean> =>
	browser.permissions.remove({ origins: [hostPattern(origin)] })

/** Calls back when a permission was given or taken, in the browser's settings too. */
export function onPermissionsChanged(changed: () => void): void {
	browser.permissions.onAdded.addListener(changed)
	browser.permissions.onRemoved.addListener(changed)
}
