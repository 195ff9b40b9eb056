import { object, pattern } from '#shared/kernel/parse.ts'

/** Which chart a request is about: the binding whose mark the panel shows, never whatever the tab shows by now. */
export interface Bound {
	readonly binding: string
}
export const binding = pattern<string>(/^[0-9a-zA-Z_-]{16,100}$/)
export const bound = object({ binding })
