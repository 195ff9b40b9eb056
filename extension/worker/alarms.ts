/** What the browser wakes the worker for. */
export const alarms = { lock: 'lock', sync: 'sync', resume: 'resume' } as const

/** A chart is left open on a ward computer: the vault closes by itself after this long without a key or a click. */
export const lockAfterMinutes = 15
export const syncEveryMinutes = 15
/** Unfinished work is looked at this often while there is any. */
export const resumeAfterMinutes = 1
