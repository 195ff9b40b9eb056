import { browser } from './browser.ts'

/** Wakes the worker although it sleeps: after `minutes`, and every `minutes` when `again`. Replaces the one of that name. */
export async function setAlarm(name: string, minutes: number, again: boolean): Promise<void> {
	await browser.alarms.create(name, again ? { periodInMinutes: minutes } : { delayInMinutes: minutes })
}

export async function clearAlarm(name: string): Promise<void> {
	await browser.alarms.clear(name)
}

export function onAlarm(rang: (name: string) => void): void {
	browser.alarms.onAlarm.addListener(({ name }) => rang(name))
}
